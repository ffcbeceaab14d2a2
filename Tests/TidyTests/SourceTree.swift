import Foundation

/// The project's own source files, read once.
struct SourceTree: Sendable {
    struct File: Sendable {
        /// Relative to the project's root.
        var path: String
        var text: String
        var target: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let swift = files(in: "Sources", withSuffix: ".swift")
    static let templates = files(in: "Sources", withSuffix: ".mustache")

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func files(in folder: String, withSuffix suffix: String) -> [File] {
        let top = root.appending(path: folder).path
        guard let names = FileManager.default.enumerator(atPath: top) else { return [] }
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }.sorted()
            .compactMap { name in
                guard let text = try? String(contentsOfFile: top + "/" + name, encoding: .utf8)
                else { return nil }
                let target = String(name.prefix { $0 != "/" })
                return File(path: folder + "/" + name, text: text, target: target)
            }
    }
}

/// The arrows as Package.swift declares them: for each target of ours, what it may import.
struct Arrows {
    private(set) var declared: [String: Set<String>] = [:]

    init(package text: String) throws {
        let entry = /\.(?:room|program|tests)\(\s*"([^"]+)",\s*\[([^\]]*)\]/
        for match in text.matches(of: entry) {
            let names = match.output.2.matches(of: /"([^"]+)"/).map { String($0.output.1) }
            declared[String(match.output.1)] = Set(names)
        }
    }

    static func imports(of file: SourceTree.File) -> Set<String> {
        let statement =
            /^(?:@testable )?(?:public |package |internal |private )?import (?:struct |class |func |enum )?(\w+)/
        return Set(
            file.lines.compactMap { line in
                (try? statement.prefixMatch(in: line))?.output.1
            }.map { String($0) }
        )
    }
}
