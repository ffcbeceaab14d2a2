public import Foundation
import Templates

/// A room's templates: the files `*.mustache` of its folder `Templates`.
public struct TemplateFolder: Sendable {
    /// Before each template's name: `catalogue` makes `catalogue/item` of `item.mustache`.
    public let room: String
    let directory: URL

    /// The folder in a room's bundle: `TemplateFolder("catalogue", in: .module)`.
    public init(_ room: String, in bundle: Bundle) {
        self.room = room
        directory = bundle.bundleURL.appending(path: "Templates", directoryHint: .isDirectory)
    }

    init(_ room: String, directory: URL) {
        self.room = room
        self.directory = directory
    }

    /// Web's own: the frame, and the parts that pages share (`field`, `errors`, `steps`, `paging`).
    static let web = TemplateFolder("", in: .module)

    /// The texts by their full names.
    ///
    /// White space at the start of a line is for the people who edit templates; no reader needs it.
    func texts() throws -> [String: String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: directory,
            includingPropertiesForKeys: nil
        )
        var texts: [String: String] = [:]
        for file in files where file.pathExtension == "mustache" {
            let name = file.deletingPathExtension().lastPathComponent
            let lines = try String(contentsOf: file, encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.drop(while: \.isWhitespace) }
            texts[room.isEmpty ? name : "\(room)/\(name)"] = lines.joined(separator: "\n")
        }
        return texts
    }
}

extension TemplateLibrary {
    /// All folders' templates, read once.
    init(_ folders: [TemplateFolder]) throws {
        var texts: [String: String] = [:]
        for folder in folders {
            for (name, text) in try folder.texts() {
                guard texts.updateValue(text, forKey: name) == nil else {
                    throw TemplateFault.twice(template: name)
                }
            }
        }
        try self.init(texts)
    }
}
