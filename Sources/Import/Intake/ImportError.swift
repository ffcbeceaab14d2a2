/// Why an import did not begin, or did not come to its end; never with a value of a person's.
public enum ImportError: Error, Sendable, CustomStringConvertible {
    case file(path: String, FileFault)
    /// Rows cannot be set aside; the system's words.
    case setAside(path: String, words: String)

    public var description: String {
        switch self {
        case .file(let path, let fault): "\(path): \(fault). Nothing was imported."
        case .setAside(let path, let words):
            "rows of \(path) cannot be set aside beside it (\(words)); the next run goes on from here"
        }
    }
}
