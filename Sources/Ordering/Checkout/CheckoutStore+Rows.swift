import Basics
import Storage
import VaultAPI
import Wire

/// One checkout in its row.
extension CheckoutStore {
    func load(_ tx: Transaction, _ id: Handle<Checkout>) throws -> Checkout? {
        try checkout(tx, where: "id = \(id)")
    }

    func checkout(_ tx: Transaction, where condition: SQL) throws -> Checkout? {
        try tx.row(
            """
            SELECT id, order_key, state, created, ends, draft FROM checkout
            WHERE \(fragment: condition)
            """
        ).map(Checkout.init)
    }

    /// Writes what has changed of an open checkout, where it still is as it was; tells whether it was.
    func replace(_ tx: Transaction, _ before: Checkout, by checkout: Checkout) throws -> Bool {
        try tx.change(
            """
            UPDATE checkout
            SET orderer = \(checkout.orderer?.subject), draft = \(checkout.draft)
            WHERE id = \(checkout.id) AND state = 'open' AND draft = \(before.draft)
            """
        ) == 1
    }

    /// Marks an open checkout as placed, where it still is as it was read; tells whether it was.
    func markPlaced(_ tx: Transaction, _ read: Checkout) throws -> Bool {
        try tx.change(
            """
            UPDATE checkout SET state = 'placed'
            WHERE id = \(read.id) AND state = 'open' AND draft = \(read.draft)
            """
        ) == 1
    }

    /// The same of one that this transaction has read.
    func markPlaced(_ tx: Transaction, _ id: Handle<Checkout>) throws {
        try tx.run("UPDATE checkout SET state = 'placed' WHERE id = \(id)")
    }

    /// Writes what has changed.
    func save(_ tx: Transaction, _ checkout: Checkout, insteadOf before: Checkout) throws {
        guard checkout != before else { return }
        try tx.run(
            """
            UPDATE checkout
            SET orderer = \(checkout.orderer?.subject), draft = \(checkout.draft)
            WHERE id = \(checkout.id)
            """
        )
    }
}

extension Checkout {
    /// What its row holds beside the columns that statements ask for.
    var draft: [UInt8] { Kept.bytes(CheckoutDraft(self)) }

    fileprivate init(_ row: Row) throws {
        let draft = try Kept.packed(CheckoutDraft.self, in: try row.get("draft"))
        self.init(
            id: try row.get("id"),
            key: try row.get("order_key"),
            created: try row.get("created"),
            ends: try row.get("ends"),
            basket: draft.basket,
            state: try row.get("state", as: String.self) == "placed" ? .placed : .open
        )
        member = draft.member
        orderer = draft.orderer
        recipients = draft.recipients
        writtenFor = draft.writtenFor
        payment = draft.payment
        isOfAge = draft.isOfAge
        quoted = draft.quoted
        arePeopleFixed = draft.arePeopleFixed
        browser = draft.browser
    }
}
