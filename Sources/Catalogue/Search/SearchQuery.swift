/// What a visitor typed into the search box, understood.
public enum SearchQuery: Sendable, Hashable {
    /// Nothing: all goods are shown.
    case empty
    /// Longer than ``longest`` characters.
    case tooLong
    /// Signs and pictures only: nothing that could be found.
    case unreadable(String)
    /// The words to be found, under the text that was typed.
    case words(String, [SearchWord])

    /// In characters, as the box allows.
    public static let longest = 100

    public init(_ typed: String) {
        // The byte count first: counting the characters of a megabyte would be work for nothing.
        guard typed.utf8.count <= SearchQuery.longest * 16, typed.count <= SearchQuery.longest
        else {
            self = .tooLong
            return
        }
        let trimmed = SearchQuery.trimmed(typed)
        let words = SearchWord.all(in: trimmed)
        if trimmed.isEmpty {
            self = .empty
        } else {
            self = words.isEmpty ? .unreadable(trimmed) : .words(trimmed, words)
        }
    }

    /// What the box shows again.
    public var text: String {
        switch self {
        case .empty, .tooLong: ""
        case .unreadable(let text), .words(let text, _): text
        }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
