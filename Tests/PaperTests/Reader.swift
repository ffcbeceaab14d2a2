import Foundation

/// Reads a PDF back with the tools of poppler-utils, as any other reader would.
enum Reader {
    static func text(_ pdf: [UInt8]) throws -> String {
        try run("/usr/bin/pdftotext", ["-layout"], then: ["-"], input: pdf)
    }

    static func fonts(_ pdf: [UInt8]) throws -> String {
        try run("/usr/bin/pdffonts", input: pdf)
    }

    static func facts(_ pdf: [UInt8]) throws -> String {
        try run("/usr/bin/pdfinfo", input: pdf)
    }

    struct Word {
        var left, top, right, bottom: Double
    }

    /// Where each word of a page stands, in points from its upper left corner.
    static func words(_ pdf: [UInt8], page: Int) throws -> [Word] {
        let range = ["-bbox", "-f", "\(page)", "-l", "\(page)"]
        let text = try run("/usr/bin/pdftotext", range, then: ["-"], input: pdf)
        let place = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/
        return text.matches(of: place).compactMap { match in
            guard let left = Double(match.output.1), let top = Double(match.output.2),
                let right = Double(match.output.3), let bottom = Double(match.output.4)
            else { return nil }
            return Word(left: left, top: top, right: right, bottom: bottom)
        }
    }

    private static func run(
        _ path: String,
        _ before: [String] = [],
        then after: [String] = [],
        input: [UInt8]
    ) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "ichi-paper-\(UUID().uuidString).pdf")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = before + [file.path] + after
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
