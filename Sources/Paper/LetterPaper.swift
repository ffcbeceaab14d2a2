import Basics

/// How a letter is laid out on paper.
struct LetterPaper {
    let letter: PostLetter

    // The window of a 長形3号 envelope: 90 × 45 mm, 22 mm from the left, 12 mm from the top. Nothing
    // but the address may show in it, whichever way the paper slides.
    private let window = (x: mm(25), y: mm(17), width: mm(82))
    private let belowWindow = mm(48)

    var blocks: [Block] {
        var blocks = [address, sender, fold(at: 99), fold(at: 198), .space(belowWindow)]
        blocks.append(
            .text(letter.subject, .init(size: 14, bold: true, alignment: .centre, tag: "H1"))
        )
        blocks.append(.space(10))
        for part in letter.parts { blocks += self.blocks(of: part) }
        blocks += [.space(6), .text("以上", TextStyle.body.aligned(.trailing))]
        return blocks
    }

    private var address: Block {
        let name = TextStyle(size: 13, bold: true, lineHeight: 1.6)
        let text = "〒\(letter.postcode.revealed)\n\(letter.address.revealed.clipped(to: 160))"
        return .placed(
            x: window.x,
            y: window.y,
            width: window.width,
            [
                .text(text, .init(size: 10.5)), .space(3),
                .text(letter.addressee.revealed.clipped(to: 120), name),
            ]
        )
    }

    private var sender: Block {
        let sender = letter.sender
        let lines = [
            "〒\(sender.postcode)", sender.address, "電話 \(sender.phone)", "(\(sender.hours))",
            "整理番号 \(letter.reference)",
        ]
        return .placed(
            x: mm(122),
            y: mm(17),
            width: mm(68),
            [
                .text(letter.written.japaneseForPaper, TextStyle.body.aligned(.trailing)),
                .space(8), .text(sender.name, .init(size: 12, bold: true)),
                .text(lines.joined(separator: "\n"), .small),
            ]
        )
    }

    private func fold(at height: Double) -> Block {
        .placed(x: mm(5), y: mm(height), width: mm(4), [.rule(weight: 0.4, .line)])
    }

    private func blocks(of part: PostLetter.Part) -> [Block] {
        switch part {
        case .paragraph(let text):
            [.text(text, .init(size: 10.5, lineHeight: 1.75)), .space(8)]
        case .heading(let text):
            [
                .space(2), .text(text, .init(size: 11, bold: true, tag: "H2")),
                .rule(weight: 0.6, .ink), .space(5),
            ]
        case .facts(let facts):
            facts.map { fact($0, labelShare: 28, .init(size: 10.5)) } + [.space(8)]
        case .goods(let title, let goods):
            [
                .text(title, .strong), .space(2), .table(table(of: goods)), .space(8),
            ]
        case .typed(let facts):
            [.panel(facts.map(typed)), .space(8)]
        }
    }

    private func fact(_ fact: PostLetter.Fact, labelShare: Double, _ style: TextStyle) -> Block {
        .beside([
            (labelShare, [.text(fact.label, .init(size: style.size, shade: .grey))]),
            (100 - labelShare, [.text(fact.value, style)]),
        ])
    }

    private func typed(_ fact: PostLetter.Fact) -> Block {
        // A page's address needs the whole width: broken in two, it is typed with a space in it.
        guard fact.value.count <= 30 else {
            return .beside([
                (1, [.text(fact.label, .small), .text(fact.value, .strong), .space(4)])
            ])
        }
        return .beside([
            (24, [.space(2.5), .text(fact.label, .small)]),
            (76, [.text(fact.value, .init(size: 13, bold: true, spacing: 0.6))]),
        ])
    }

    private func table(of goods: [PostLetter.Goods]) -> Table {
        Table(
            columns: [
                .init(title: "品名", share: 64),
                .init(title: "数量", share: 12, alignment: .trailing),
                .init(title: "金額(税込)", share: 24, alignment: .trailing),
            ],
            rows: goods.map { [$0.name, "\($0.count)", $0.amount.description] }
        )
    }
}
