import VaultAPI

extension Writer {
    func orderReceived(_ order: OrderFacts, _ door: OrderDoor) -> Writing {
        Writing(
            subject: "ご注文をうけたまわりました(ご注文番号 \(order.number))",
            parts: [
                .paragraph("このたびは、\(site.name)をご利用いただき、まことにありがとうございます。次のとおりご注文をうけたまわりました。"),
                .paragraph("お店が内容を確かめてお引き受けしましたら、あらためてお知らせします。"),
            ] + contents(of: order)
                + [.paragraph("お届け先は、お客様の情報を守るため、ここには記載しておりません。")]
                + payment(of: order)
                + seeAgain(door, then: "お店がお引き受けするまでは、お客様ご自身で取り消しや訂正もできます。")
        )
    }

    func orderAccepted(_ order: OrderFacts, _ door: OrderDoor) -> Writing {
        Writing(
            subject: "お店がご注文をお引き受けしました(ご注文番号 \(order.number))",
            parts: [
                .paragraph("お店がご注文の内容を確かめ、お引き受けしました。発送しましたら、あらためてお知らせします。"),
                .paragraph("これより後の取り消しや訂正は、お店またはお問い合わせ先までお電話でご相談ください。"),
            ] + contents(of: order) + payment(of: order) + seeAgain(door, then: "")
        )
    }

    func orderCancelled(_ order: OrderFacts, _ door: OrderDoor) -> Writing {
        Writing(
            subject: "ご注文を取り消しました(ご注文番号 \(order.number))",
            parts: [
                .paragraph("次のご注文を取り消しました。お支払いいただく必要はありません。"),
                .paragraph(
                    "すでにお支払いがお済みの場合は、ご返金の方法をお店からご案内します。お心当たりのない取り消しの場合は、お手数ですがお電話でお知らせください。"
                ),
            ] + contents(of: order, comes: false)
        )
    }

    func paymentReceived(_ order: OrderFacts, _ door: OrderDoor) -> Writing {
        Writing(
            subject: "お支払いを確認しました(ご注文番号 \(order.number))",
            parts: [
                .paragraph("お支払いを確認しました。ありがとうございます。発送しましたら、あらためてお知らせします。"),
                .facts([
                    .init("ご注文番号", order.number), .init("お支払方法", order.payment),
                    .init("お支払いの合計(税込)", "\(order.total)"),
                ]),
            ] + seeAgain(door, then: "領収書もこのページでお受け取りいただけます。")
        )
    }

    func parcelDispatched(_ order: OrderFacts, _ parcel: ParcelFacts, _ door: OrderDoor)
        -> Writing
    {
        var facts: [Writing.Fact] = [
            .init("ご注文番号", order.number), .init("お店", parcel.seller),
        ]
        facts += parcel.goods.map { .init("品名", $0) }
        if let delivery = parcel.delivery, delivery.day != nil {
            facts.append(.init("お届けの予定", delivery.japanese))
        }
        facts.append(.init("運送会社", parcel.carrier))
        if !parcel.trackingNumber.isEmpty {
            facts.append(.init("お問い合わせ番号", parcel.trackingNumber))
        }
        return Writing(
            subject: "商品を発送しました(ご注文番号 \(order.number))",
            parts: [
                .paragraph("\(parcel.seller)が商品を発送しました。お届けまで、いましばらくお待ちください。"),
                .heading("発送した商品"), .facts(facts),
                .paragraph("お届けの状況は、運送会社にお問い合わせ番号をお伝えになるとわかります。"),
            ] + seeAgain(door, then: "")
        )
    }
}
