import Basics

/// How one label is laid out.
struct LabelPaper {
    static let width = mm(105)
    static let height = mm(74.25)
    static let perPage = 8
    private static let padding = mm(6)
    private static let inner = width - 2 * padding
    /// From the size that a carrier's sorter reads at arm's length down to what still can be read.
    private static let scales = [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45]

    let label: Label

    /// The largest size in which all of it stays inside: whatever somebody has written, it does not
    /// run into the neighbour's address.
    func largestScale(_ typesetter: Typesetter) -> Double {
        let setter = PieceSetter(typesetter: typesetter)
        let room = LabelPaper.height - 2 * LabelPaper.padding
        let fitting = LabelPaper.scales.first {
            setter.piece(blocks(scale: $0), width: LabelPaper.inner).height <= room
        }
        return fitting ?? LabelPaper.scales[LabelPaper.scales.count - 1]
    }

    /// On its place of a page, counted from 0, row by row.
    func block(at place: Int, scale: Double) -> Block {
        .placed(
            x: LabelPaper.width * Double(place % 2) + LabelPaper.padding,
            y: LabelPaper.height * Double(place / 2) + LabelPaper.padding,
            width: LabelPaper.inner,
            blocks(scale: scale)
        )
    }

    private func blocks(scale: Double) -> [Block] {
        let small = TextStyle(size: 8 * scale, shade: .grey, lineHeight: 1.35)
        let when = TextStyle(size: 10 * scale, bold: true, alignment: .trailing, lineHeight: 1.35)
        return [
            .beside([(35, [.text("お届け先", small)]), (65, [.text(arrival, when)])]),
            .text(contact(label.receiver), .init(size: 10.5 * scale, lineHeight: 1.4)),
            .text(address(label.receiver), .init(size: 11 * scale, lineHeight: 1.4)),
            .text(
                label.receiver.name.revealed.singleLine.clipped(to: 80) + " 様",
                .init(size: 17 * scale, bold: true, lineHeight: 1.4)
            ),
            .space(3 * scale), .rule(weight: 0.6, .ink), .space(3 * scale),
            .beside([(48, sender(scale, small)), (4, []), (48, contents(scale, small))]),
        ]
    }

    private var arrival: String {
        guard let day = label.day else {
            return label.window.map { "日にちの指定なし \($0.singleLine.clipped(to: 20))" } ?? "日時の指定なし"
        }
        return day.japaneseWithoutYear
            + (label.window.map { " " + $0.singleLine.clipped(to: 20) } ?? "")
    }

    private func sender(_ scale: Double, _ small: TextStyle) -> [Block] {
        let sender = label.sender
        let text = [
            contact(sender), address(sender),
            sender.name.revealed.singleLine.clipped(to: 80) + " 様",
        ]
        return [
            .text("ご依頼主", small),
            .text(text.joined(separator: "\n"), .init(size: 8.5 * scale, lineHeight: 1.35)),
        ]
    }

    private func contents(_ scale: Double, _ small: TextStyle) -> [Block] {
        let style = TextStyle(size: 8.5 * scale, lineHeight: 1.35)
        let goods = label.goods.prefix(3).map { $0.singleLine.clipped(to: 60) }
        let more = label.goods.count > 3 ? ["ほか\(label.goods.count - 3)点"] : []
        var lines = goods + more
        if let noshi = label.noshi {
            let name = label.noshiName.map { " 名入れ " + $0.revealed.singleLine.clipped(to: 40) }
            lines.append("のし " + noshi.singleLine.clipped(to: 40) + (name ?? ""))
        }
        if label.card != nil { lines.append("カードあり") }
        let cooling = label.cooling.map {
            [
                Block.text(
                    "クール便(\($0.singleLine.clipped(to: 10)))",
                    .init(size: 10 * scale, bold: true)
                )
            ]
        }
        return [.text("品名", small), .text(lines.joined(separator: "\n"), style)]
            + (cooling ?? []) + [.text(label.number.singleLine.clipped(to: 40), small)]
    }

    private func contact(_ party: Label.Party) -> String {
        let phone = party.phone.revealed.singleLine.clipped(to: 20)
        return "〒\(party.postcode.revealed.singleLine.clipped(to: 10))"
            + (phone.isEmpty ? "" : "  電話 \(phone)")
    }

    private func address(_ party: Label.Party) -> String {
        let company = party.company.map { [$0.revealed.singleLine.clipped(to: 80)] } ?? []
        return ([party.address.revealed.singleLine.clipped(to: 200)] + company)
            .joined(separator: "\n")
    }
}
