/// The way through a long list; shown by `{{>paging}}`, which shows nothing for a single page.
public struct Paging: Sendable, Equatable {
    let isNeeded: Bool
    let previous: String?
    let next: String?
    let entries: [Entry]

    struct Entry: Sendable, Equatable {
        let number: Int
        /// Nil for the page itself.
        let address: String?
        /// Whether pages are left out before this one.
        let followsGap: Bool
    }

    /// - Parameters:
    ///   - page: The page shown, from 1; brought within bounds.
    ///   - pages: How many there are.
    ///   - address: The address of a page.
    public init(page: Int, of pages: Int, address: (Int) -> String) {
        let page = min(max(page, 1), max(pages, 1))
        isNeeded = pages > 1
        previous = page > 1 ? address(page - 1) : nil
        next = page < pages ? address(page + 1) : nil
        let near = max(1, page - 2)...max(1, min(pages, page + 2))
        let shown = Set([1, max(1, pages)]).union(near).sorted()
        entries = shown.enumerated().map { index, number in
            Entry(
                number: number,
                address: number == page ? nil : address(number),
                followsGap: index > 0 && shown[index - 1] < number - 1
            )
        }
    }
}
