import Foundation

/// Runs the city's own commands, as its operators do.
struct Shell: Sendable {
    let environment: [String: String]
    let folder: URL

    /// What a program prints.
    ///
    /// - Throws: ``BreachFault/command(_:words:)`` with the last of what it said.
    @discardableResult
    func run(_ program: String, _ arguments: [String]) async throws -> String {
        let (said, complained) = (file("out"), file("err"))
        defer { for url in [said, complained] { try? FileManager.default.removeItem(at: url) } }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardOutput = try FileHandle(forWritingTo: said)
        process.standardError = try FileHandle(forWritingTo: complained)
        let code = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard code == 0 else {
            let words = (try? String(contentsOf: complained, encoding: .utf8)) ?? ""
            let name = ([URL(filePath: program).lastPathComponent] + arguments.prefix(2))
                .joined(separator: " ")
            throw BreachFault.command(name, words: String(words.suffix(400)))
        }
        return try String(contentsOf: said, encoding: .utf8)
    }

    private func file(_ ending: String) -> URL {
        let url = folder.appending(path: "said-\(UUID().uuidString).\(ending)")
        _ = FileManager.default.createFile(
            atPath: url.path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        return url
    }
}
