/// One of the things that a page is made of: `goods:12`, `categories`.
///
/// Whoever reads it for a page names it, and whatever changes it names it too: both by the same text.
public struct Ingredient: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// As the database names what has changed.
    public init(_ text: String) { description = text }

    /// The one of a kind that a number or a slug tells from the others.
    public init(_ kind: StaticString, _ which: some CustomStringConvertible) {
        description = "\(kind):\(which)"
    }
}

/// What a page was made of, and when: enough to know later whether it still shows what is.
public struct Ingredients: Hashable, Sendable {
    public var names: Set<Ingredient>
    /// The number of the last change that what was read already had in it.
    public var asOf: Int64

    public init(_ names: Set<Ingredient>, asOf: Int64) {
        self.names = names
        self.asOf = asOf
    }

    /// Nothing that could change while the program runs.
    public static let none = Ingredients([], asOf: .max)
}
