public import Basics

/// A shelf of the market: two levels, of which goods stand on either.
public struct Category: Sendable, Hashable {
    public var slug: Slug
    public var name: String
    /// Nil for one of the upper level.
    public var parent: Slug?
    /// Its place among its siblings, smallest first.
    public var position: Int

    public init(slug: Slug, name: String, parent: Slug? = nil, position: Int) {
        self.slug = slug
        self.name = name
        self.parent = parent
        self.position = position
    }
}
