import Basics
import Import
import Members
import OldShop
import Storage
import VaultAPI

extension ImportPorts {
    /// The vault's and the shop's doors for an old shop that moves in.
    static func city(
        _ persons: @escaping Persons,
        _ shop: Database,
        _ clock: WallClock
    ) -> ImportPorts {
        let store = OldShopStore(shop)
        return ImportPorts(
            persons: { message in try await patiently { try await persons(message) } },
            keepMembers: { members in
                guard !members.isEmpty else { return }
                try await shop.write { tx in
                    try OldShopStore.keep(members.map { ($0.handle, $0.points) }, in: tx)
                }
            },
            knownLines: { try await store.knownLines($0) },
            keepOrders: { orders, contacts in
                let now = clock.now()
                try await shop.write { tx in
                    try OldShopStore.keep(
                        orders.map(OldOrder.init),
                        orders.flatMap(\.oldLines),
                        in: tx
                    )
                    try AddressBookStore.add(
                        contacts.map { ($0.member, $0.contact) },
                        at: now,
                        in: tx
                    )
                }
            },
            keepGoods: { goods in try await store.keep(goods.map(OldGoods.init)) }
        )
    }

    /// The vault may be restarting, or busy with others; asking it twice changes nothing.
    private static func patiently<Answer>(
        _ ask: () async throws -> Answer
    ) async throws -> Answer {
        for seconds in [1, 3] {
            do {
                return try await ask()
            } catch let refusal as VaultRefusal where [.unavailable, .sealed].contains(refusal) {
                try await Task.sleep(for: .seconds(seconds))
            }
        }
        return try await ask()
    }
}

extension OldOrder {
    fileprivate init(_ order: ImportedOrder) {
        self.init(
            key: order.key,
            orderer: order.orderer,
            number: order.facts.number,
            placed: order.facts.placed,
            subtotal: order.facts.subtotal,
            discount: order.facts.discount,
            postage: order.facts.postage,
            fee: order.facts.fee,
            usedPoints: order.facts.usedPoints,
            tax: order.facts.tax,
            total: order.facts.total,
            payable: order.facts.payable,
            payment: order.facts.payment,
            state: order.facts.state
        )
    }
}

extension OldGoods {
    fileprivate init(_ goods: ImportedGoods) {
        self.init(
            key: goods.key,
            name: goods.name,
            code: goods.code,
            description: goods.description,
            category: goods.category,
            searchWords: goods.searchWords,
            pictures: goods.pictures,
            priceHundredths: goods.priceHundredths,
            taxPercent: goods.taxPercent,
            stock: goods.stock,
            wasPublic: goods.wasPublic
        )
    }
}

extension ImportedOrder {
    fileprivate var oldLines: [OldOrderLine] {
        lines.map { line in
            OldOrderLine(
                order: key,
                key: line.facts.key,
                kind: line.facts.kind,
                goods: line.facts.goods,
                code: line.facts.code,
                price: line.facts.price,
                count: line.facts.count,
                taxPercent: line.facts.taxPercent,
                recipient: line.recipient
            )
        }
    }
}
