import Basics
import CPQ
import Foundation

/// PostgreSQL's own programs, told by their environment where the server is: an argument would show its
/// password to everybody on the machine.
enum PostgresProgram {
    private static let folders = ["/usr/lib/postgresql/15/bin", "/usr/local/bin", "/usr/bin"]

    /// Runs one; `path` is a file to be read into the database that the URL names.
    static func run(
        _ name: String,
        _ arguments: [String],
        into path: String? = nil,
        url: Secret<String>
    ) throws {
        guard
            let program = folders.map({ "\($0)/\(name)" })
                .first(where: FileManager.default.isExecutableFile(atPath:))
        else { throw CopyFault.noProgram(name) }
        let variables = try variables(of: url)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
            .merging(variables) { $1 }
        process.arguments =
            arguments
            + (path.map { ["--dbname", variables["PGDATABASE"] ?? "postgres", $0] } ?? [])
        let complaints = Pipe()
        (process.standardInput, process.standardOutput) = (
            FileHandle.nullDevice, FileHandle.nullDevice
        )
        process.standardError = complaints
        try process.run()
        let words = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            // A row that does not fit may be quoted: the first line says what failed.
            let line = String(decoding: words, as: UTF8.self).prefix { $0 != "\n" }
            throw CopyFault.failed(name, String(line))
        }
    }

    /// What libpq reads in place of a URL.
    private static func variables(of url: Secret<String>) throws -> [String: String] {
        guard let options = PQconninfoParse(url.revealed, nil) else {
            throw CopyFault.failed("the database's URL", "it cannot be read")
        }
        defer { PQconninfoFree(options) }
        var variables: [String: String] = [:]
        var option = options
        while option.pointee.keyword != nil {
            if let name = option.pointee.envvar, let value = option.pointee.val {
                variables[String(cString: name)] = String(cString: value)
            }
            option += 1
        }
        return variables
    }
}
