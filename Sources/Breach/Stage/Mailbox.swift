import Foundation
import Glibc

/// The outside world's mails: `bin/support/mailbox.py` of the checkout.
final class Mailbox: Sendable {
    /// Where mails are handed over, and where they are shown.
    let smtp: String
    let page: String
    private let process: Process

    /// - Throws: ``BreachFault/noMailbox(_:)``.
    init(_ checkout: URL) throws {
        process = Process()
        process.executableURL = checkout.appending(path: ".setup/python/bin/python")
        let script = checkout.appending(path: "bin/support/mailbox.py").path
        process.arguments = [script, "--smtp", "0", "--http", "0", "--keep", "2000"]
        let pipe = Pipe()
        process.standardOutput = pipe
        do { try process.run() } catch { throw BreachFault.noMailbox(script) }
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 3, words[0] == "ready",
            let port = words[1].split(separator: ":").last
        else { throw BreachFault.noMailbox(script) }
        smtp = String(port)
        page = words[2].hasSuffix("/") ? String(words[2].dropLast()) : words[2]
    }

    /// At once: a child of ours may have been given our threads' blocked signals.
    func close() { kill(process.processIdentifier, SIGKILL) }
}
