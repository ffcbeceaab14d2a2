public import Foundation
import Mustache

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
    /// White space at the start of a line is for the people who edit templates. Left in, it would
    /// make the library indent partials line by line, text areas included.
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

/// Why the templates cannot be used; found at start, before the first request.
public enum TemplateFault: Error, Equatable {
    /// `{{{x}}}` or `{{&x}}`: everything is escaped here.
    case unescaped(template: String)
    /// The library cannot read it.
    case unreadable(template: String, cause: String)
    /// Two folders hold a template of this name.
    case twice(template: String)
    /// A page's, or the frame's, template is not there.
    case missing(template: String)
}

extension MustacheLibrary {
    /// All folders' templates, read and compiled.
    init(_ folders: [TemplateFolder]) throws {
        self.init()
        for folder in folders {
            for (name, text) in try folder.texts() {
                try add(text, named: name)
            }
        }
    }

    private mutating func add(_ text: String, named name: String) throws {
        guard getTemplate(named: name) == nil else { throw TemplateFault.twice(template: name) }
        guard text.firstMatch(of: #/\{\{(\{|\s*&)/#) == nil else {
            throw TemplateFault.unescaped(template: name)
        }
        do {
            try register(text, named: name)
        } catch {
            throw TemplateFault.unreadable(template: name, cause: "\(error)")
        }
    }
}
