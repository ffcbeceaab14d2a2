import Age
import Basics
import Storage
import VaultAPI
import Wire

extension Vault {
    /// How many jobs stand to which nobody but who allowed them has agreed: told at every start.
    ///
    /// - Throws: `SheetFault.damaged` for a row that nobody allowed; `StorageError`.
    public func jobsWithoutAgreement() async throws -> Int {
        try await database.read { [keys] in
            try VaultStore($0).labelJobs(keys).count { $0.ended == nil && $0.agreed == 0 }
        }
    }

    /// Where a shop's labels stand; see ``LabelState``.
    func answer(_ message: LabelState, _ call: Call) async throws -> LabelState.Answer {
        guard message.source.utf8.count <= 64,
            message.parcels.count <= 2 * LabelStatement.mostParcels
        else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let (staff, shop) = try desk.shopkeeper(bearer, from: message.source)
            return LabelState.Answer(
                receiver: try desk.store.receiver(of: shop, self.keys)?.key.fingerprint,
                leftToday: try desk.labelsLeftToday(for: shop),
                open: try desk.openParcels(message.parcels, of: shop, by: staff),
                runs: try desk.store.labelRuns(of: shop, limit: 20).map(LabelState.Run.init)
            )
        }
    }

    /// A part of a run's sealed file; see ``LabelsFetch``.
    func answer(_ message: LabelsFetch, _ call: Call) async throws -> LabelsFetch.Answer {
        guard message.source.utf8.count <= 64 else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        return try await commit(call, by: claims) { desk, bearer in
            let (staff, shop) = try desk.shopkeeper(bearer, from: message.source)
            guard let run = try desk.store.labelRun(message.run), run.shop == shop else {
                throw Halt.misused(staff.holder.claims, .outOfReach)
            }
            // Files are kept a while; after that there is only their row.
            guard run.state == .ready,
                let part = try desk.store.labelPart(message.part, of: message.run)
            else { throw Halt.refused(.outOfDate) }
            return LabelsFetch.Answer(bytes: part.bytes, isLast: part.isLast)
        }
    }

    /// A parcel was sent; see ``Dispatched``.
    func answer(_ message: Dispatched, _ call: Call) async throws -> Done {
        guard (1...999).contains(message.parcel.position) else { throw Halt.refused(.malformed) }
        return try await commit(call) { desk in
            try desk.store.noteDispatched(message.parcel, at: desk.now)
            return Done()
        }
    }
}

extension Desk {
    /// How many labels a shop may still have today; nil where no standing job lets it have any.
    func labelsLeftToday(for shop: Int) throws -> Int? {
        guard let job = try labelJob(of: shop) else { return nil }
        return max(0, job.dailyCap - (try store.labelsBegun(by: shop, since: Day(now).start)))
    }

    /// The standing job that lets a shop have labels made today.
    func labelJob(of shop: Int) throws -> LabelJob? {
        try store.standingLabelJobs(of: shop, vault.keys).filter { $0.holds(on: Day(now)) }
            .max { $0.dailyCap < $1.dailyCap }
    }

    /// Those of a shop's parcels that may have a label: of an order that stands, still within the
    /// shop's reach, without a label, and not sent.
    ///
    /// - Throws: ``Halt/misused(_:_:)`` for an order, or a person of it, that the shop never had.
    func openParcels(
        _ names: [LabelParcel.Name],
        of shop: Int,
        for recipients: [Handle<Subject>]? = nil,
        by staff: StaffHolder
    ) throws -> [LabelParcel.Name] {
        guard !names.isEmpty else { return [] }
        let orders = Array(Set(names.map(\.order)))
        let grants = Dictionary(grouping: try store.grants(to: shop, orders), by: \.order)
        for (place, name) in names.enumerated() {
            let mine = grants[name.order] ?? []
            let isMine = recipients.map { all in mine.contains { $0.recipient == all[place] } }
            guard isMine ?? !mine.isEmpty else {
                // Of what came after a backup that was brought back nothing is here.
                if vault.wasRestored { throw Halt.refused(.outOfDate) }
                throw Halt.misused(staff.holder.claims, .outOfReach)
            }
        }
        let claimed = try store.claimed(orders)
        let labelled = try store.labelled(orders)
        return names.filter { name in
            claimed.contains(name.order) && !labelled.contains(name)
                && grants[name.order]?.contains { now < $0.until } == true
        }
    }
}

extension Day {
    /// Its first moment in Japan.
    fileprivate var start: Moment {
        Moment(milliseconds: (Int64(number) * 24 - 9) * 3_600_000)
    }
}

extension LabelState.Run {
    fileprivate init(_ row: LabelRunRow) {
        let stage: LabelState.Stage =
            switch row.state {
            case .waiting, .inHand: .waiting
            case .ready: .ready
            case .failed: .failed
            }
        self.init(run: row.id, begun: row.begun, labels: row.labels, state: stage)
    }
}
