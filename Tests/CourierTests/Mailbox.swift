import Foundation
import FoundationNetworking

/// The demonstration's mailbox, started for a test: a real SMTP server.
final class Mailbox: Sendable {
    let smtp: String
    private let http: String
    private let process: Process

    /// Nil where the set-up has not made the Python environment; `bin/setup test` does.
    static let isThere = FileManager.default.isExecutableFile(atPath: python)

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let python = root.appending(path: ".setup/python/bin/python").path

    struct NotStarted: Error {}

    struct Mail: Decodable {
        var to: [String]
        var from: String
        var subject: String
        var messageID: String
        var text: String?
    }

    init(_ arguments: [String] = []) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: Mailbox.python)
        let script = Mailbox.root.appending(path: "bin/support/mailbox.py").path
        process.arguments = [script, "--smtp", "0", "--http", "0"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, words[0] == "ready" else { throw NotStarted() }
        smtp = String(words[1])
        http = String(words[2])
    }

    deinit { kill() }

    /// At once, as a power cut would.
    func kill() {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    func mails() throws -> [Mail] {
        guard let url = URL(string: http + "mails.json") else { return [] }
        return try JSONDecoder().decode([Mail].self, from: Data(contentsOf: url))
    }
}
