import Basics
import Synchronization

/// Labels on A4, eight a page in two columns (105 × 74.25 mm, as undivided label sheets are cut), and
/// behind them a list of what is to be written on のし and cards.
public struct LabelSheet: Sendable {
    public var bundle: LabelBundle

    public init(_ bundle: LabelBundle) { self.bundle = bundle }

    /// All of it as a PDF.
    public func pdf() -> [UInt8] {
        let head = bundle.head
        let title = "送り状 \(head.shop.singleLine.clipped(to: 40)) \(head.made) \(head.labels)枚"
        let print = Print(title: title, author: "", label: title, isNumbered: false)
        let list = GiftList(labels: bundle.labels).blocks
        return print.pdf(list.isEmpty ? [labels] : [labels, list])
    }

    private var labels: [Block] {
        guard !bundle.labels.isEmpty else {
            return [.text("\(bundle.head.shop.singleLine) の送り状はありません。", .body)]
        }
        let papers = bundle.labels.map { LabelPaper(label: $0) }
        let scales = Typesetter.shared.withLock { typesetter in
            papers.map { $0.largestScale(typesetter) }
        }
        return zip(papers, scales).enumerated().flatMap { place, paper in
            let onPage = place % LabelPaper.perPage
            let start: [Block] = onPage == 0 ? [.newPage] + marks : []
            return start + [paper.0.block(at: onPage, scale: paper.1)]
        }
    }

    /// Where plain paper is cut: short lines where labels meet.
    private var marks: [Block] {
        let length = mm(4)
        return (1..<LabelPaper.perPage / 2).flatMap { row -> [Block] in
            let y = LabelPaper.height * Double(row)
            let x = LabelPaper.width
            return [
                .placed(x: x - length / 2, y: y, width: length, [.rule(weight: 0.3, .line)]),
                .placed(x: x, y: y - length / 2, width: 0.3, [.rule(weight: length, .line)]),
                .placed(x: 0, y: y, width: length, [.rule(weight: 0.3, .line)]),
                .placed(x: 2 * x - length, y: y, width: length, [.rule(weight: 0.3, .line)]),
            ]
        }
    }
}

/// What the shop's hand writes: names on のし, texts of cards, by the parcel's number.
struct GiftList {
    let labels: [Label]

    /// None where nothing is to be written.
    var blocks: [Block] {
        let gifts = labels.filter { $0.noshi != nil || $0.card != nil }
        guard !gifts.isEmpty else { return [] }
        let title = TextStyle(size: 14, bold: true, tag: "H1")
        return [.text("のし・カードの一覧", title), .space(8)] + gifts.flatMap(entry)
    }

    private func entry(_ label: Label) -> [Block] {
        var blocks: [Block] = [.text(label.number.singleLine.clipped(to: 40), .strong)]
        if let noshi = label.noshi {
            let name = label.noshiName.map { "  名入れ: " + $0.revealed.singleLine.clipped(to: 200) }
            blocks.append(.text("のし: " + noshi.singleLine.clipped(to: 60) + (name ?? ""), .body))
        }
        if let card = label.card {
            // Line by line, for a long text goes on on the next page.
            let lines = card.revealed.split(whereSeparator: \.isNewline)
            blocks.append(.text("カード:", .body))
            blocks += lines.map { .text(String($0).clipped(to: 2_000), .body) }
        }
        return blocks + [.space(4), .rule(weight: 0.4, .line), .space(6)]
    }
}
