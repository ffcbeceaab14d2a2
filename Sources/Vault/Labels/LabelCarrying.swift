import Age
import Basics
import Logging
import VaultAPI
import Wire
import WitnessAPI

extension Vault {
    /// Hands out a run of labels; see ``NextLabels``.
    func answer(_ message: NextLabels, _ call: Call) async throws -> NextLabels.Answer {
        let work = try await commit(call) { desk -> NextLabels.Work? in
            while let run = try desk.store.nextLabelRun(
                at: desk.now,
                triedLessThan: Carrying.handedOutAtOnce
            ) {
                guard run.tries < Carrying.mostTries, try desk.mayGoOn(run) else {
                    try desk.giveUp(run)
                    continue
                }
                let until = desk.now.adding(seconds: Carrying.leaseSeconds)
                try desk.store.lease(run.id, until: until)
                return NextLabels.Work(
                    run: run.id,
                    shopName: run.shopName,
                    made: Day(run.begun),
                    receiver: run.receiver,
                    labels: run.labels
                )
            }
            return nil
        }
        if work != nil { killPoint("vault.labels-lent") }
        return NextLabels.Answer(work: work)
    }

    /// Opens one label's people, each with a line that is durable first; see ``NextLabel``.
    func answer(_ message: NextLabel, _ call: Call) async throws -> NextLabel.Answer {
        let taken = try await commit(call) { desk -> TakenLabel? in
            let run = try desk.runInHand(message.run)
            guard (0..<run.labels).contains(message.place) else {
                throw Halt.forged(.outOfReach, .process(call.caller))
            }
            guard try desk.mayGoOn(run) else {
                try desk.giveUp(run)
                return nil
            }
            return try desk.take(message.place, of: run)
        }
        guard let taken else { return .changed }
        do {
            let recipient = PersonalFields(
                byName: try await open(taken.recipient, on: taken.ground)
            )
            var sender: [String: Secret<String>] = [:]
            if let shut = taken.sender { sender = try await open(shut, on: taken.ground) }
            return .label(
                taken.parcel,
                recipient: recipient,
                sender: PersonalFields(byName: sender)
            )
        } catch let refusal as WitnessRefusal where refusal.passes {
            // However long the witness is away, nothing is given up for that.
            try await commit(call) { try $0.store.takeBackLabels(message.run) }
            throw refusal
        }
    }

    /// Keeps a part of a run's sealed file; see ``KeepLabels``.
    func answer(_ message: KeepLabels, _ call: Call) async throws -> Done {
        guard message.bytes.count <= 1 << 18, (0...2_000).contains(message.part) else {
            throw Halt.refused(.malformed)
        }
        return try await commit(call) { desk in
            let run = try desk.runInHand(message.run)
            if message.part == 0 { try desk.store.dropParts(of: run.id) }
            try desk.store.keepPart(message.part, message.bytes, message.isLast, of: run.id)
            if message.isLast { try desk.store.finish(run.id) }
            return Done()
        }
    }
}

/// One label's facts and people, still shut.
private struct TakenLabel: Sendable {
    var parcel: LabelParcel
    var recipient: Drawer
    /// Nil where the recipient has the parcel sent, or names somebody else as sender.
    var sender: Drawer?
    /// The job that officers have agreed to, for the witness.
    var ground: Witness.Basis
}

/// What a label shows of a person.
private enum LabelFields {
    static let person: [PersonalField] = [
        .familyName, .givenName, .company, .postcode, .prefecture, .city, .street, .building,
        .phone,
    ]
    static let ownSender: [PersonalField] = [
        .senderFamilyName, .senderGivenName, .senderPostcode, .senderPrefecture, .senderCity,
        .senderStreet, .senderBuilding, .senderPhone,
    ]

    static func ofRecipient(_ parcel: LabelParcel) -> [PersonalField] {
        person + (parcel.hasOwnSender ? ownSender : []) + (parcel.noshi == nil ? [] : [.giftName])
            + (parcel.hasCard ? [.giftMessage] : [])
    }
}

extension Desk {
    /// The run that the courier makes.
    ///
    /// - Throws: ``Halt/forged(_:_:)`` for one that it was never given.
    fileprivate func runInHand(_ id: Handle<LabelRun>) throws -> LabelRunRow {
        guard let run = try store.labelRun(id), run.state != .waiting || run.tries > 0 else {
            if vault.wasRestored { throw Halt.refused(.outOfDate) }
            throw Halt.forged(.outOfReach, .process(call.caller))
        }
        guard run.state == .inHand else { throw Halt.refused(.outOfDate) }
        return run
    }

    /// Whether the shop's job and its key still stand as they did when the key was touched.
    fileprivate func mayGoOn(_ run: LabelRunRow) throws -> Bool {
        let receiver = try store.receiver(of: run.shop, vault.keys)
        return try receiver?.key.description == run.receiver
            && labelsLeftToday(for: run.shop) != nil
    }

    /// Its parcels are free again, and nothing of it is kept.
    fileprivate func giveUp(_ run: LabelRunRow) throws {
        vault.logger.warning("a run of labels was given up", metadata: ["shop": "\(run.shop)"])
        try store.fail(run.id)
    }

    /// A label's people with the lines that allow opening them; nil where somebody of it is gone, and
    /// the run goes on without it.
    fileprivate func take(_ place: Int, of run: LabelRunRow) throws -> TakenLabel? {
        guard let parcel = try store.labelParcel(place, of: run.id),
            let order = try store.order(parcel.name.order),
            let recipient = try standing(parcel.recipient), let name = recipient.ledgerName,
            let orderer = try standing(order.orderer), let ordererName = orderer.ledgerName
        else {
            try store.dropLabel(place, of: run)
            return nil
        }
        var drawer = try drawer(
            of: recipient.handle.text,
            fields: LabelFields.ofRecipient(parcel).map(\.rawValue)
        )
        drawer.leaf = try carry(drawer.fields, of: name, parcel, run)
        let statement = try labelJob(of: run.shop)?.statement
        let ground = statement.map { Witness.Basis.job($0) } ?? .unproven
        guard !parcel.hasOwnSender, orderer.handle != recipient.handle else {
            return TakenLabel(parcel: parcel, recipient: drawer, ground: ground)
        }
        var sender = try self.drawer(
            of: orderer.handle.text,
            fields: LabelFields.person.map(\.rawValue)
        )
        sender.leaf = try carry(sender.fields, of: ordererName, parcel, run)
        return TakenLabel(parcel: parcel, recipient: drawer, sender: sender, ground: ground)
    }

    private func carry(
        _ fields: [PersonalField],
        of name: String,
        _ parcel: LabelParcel,
        _ run: LabelRunRow
    ) throws -> Int {
        try count([name], by: nil)
        return try line(
            .carry,
            about: [name],
            fields: fields,
            purpose: .labels,
            order: parcel.name.order,
            shop: run.shop
        )
    }
}
