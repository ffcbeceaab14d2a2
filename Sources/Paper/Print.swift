import Synchronization

/// Sets and draws several papers into one PDF; each begins on a new page and counts its own pages.
struct Print {
    var title: String
    var author: String
    /// Stands before the page number.
    var label: String
    var margin = PageFlow.Margin()
    /// Labels fill the page to its edge: there is no place for a number.
    var isNumbered = true

    func pdf(_ papers: [[Block]]) -> [UInt8] {
        Typesetter.shared.withLock { typesetter in
            var pages: [[Mark]] = []
            for blocks in papers {
                var flow = PageFlow(typesetter: typesetter, margin: margin)
                flow.add(blocks)
                if isNumbered { flow.number(label: label) }
                pages += flow.pages
            }
            return PDFWriter(title: title, author: author).write(pages)
        }
    }
}
