import Testing

@Suite("Habits that the compiler does not keep")
struct HabitTests {
    private static let programs: Set = [
        "ichi", "ichi-bench", "ichi-drill", "ichi-labels", "ichi-red", "ichi-vault", "ichi-witness",
    ]

    private func expectNone(
        _ pattern: Regex<Substring>,
        in files: [SourceTree.File],
        but exempt: (SourceTree.File) -> Bool = { _ in false },
        _ habit: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for file in files where !exempt(file) {
            for (index, line) in file.lines.enumerated() where line.contains(pattern) {
                let code = line.prefix { $0 != "/" }
                guard code.contains(pattern) else { continue }
                Issue.record("\(file.path):\(index + 1): \(habit)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("SQL stands in stores and migrations only")
    func sql() {
        expectNone(
            /\b(?:SELECT|INSERT INTO|DELETE FROM)\b|\bUPDATE \w+ SET\b/,
            in: SourceTree.swift,
            but: { file in
                file.target == "Storage" || file.path.contains("/Migrations/")
                    || file.path.split(separator: "/").last?.contains("Store") == true
            },
            "SQL outside a store"
        )
    }

    @Test("nothing is silenced")
    func silenced() {
        expectNone(
            /try!|\bas!|@unchecked Sendable|nonisolated\(unsafe\)/,
            in: SourceTree.swift,
            "silenced rather than solved"
        )
    }

    @Test("nothing is printed but by the programs")
    func printed() {
        expectNone(
            /(?:^|[^.\w])(?:print|dump|debugPrint)\(/,
            in: SourceTree.swift,
            but: { Self.programs.contains($0.target) },
            "print outside a program"
        )
    }

    @Test("no personal value goes into a log line")
    func logged() {
        expectNone(
            /(?:logger|log)\.(?:trace|debug|info|notice|warning|error|critical)\(.*revealed/,
            in: SourceTree.swift,
            "personal data in a log line"
        )
    }

    @Test("templates escape everything")
    func escaped() {
        for file in SourceTree.templates {
            #expect(!file.text.contains("{{{") && !file.text.contains("{{&"), "\(file.path)")
        }
    }

    @Test("templates have no inline script or style")
    func inline() {
        for file in SourceTree.templates where file.target != "Courier" {
            #expect(!file.text.contains(/<style|\sstyle="|\son\w+="|javascript:/), "\(file.path)")
            #expect(!file.text.contains(/<script(?![^>]*\ssrc=)/), "\(file.path)")
        }
    }

    @Test("no file has grown past 400 lines")
    func files() {
        for file in SourceTree.swift {
            #expect(file.lines.count <= 400, "\(file.path): \(file.lines.count) lines")
        }
    }

    @Test("no function has grown past 70 lines")
    func functions() {
        for file in SourceTree.swift {
            for function in LongFunctions.all(in: file, over: 70) {
                Issue.record("\(file.path):\(function.line): \(function.length) lines")
            }
        }
    }

    @Test("every room says what it is for")
    func readmes() throws {
        for room in Set(SourceTree.swift.map(\.target))
        where !Self.programs.contains(room) {
            let readme = try SourceTree.text("Sources/\(room)/README.md")
            #expect(readme.count > 200, "\(room)/README.md says nothing")
        }
    }
}

/// Finds functions by their indentation, which the formatter keeps.
enum LongFunctions {
    static func all(
        in file: SourceTree.File,
        over limit: Int
    ) -> [(line: Int, length: Int)] {
        var found: [(line: Int, length: Int)] = []
        var open: (line: Int, indent: Int)?
        for (index, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            if open == nil, line.contains(/^\s*(?:[\w@()]+ )*(func \S|init[?(<])/) {
                open = (index, indent)
            }
            guard let start = open, indent == start.indent, line.dropFirst(indent).hasPrefix("}")
            else { continue }
            if index - start.line > limit { found.append((start.line + 1, index - start.line)) }
            open = nil
        }
        return found
    }
}
