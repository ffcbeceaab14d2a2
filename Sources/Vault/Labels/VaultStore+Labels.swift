import Basics
import Storage
import VaultAPI
import Wire

/// A run of labels as the rows know it.
struct LabelRunRow: Sendable {
    enum State: String, SQLValueConvertible, Sendable {
        case waiting
        /// The courier makes it.
        case inHand = "in-hand"
        case ready, failed
    }

    var id: Handle<LabelRun>
    var shop: Int
    var shopName: String
    /// To what it is sealed: `age1…`.
    var receiver: String
    var begun: Moment
    var labels: Int
    var state: State
    var tries = 0
}

/// That a shop may reach a recipient for an order.
struct ShopGrant: Sendable {
    var order: Handle<OrderKey>
    var recipient: Handle<Subject>
    var until: Moment
}

extension VaultStore {
    /// Keeps a run with its parcels; false where one of them has a label already or was sent.
    func keep(_ run: LabelRunRow, _ parcels: [LabelParcel]) throws -> Bool {
        try tx.run(
            """
            INSERT INTO label_run (id, shop, shop_name, receiver, begun, labels, state, due)
            VALUES (\(run.id), \(run.shop), \(run.shopName), \(run.receiver), \(run.begun),
                \(run.labels), \(run.state), \(run.begun))
            """
        )
        for (place, parcel) in parcels.enumerated() {
            let isNew =
                try tx.change(
                    """
                    INSERT INTO label (order_key, position, run, place, facts, at)
                    VALUES (\(parcel.name.order), \(parcel.name.position), \(run.id), \(place),
                        \(Packer.pack(parcel)), \(run.begun))
                    ON CONFLICT (order_key, position) DO NOTHING
                    """
                ) == 1
            guard isNew else { return false }
        }
        return true
    }

    /// A parcel that was sent gets no label any more.
    func noteDispatched(_ parcel: LabelParcel.Name, at now: Moment) throws {
        let nothing: [UInt8] = []
        try tx.run(
            """
            INSERT INTO label (order_key, position, facts, at)
            VALUES (\(parcel.order), \(parcel.position), \(nothing), \(now))
            ON CONFLICT (order_key, position) DO NOTHING
            """
        )
    }

    /// Those of some orders' parcels that have a label or were sent.
    func labelled(_ orders: [Handle<OrderKey>]) throws -> Set<LabelParcel.Name> {
        let rows = try tx.rows(
            "SELECT order_key, position FROM label WHERE order_key IN \(list: orders)"
        )
        return Set(
            try rows.map {
                LabelParcel.Name(order: try $0.get("order_key"), position: try $0.get("position"))
            }
        )
    }

    /// To whom a shop sends, of some orders, and until when it may reach them.
    func grants(to shop: Int, _ orders: [Handle<OrderKey>]) throws -> [ShopGrant] {
        try tx.rows(
            """
            SELECT recipient, order_key, until FROM shop_grant
            WHERE shop = \(shop) AND order_key IN \(list: orders)
            """
        ).map {
            ShopGrant(
                order: try $0.get("order_key"),
                recipient: try $0.get("recipient"),
                until: try $0.get("until")
            )
        }
    }

    /// Those of some orders that stand at the shop, as far as the vault has heard.
    func claimed(_ orders: [Handle<OrderKey>]) throws -> Set<Handle<OrderKey>> {
        let rows = try tx.rows(
            """
            SELECT order_key FROM placed_order
            WHERE order_key IN \(list: orders) AND state = 'claimed'
            """
        )
        return Set(try rows.map { try $0.get("order_key") })
    }

    /// How many labels a shop was given since a moment.
    func labelsBegun(by shop: Int, since: Moment) throws -> Int {
        try tx.row(
            """
            SELECT COALESCE(SUM(labels), 0) AS count FROM label_run
            WHERE shop = \(shop) AND begun >= \(since) AND state <> 'failed'
            """
        )?.get("count") ?? 0
    }

    func labelRun(_ id: Handle<LabelRun>) throws -> LabelRunRow? {
        try tx.row(
            """
            SELECT id, shop, shop_name, receiver, begun, labels, state, tries FROM label_run
            WHERE id = \(id)
            """
        ).map(VaultStore.labelRun)
    }

    /// A shop's newest runs.
    func labelRuns(of shop: Int, limit: Int) throws -> [LabelRunRow] {
        try tx.rows(
            """
            SELECT id, shop, shop_name, receiver, begun, labels, state, tries FROM label_run
            WHERE shop = \(shop) ORDER BY begun DESC, id LIMIT \(limit)
            """
        ).map(VaultStore.labelRun)
    }

    static func labelRun(_ row: Row) throws -> LabelRunRow {
        LabelRunRow(
            id: try row.get("id"),
            shop: try row.get("shop"),
            shopName: try row.get("shop_name"),
            receiver: try row.get("receiver"),
            begun: try row.get("begun"),
            labels: try row.get("labels"),
            state: try row.get("state"),
            tries: try row.get("tries")
        )
    }
}
