import Basics
import VaultAPI

extension Vault {
    /// Fixes a draft's people as those of one order; see ``Promote``.
    func answer(_ message: Promote, _ call: Call) async throws -> Done {
        let claims = try verify(message.token, call)
        return try await commit(call) { desk in
            try desk.refuseFrozen([.token(claims.id), .person(claims.principal)])
            // A second press, even after the token's end, finds the order placed.
            if let order = try desk.store.order(message.order) {
                guard order.principal == claims.principal, order.orderer == message.orderer
                else { throw Halt.refused(.outOfDate) }
                guard order.state != .abandoned else { throw Halt.refused(.erased) }
                // Until the shop's commit stands, a press may name others than the one before.
                let placed = Set(try desk.store.people(of: order.key))
                guard order.state == .promoted, placed != message.people else { return Done() }
            }
            let holder = try desk.admit(claims, for: [.checkout, .member])
            try desk.promote(message, by: holder)
            return Done()
        }
    }

    /// The shop's order stands; see ``Claim``.
    ///
    /// One line tells of the claim and of the letter that is written down with it.
    func answer(_ message: Claim, _ call: Call) async throws -> Done {
        guard Sending.fits(message) else { throw Halt.refused(.malformed) }
        return try await commit(call) { desk in
            guard let order = try desk.claim(message.order) else { return Done() }
            let reader = try message.letter == nil ? nil : desk.standing(order.orderer)
            if let letter = message.letter, let reader { try desk.write(letter, to: reader) }
            try desk.line(
                .claim,
                about: [reader?.ledgerName].compactMap { $0 },
                purpose: reader.map { _ in .correspondence },
                order: order.key
            )
            return Done()
        }
    }

    /// The shop has no such order; see ``Abandon``.
    func answer(_ message: Abandon, _ call: Call) async throws -> Done {
        try await commit(call) { desk in
            guard let order = try desk.store.order(message.order), order.state == .promoted else {
                return
            }
            try desk.abandon(order)
        }
        await tellErasures()
        return Done()
    }

    /// Orders whose fate the shop has not told; see ``Unclaimed``.
    func answer(_ message: Unclaimed, _ call: Call) async throws -> Unclaimed.Answer {
        try await commit(call) { desk in
            Unclaimed.Answer(orders: try desk.store.unclaimed(before: message.before))
        }
    }
}

extension Desk {
    /// The order that this makes claimed; nil where it was claimed before.
    fileprivate func claim(_ key: Handle<OrderKey>) throws -> PlacedOrder? {
        guard let order = try store.order(key), order.state != .abandoned else {
            throw Halt.refused(.erased)
        }
        guard order.state == .promoted else { return nil }
        try store.setState(of: key, .claimed)
        return order
    }

    fileprivate func promote(_ message: Promote, by holder: Holder) throws {
        let people = message.people
        guard message.recipients.count <= 500,
            message.grants.allSatisfy({ people.contains($0.recipient) })
        else { throw Halt.refused(.malformed) }
        let before = Set(try store.people(of: message.order))
        for handle in people.subtracting(before) { try place(handle, of: message, by: holder) }
        for handle in before.subtracting(people) { try release(handle) }
        let order = PlacedOrder(
            key: message.order,
            principal: holder.principal,
            orderer: message.orderer,
            state: .promoted
        )
        try store.keep(order, people: people, grants: message.grants, at: now)
        let names = try people.compactMap { try store.subject($0)?.ledgerName }.sorted()
        try line(.promote, by: holder, about: names, order: message.order)
    }

    private func place(_ handle: Handle<Subject>, of message: Promote, by holder: Holder) throws {
        let subject = try reach(handle, by: holder)
        try refuseSecondPlacing(subject)
        if subject.kind != .member { try store.settle(handle) }
        // A guest's order is seen again in the orderer's name.
        guard handle != message.orderer else { return }
        try store.extendReach(of: message.orderer, to: handle, at: now)
    }

    /// Who is in the order no more ends after a day, like any draft.
    private func release(_ handle: Handle<Subject>) throws {
        guard let subject = try store.subject(handle), subject.kind != .member else { return }
        try store.makeProvisional(handle, until: now.adding(hours: Vault.provisionalHours))
    }

    private func refuseSecondPlacing(_ subject: SubjectRow) throws {
        guard subject.kind != .contact else { throw Halt.refused(.malformed) }
        guard try subject.kind == .member || store.orderState(of: subject.handle) == nil else {
            throw Halt.refused(.alreadyPlaced)
        }
    }

    fileprivate func abandon(_ order: PlacedOrder) throws {
        try store.setState(of: order.key, .abandoned)
        let subjects = try store.people(of: order.key).compactMap { try store.subject($0) }
            .filter { ($0.kind == .orderer || $0.kind == .recipient) && $0.erased == nil }
        let names = subjects.compactMap(\.ledgerName)
        let leaf = try line(.abandon, about: names, order: order.key)
        for subject in subjects { try eraseOne(subject, leaf: leaf) }
        if subjects.contains(where: { $0.handle == order.principal }) {
            try store.endTokens(of: order.principal, but: nil, at: now)
        }
    }
}

extension Promote {
    /// Everybody the order names.
    fileprivate var people: Set<Handle<Subject>> { Set(recipients + [orderer]) }
}
