import Basics
import VaultAPI

/// What the mails about an order have in common.
extension Writer {
    func contents(of order: OrderFacts, comes: Bool = true) -> [Writing.Part] {
        var parts: [Writing.Part] = [
            .heading("ご注文の内容"),
            .facts([
                .init("ご注文番号", order.number), .init("ご注文日時", order.placed.japanese),
            ]),
        ]
        for seller in order.sellers {
            parts.append(.goods(seller: seller.name, phone: seller.phone, seller.lines))
            if comes, !seller.parcels.isEmpty { parts.append(.facts(days(of: seller))) }
        }
        parts.append(.facts(sums(of: order)))
        return parts
    }

    func payment(of order: OrderFacts) -> [Writing.Part] {
        [.heading("お支払い"), .facts([.init("お支払方法", order.payment)])]
            + order.paymentInstructions.map { .paragraph($0) }
    }

    /// The link, and what it asks for.
    func seeAgain(_ door: OrderDoor, then what: String) -> [Writing.Part] {
        guard let page = configuration.orderPage(door.link) else { return [] }
        var parts: [Writing.Part] = [
            .heading("ご注文の確認"),
            .paragraph("次のページで、お届け先を含むご注文の内容をご覧いただけます。\(what)"),
            .link(label: "ご注文のページ", page),
        ]
        if let code = door.code {
            parts.append(.code(label: "確認コード", code.revealed))
            parts.append(.paragraph("ページを開くと、この確認コードをおたずねします。ほかの方にはお知らせにならないでください。"))
        } else {
            parts.append(.paragraph(whereTheCodeComes(door)))
        }
        return parts
    }

    private func whereTheCodeComes(_ door: OrderDoor) -> String {
        switch door.destination {
        case .email: "ページを開くと、このメールアドレスに確認コードをお送りします。そのコードを画面に入力してください。"
        case .post: "ページを開くと、確認コードをおたずねします。はじめにお送りした手紙にあるコードを入力してください。"
        }
    }

    /// One line where all that the shop sends comes alike; else each day with what it brings.
    private func days(of seller: OrderFacts.Seller) -> [Writing.Fact] {
        let days = Set(seller.parcels.map(\.delivery.japanese))
        if days.count == 1, let day = days.first { return [.init("お届け", day)] }
        return seller.parcels.map {
            .init("お届け", "\($0.delivery.japanese)(\($0.goods.joined(separator: "、")))")
        }
    }

    private func sums(of order: OrderFacts) -> [Writing.Fact] {
        let goods = order.sellers.flatMap(\.lines).map(\.amount).sum()
        let fee = order.total - goods - order.postage
        var sums = [Writing.Fact("商品の合計", "\(goods)"), .init("送料", "\(order.postage)")]
        if fee != .zero { sums.append(.init("手数料", "\(fee)")) }
        return sums + [.init("お支払いの合計(税込)", "\(order.total)")]
    }
}

extension DeliveryFacts {
    /// `2026年12月20日(日) 午前中`.
    var japanese: String {
        let window = window.map { " \($0)" } ?? ""
        return day.map { $0.japanese + window } ?? "\(earliest.japanese)以降、準備ができしだい\(window)"
    }
}
