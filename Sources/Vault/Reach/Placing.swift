import Basics
import VaultAPI
import Wire

extension Vault {
    /// Fixes a draft's people as those of one order; see ``Promote``.
    func answer(_ message: Promote, _ call: Call) async throws -> Done {
        guard message.isSound else { throw Halt.refused(.malformed) }
        let claims = try verify(message.token, call)
        let order = PlacedOrder(
            key: message.order,
            principal: claims.principal,
            orderer: message.orderer,
            state: .promoted
        )
        return try await commit(call, by: claims) { desk, bearer in
            let isNew = try desk.store.keep(order, at: desk.now)
            // A second press, even after the token's end, finds the order placed.
            guard let before = try isNew ? [] : desk.people(of: order, otherThan: message.people)
            else { return Done() }
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            try desk.promote(message, inPlaceOf: before, by: holder)
            return Done()
        }
    }

    /// The shop's order stands; see ``Claim``.
    ///
    /// One line tells of the claim and of the letter that is written down with it.
    func answer(_ message: Claim, _ call: Call) async throws -> Done {
        guard Sending.fits(message) else { throw Halt.refused(.malformed) }
        return try await commit(call) { desk in
            guard let orderer = try desk.claim(message.order) else { return Done() }
            let reader = try message.letter == nil ? nil : desk.standing(orderer)
            if let letter = message.letter, let reader { try desk.write(letter, to: reader) }
            try desk.line(
                .claim,
                about: [reader?.ledgerName].compactMap { $0 },
                purpose: reader.map { _ in .correspondence },
                order: message.order
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
    /// The orderer of an order that this makes claimed; nil where it was claimed before.
    fileprivate func claim(_ key: Handle<OrderKey>) throws -> Handle<Subject>? {
        if let orderer = try store.claim(key) { return orderer }
        guard let order = try store.order(key), order.state != .abandoned else {
            throw Halt.refused(.erased)
        }
        return nil
    }

    /// Whom an earlier press has named; nil where it has named the same, or its word stands.
    fileprivate func people(of order: PlacedOrder, otherThan people: Set<Handle<Subject>>) throws
        -> Set<Handle<Subject>>?
    {
        guard let kept = try store.order(order.key), kept.principal == order.principal,
            kept.orderer == order.orderer
        else { throw Halt.refused(.outOfDate) }
        guard kept.state != .abandoned else { throw Halt.refused(.erased) }
        let named = Set(try store.people(of: order.key))
        // Until the shop's commit stands, a press may name others than the one before.
        return kept.state == .promoted && named != people ? named : nil
    }

    fileprivate func promote(
        _ message: Promote,
        inPlaceOf before: Set<Handle<Subject>>,
        by holder: Holder
    ) throws {
        let people = Array(message.people)
        let known = try store.known(to: holder.principal, people)
        try place(people.filter { !before.contains($0) }, known, of: message, by: holder)
        if !before.isEmpty {
            for handle in before.subtracting(people) { try release(handle) }
            try store.clear(message.order)
        }
        try store.keep(people: people, grants: message.grants, of: message.order)
        let names = known.values.compactMap(\.subject.ledgerName).sorted()
        try line(.promote, by: holder, about: names, order: message.order)
    }

    private func place(
        _ handles: [Handle<Subject>],
        _ known: [Handle<Subject>: Known],
        of message: Promote,
        by holder: Holder
    ) throws {
        let persons = try handles.map { try reached(known[$0], by: holder) }
        for person in persons { try refuseSecondPlacing(person) }
        try store.settle(persons.filter { $0.kind != .member }.map(\.handle))
        // A guest's order is seen again in the orderer's name.
        guard holder.principal != message.orderer else { return }
        let others = handles.filter { $0 != message.orderer }
        try store.extendReach(of: message.orderer, to: others, at: now)
    }

    /// Who is in the order no more ends after a day, like any draft.
    private func release(_ handle: Handle<Subject>) throws {
        guard let subject = try store.subject(handle), subject.kind != .member else { return }
        try store.makeProvisional(handle, until: now.adding(hours: Vault.provisionalHours))
    }

    private func refuseSecondPlacing(_ person: Reached) throws {
        guard person.kind != .contact else { throw Halt.refused(.malformed) }
        guard person.kind == .member || person.order == nil else {
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

    /// No more people than an order has, and no shop sends to anybody else.
    fileprivate var isSound: Bool {
        let people = people
        return recipients.count <= 500 && grants.allSatisfy { people.contains($0.recipient) }
    }
}
