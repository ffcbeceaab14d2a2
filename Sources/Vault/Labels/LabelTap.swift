import Age
import Basics
import VaultAPI
import Wire

/// What a shop's touch is for: a bundle's name and exactly these parcels.
struct LabelStatement: Packable {
    static let mostParcels = 500

    var shop: Int
    var shopName: String
    var parcels: [LabelParcel]

    func pack(into packer: inout Packer) {
        packer.add(shop)
        packer.add(shopName)
        packer.add(parcels)
    }

    init(shop: Int, shopName: String, parcels: [LabelParcel]) {
        (self.shop, self.shopName, self.parcels) = (shop, shopName, parcels)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            shop: try unpacker.next(),
            shopName: try unpacker.next(),
            parcels: try unpacker.next()
        )
    }

    /// Whether a page of the office can have made it.
    var isSound: Bool {
        let texts = parcels.flatMap { parcel in
            [parcel.number] + parcel.goods
                + [parcel.cooling, parcel.window, parcel.noshi].compactMap { $0 }
        }
        return (1...LabelStatement.mostParcels).contains(parcels.count)
            && Set(parcels.map(\.name)).count == parcels.count
            && parcels.allSatisfy {
                (1...999).contains($0.name.position) && $0.goods.count <= 100
            }
            && (texts + [shopName]).allSatisfy { $0.utf8.count <= 600 }
    }
}

extension Vault {
    /// Binds a touch to a run of labels, and opens nothing; see ``LabelsBegin``.
    func answer(_ message: LabelsBegin, _ call: Call) async throws -> KeyRequest {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let (staff, shop) = try desk.shopkeeper(bearer, from: message.source)
            let statement = LabelStatement(
                shop: shop,
                shopName: message.shopName,
                parcels: message.parcels
            )
            guard statement.isSound else { throw Halt.refused(.malformed) }
            try desk.check(statement, by: staff)
            let ceremony = try self.ceremony(for: statement, of: claims, message.source, call)
            try desk.store.keep(ceremony)
            return try desk.request(ceremony, of: staff.person)
        }
    }

    /// The key was touched: the run waits for the courier; see ``LabelsFinish``.
    func answer(_ message: LabelsFinish, _ call: Call) async throws -> Done {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        // One commit: who is told nothing has used up no touch, or has a run.
        let isBegun = try await commit(call, by: claims) { desk, bearer in
            let (staff, shop) = try desk.shopkeeper(bearer, from: message.source)
            guard let statement = try desk.touched(message, by: staff) else { return false }
            guard statement.shop == shop else { throw Halt.refused(.outOfDate) }
            try desk.begin(statement, by: staff, from: message.source)
            return true
        }
        guard isBegun else { throw Halt.refused(.wrongProof) }
        return Done()
    }
}

extension LabelStatement: TouchStatement {
    static let kind = CeremonyRow.Kind.labels
    static let word = "ichi labels v1"
}

extension Desk {
    /// Who of a shop bears a token, and which shop it is.
    ///
    /// - Throws: ``Halt/misused(_:_:)`` for a role that no page of a shop is shown to.
    func shopkeeper(_ bearer: Bearer, from source: String) throws -> (StaffHolder, shop: Int) {
        let staff = try staff(bearer, from: source)
        guard staff.role == .shop, let shop = staff.staff.shop else {
            throw Halt.misused(staff.holder.claims, .notItsRole)
        }
        return (staff, shop)
    }

    fileprivate func touched(_ message: LabelsFinish, by staff: StaffHolder) throws
        -> LabelStatement?
    {
        let ceremony = try take(message.ceremony, .labels, by: staff)
        guard try answered(message.assertion, to: ceremony, by: staff.person) != nil else {
            try line(
                .staffSignInFailed,
                by: staff.holder,
                source: message.source,
                role: staff.role
            )
            return nil
        }
        return try vault.statement(LabelStatement.self, of: ceremony).statement
    }

    /// The run waits for the courier; its line goes with it.
    fileprivate func begin(_ statement: LabelStatement, by staff: StaffHolder, from source: String)
        throws
    {
        let receiver = try check(statement, by: staff)
        let run = LabelRunRow(
            id: .mint(),
            shop: statement.shop,
            shopName: statement.shopName,
            receiver: receiver.key.description,
            begun: now,
            labels: statement.parcels.count,
            state: .waiting
        )
        guard try store.keep(run, statement.parcels) else { throw Halt.refused(.outOfDate) }
        try line(
            .labels,
            by: staff.holder,
            source: source,
            role: staff.role,
            shop: statement.shop,
            receiver: receiver.key.fingerprint
        )
    }

    /// To which key a run may be sealed now: every rule of the standing job holds for each parcel.
    ///
    /// - Throws: ``Halt/misused(_:_:)`` for what never was that shop's to send; ``Halt/refused(_:)``
    ///   with `outOfDate` for what no longer is, `tooMany` for more than the day's.
    @discardableResult
    fileprivate func check(_ statement: LabelStatement, by staff: StaffHolder) throws -> Receiver {
        let open = try openParcels(
            statement.parcels.map(\.name),
            of: statement.shop,
            for: statement.parcels.map(\.recipient),
            by: staff
        )
        guard open.count == statement.parcels.count,
            let receiver = try store.receiver(of: statement.shop, vault.keys),
            let left = try labelsLeftToday(for: statement.shop)
        else { throw Halt.refused(.outOfDate) }
        guard statement.parcels.count <= left else { throw Halt.refused(.tooMany) }
        return receiver
    }
}
