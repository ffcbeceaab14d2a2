import Basics

/// How an invoice is laid out on paper.
struct InvoicePaper {
    let invoice: Invoice

    var blocks: [Block] {
        heading + [.space(14), addressee, .space(14), amount, .space(12)]
            + [.table(table), .space(10), sums, .space(16), issuer, .space(14)] + notes
    }

    private var heading: [Block] {
        let title = TextStyle(size: 22, bold: true, alignment: .centre, spacing: 12, tag: "H1")
        var blocks: [Block] = [.text("領収書", title)]
        let kind = [
            invoice.issuer.registration == nil ? nil : "(適格請求書)",
            invoice.isReissue ? "再発行" : nil,
        ].compactMap(\.self).joined(separator: " ")
        if !kind.isEmpty {
            blocks.append(.text(kind, TextStyle.small.aligned(.centre)))
        }
        return blocks
    }

    private var addressee: Block {
        let name = TextStyle(size: 14, bold: true, lineHeight: 1.6)
        let facts = [
            ("発行番号", invoice.number), ("発行日", invoice.issued.japaneseForPaper),
            ("取引年月日", invoice.supplied.japaneseForPaper),
            ("ご注文番号", invoice.orderNumber),
        ]
        return .beside([
            (
                55,
                [
                    .text(invoice.addressee.revealed.clipped(to: 120), name),
                    .rule(weight: 0.8, .ink),
                ]
            ),
            (5, []),
            (40, facts.map { fact($0.0, $0.1) }),
        ])
    }

    private var amount: Block {
        .panel([
            .beside([
                (30, [.space(5), .text("領収金額(税込)", .strong)]),
                (
                    70,
                    [
                        .text(
                            "¥\(invoice.total.grouped)−",
                            TextStyle(size: 20, bold: true, alignment: .trailing, lineHeight: 1.3)
                        )
                    ]
                ),
            ]),
            .text("但し、\(invoice.purpose)として、上記のとおり正に領収いたしました。", .body),
        ])
    }

    private var table: Table {
        var rows = invoice.lines.map { line in
            [
                line.goods + (line.rate == .reduced ? " ※" : ""), line.price.grouped,
                "\(line.count)", "\(line.rate.percent)%", line.amount.grouped,
            ]
        }
        if invoice.postage != .zero {
            let postage = invoice.postage.grouped
            rows.append(["送料・手数料", postage, "1", "\(TaxRate.standard.percent)%", postage])
        }
        return Table(
            columns: [
                .init(title: "品名", share: 52),
                .init(title: "単価(税込)", share: 16, alignment: .trailing),
                .init(title: "数量", share: 9, alignment: .trailing),
                .init(title: "税率", share: 9, alignment: .trailing),
                .init(title: "金額(税込・円)", share: 18, alignment: .trailing),
            ],
            rows: rows
        )
    }

    /// The right half: one line a rate, then the whole.
    private var sums: Block {
        var right: [Block] = invoice.totalsByRate.flatMap { total in
            [
                sum("\(total.rate.percent)%対象", total.total, .body),
                sum("(うち消費税額等", total.tax, .small, after: ")"), .space(3),
            ]
        }
        right += [.rule(weight: 0.8, .ink), .space(3)]
        right.append(sum("合計", invoice.total, .init(size: 12, bold: true)))
        let mark = invoice.lines.contains { $0.rate == .reduced }
        let left: [Block] = mark ? [.text("※は軽減税率(8%)の対象です。", .small)] : []
        return .beside([(50, left), (50, right)])
    }

    private func sum(_ label: String, _ money: Money, _ style: TextStyle, after: String = "")
        -> Block
    {
        .beside([
            (45, [.text(label, style)]),
            (55, [.text("\(money)\(after)", style.aligned(.trailing))]),
        ])
    }

    private var issuer: Block {
        let issuer = invoice.issuer
        var right: [Block] = [
            .text(issuer.name, .init(size: 12, bold: true)),
            .text("〒\(issuer.postcode)\n\(issuer.address)\n電話 \(issuer.phone)", .body),
        ]
        if let registration = issuer.registration {
            right.append(.text("登録番号 \(registration)", .body))
        }
        let left = ["お支払方法 \(invoice.payment)"] + invoice.deliveries.map { "お届け \($0)" }
        return .beside([(50, left.map { .text($0, .body) }), (50, right)])
    }

    private var notes: [Block] {
        var notes: [String] = []
        if invoice.isReissue {
            notes.append("この領収書は再発行したものです。先に発行したものとあわせてのご使用はできません。")
        }
        // 印紙税法 別表第一 第17号: from 50,000 yen before tax, and only where paper is made.
        let untaxed = invoice.total - invoice.totalsByRate.map(\.tax).sum()
        if untaxed >= Money(yen: 50_000) {
            notes.append("電子的に発行した領収書のため、収入印紙は貼付しておりません。")
        }
        return notes.map { .text($0, .small) }
    }

    private func fact(_ label: String, _ value: String) -> Block {
        .beside([
            (36, [.text(label, .init(size: 9.5, shade: .grey))]),
            (64, [.text(value, .init(size: 9.5, alignment: .trailing))]),
        ])
    }
}

extension Day {
    /// `2026年12月8日`.
    var japaneseForPaper: String { "\(year)年\(month)月\(day)日" }
}
