import Basics
import VaultAPI

extension Vault {
    /// Writes a letter down for the courier; see ``Send``.
    func answer(_ message: Send, _ call: Call) async throws -> Done {
        guard Sending.fits(message) else { throw Halt.refused(.malformed) }
        var claims: TokenClaims?
        if case .token(let token) = message.basis { claims = try verify(token, call) }
        let holderClaims = claims
        return try await commit(call) { desk in
            let key = self.fingerprint(message.idempotencyKey)
            guard try desk.store.once("send", key) == nil else { return Done() }
            let holder = try holderClaims.map {
                try desk.admit($0, for: [.checkout, .orderView, .member, .remembered])
            }
            let subject = try desk.addressee(message.basis, holder)
            try desk.send(message.letter, to: subject, by: holder)
            let once = Once(digest: [], result: subject.handle.text, token: nil)
            try desk.store.keep(once, "send", key, at: desk.now)
            return Done()
        }
    }
}

/// Which letters go on which ground.
enum Sending {
    static func fits(_ message: Send) -> Bool {
        guard let order = message.letter.order else {
            if case .token = message.basis { return true }
            return false
        }
        if case .order(let key) = message.basis { return key == order }
        return true
    }

    static func fits(_ message: Claim) -> Bool {
        message.letter.map { $0.order == message.order } ?? true
    }
}

extension Letter {
    /// The order a letter is about.
    var order: Handle<OrderKey>? {
        switch self {
        case .orderReceived(let facts), .orderCancelled(let facts), .orderAccepted(let facts),
            .paymentReceived(let facts), .parcelDispatched(let facts, _):
            facts.key
        case .memberLeft: nil
        }
    }
}

extension Desk {
    fileprivate func addressee(_ basis: Send.Basis, _ holder: Holder?) throws -> SubjectRow {
        let handle: Handle<Subject>
        switch basis {
        case .token:
            guard let holder else { throw Halt.refused(.malformed) }
            handle = holder.principal
        case .order(let key):
            guard let order = try store.order(key), order.state != .abandoned else {
                throw Halt.refused(.erased)
            }
            handle = order.orderer
        }
        guard let subject = try standing(handle) else { throw Halt.refused(.erased) }
        return subject
    }

    /// Somebody who is known and not erased.
    func standing(_ handle: Handle<Subject>) throws -> SubjectRow? {
        guard let subject = try store.subject(handle), subject.erased == nil else { return nil }
        return subject
    }

    fileprivate func send(_ letter: Letter, to subject: SubjectRow, by holder: Holder?) throws {
        // The letter of leaving is written by the erasure itself, while the address can be read.
        if case .memberLeft = letter { return }
        try write(letter, to: subject)
        try line(
            .send,
            by: holder,
            about: [subject.ledgerName].compactMap { $0 },
            purpose: .correspondence,
            order: letter.order
        )
    }

    /// Keeps a letter for the courier; its line is the caller's to write.
    func write(_ letter: Letter, to subject: SubjectRow) throws {
        let content = CourierItem.Content.letter(
            letter,
            orderLink: letter.order.map(vault.orderLink),
            orderCode: try letterCode(letter, to: subject)
        )
        try keep(try vault.item(content, to: subject.handle))
    }

    /// The code that is printed in the first letter to somebody without a mailbox.
    private func letterCode(_ letter: Letter, to subject: SubjectRow) throws -> Secret<String>? {
        guard case .orderReceived(let facts) = letter else { return nil }
        let register = try store.register(of: subject.handle.text, key: vault.keys.register)
        guard register?.fields[PersonalField.email.rawValue] == nil else { return nil }
        let code = Codes.mint()
        let ends = now.adding(days: Codes.letterDays)
        let hash = vault.hash(code, for: "order " + facts.key.text)
        try store.keepOrderCode(hash, of: facts.key, ends: ends)
        return code
    }
}
