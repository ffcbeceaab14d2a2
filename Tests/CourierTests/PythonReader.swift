import Foundation

/// What Python's email library reads in a message.
struct ReadMail: Decodable {
    var headers: [[String]]
    var defects: [String]
    var to: [String]
    var fromName: String
    var parts: [Part]

    struct Part: Decodable {
        var type: String
        var name: String?
        var text: String?
        var bytes: Int?
        var defects: [String]
    }

    func header(_ name: String) -> String? { headers.first { $0[0] == name }?[1] }
    func text(_ type: String) -> String? { parts.first { $0.type == type }?.text }

    static func read(_ messages: [[UInt8]]) throws -> [ReadMail] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "read_mails.py").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [script]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let coded = messages.map { Data($0).base64EncodedString() }
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(coded))
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([ReadMail].self, from: data)
    }
}
