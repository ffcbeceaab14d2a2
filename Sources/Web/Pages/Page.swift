/// One kind of page: a struct whose stored properties are what its template shows.
///
/// The renderer reads the properties by reflection, once a page; a template tag that no property
/// answers is found by ``TemplateCheck``.
public protocol Page: Sendable {
    /// The template's name, `room/file`: `catalogue/item` is the file `Templates/item.mustache`
    /// of the room that registered its folder as `catalogue`.
    static var template: String { get }
    /// What the frame around the page needs of it.
    var head: PageHead { get }
}

/// What the frame around a page needs to know of it.
public struct PageHead: Sendable, Equatable {
    /// The page's own name; nil on the front page.
    public var title: String?
    /// One sentence for search engines.
    public var description: String?
    /// The way here from the front page, which is left out; the last is the page itself.
    public var crumbs: [Crumb]
    /// What the search box shows.
    public var query: String
    /// Modules of the page besides the frame's own, by asset name: `postcode.js`.
    public var scripts: [String]
    /// Style sheets of the page besides the frame's own, by asset name: `account.css`.
    public var styles: [String]
    /// Whether search engines may list the page; the counter's never are.
    public var isIndexed: Bool

    public init(
        _ title: String?,
        description: String? = nil,
        crumbs: [Crumb] = [],
        query: String = "",
        scripts: [String] = [],
        styles: [String] = [],
        isIndexed: Bool = true
    ) {
        self.title = title
        self.description = description
        self.crumbs = crumbs
        self.query = query
        self.scripts = scripts
        self.styles = styles
        self.isIndexed = isIndexed
    }
}

/// A step of the way to a page.
public struct Crumb: Sendable, Equatable {
    public var name: String
    /// Nil for the page itself.
    public var address: String?

    public init(_ name: String, _ address: String? = nil) {
        self.name = name
        self.address = address
    }
}
