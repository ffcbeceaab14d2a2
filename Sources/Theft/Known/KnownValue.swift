public import Basics

/// A value of a person that somebody typed, and where that is written down.
public struct KnownValue: Sendable {
    public var kind: ValueKind
    public var text: Secret<String>
    /// The file in the known folder and the line in it: messages name these, never the text.
    public var source: String

    public init(_ kind: ValueKind, _ text: String, source: String) {
        self.kind = kind
        self.text = Secret(text)
        self.source = source
    }
}
