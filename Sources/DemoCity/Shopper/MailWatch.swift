import Foundation

/// What a person does at the mailbox: waits for the code that was sent.
struct MailWatch: Sendable {
    let town: Town

    private struct Mail: Decodable {
        var number: Int
        var text: String?
    }

    private static let pause = Duration.milliseconds(50)
    private static let mostLooks = 600

    /// The number of the newest mail to an address; 0 where none has come.
    func newest(to address: String) async throws -> Int {
        try await mails(to: address).first?.number ?? 0
    }

    /// The code in the next mail after that one; nil where the mail has none: it is registered already.
    func code(to address: String, after number: Int) async throws -> String? {
        for _ in 0..<MailWatch.mostLooks {
            if let mail = try await mails(to: address).first, mail.number > number {
                return MailWatch.code(in: mail.text ?? "")
            }
            try await Task.sleep(for: MailWatch.pause)
        }
        throw Stumble(.mail, status: 0)
    }

    /// A line of eight capitals and digits, and nothing else in it.
    static func code(in text: String) -> String? {
        text.split { $0.isNewline }.map(String.init).first { line in
            line.count == 8 && line.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        }
    }

    private func mails(to address: String) async throws -> [Mail] {
        let path = "/mails.json?to=\(PageForm.encode(address))"
        let host = town.host(of: .mailbox)
        let ask = "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
        let answer = try await Wire.exchange(ask, port: town.port(of: .mailbox))
        guard answer.status == 200 else { throw Stumble(.mail, status: answer.status) }
        return try JSONDecoder().decode([Mail].self, from: Data(answer.body.utf8))
    }
}
