import Basics
import VaultAPI
import Wire

extension Vault {
    /// Writes a letter down for the courier; see ``Send``.
    func answer(_ message: Send, _ call: Call) async throws -> Done {
        guard Sending.fits(message) else { throw Halt.refused(.malformed) }
        switch message.basis {
        case .token(let token):
            let claims = try verify(token, call)
            return try await commit(call, by: claims) { desk, bearer in
                guard try desk.begin(message, for: claims.principal.text) else { return Done() }
                let holder = try bearer.admit(
                    for: [.checkout, .orderView, .member, .remembered],
                    at: desk.now
                )
                return try desk.send(message.letter, to: holder.principal, by: holder)
            }
        case .order(let key):
            return try await commit(call) { desk in
                guard try desk.begin(message, for: key.text) else { return Done() }
                guard let order = try desk.store.order(key), order.state != .abandoned else {
                    throw Halt.refused(.erased)
                }
                return try desk.send(message.letter, to: order.orderer, by: nil)
            }
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
    /// False where the letter was written down before.
    fileprivate func begin(_ message: Send, for ground: String) throws -> Bool {
        let once = Once(digest: [], result: ground, token: nil)
        return try store.keep(once, "send", vault.fingerprint(message.idempotencyKey), at: now)
    }

    /// Somebody who is known and not erased.
    func standing(_ handle: Handle<Subject>) throws -> SubjectRow? {
        guard let subject = try store.subject(handle), subject.erased == nil else { return nil }
        return subject
    }

    fileprivate func send(_ letter: Letter, to handle: Handle<Subject>, by holder: Holder?) throws
        -> Done
    {
        guard let subject = try standing(handle) else { throw Halt.refused(.erased) }
        // The letter of leaving is written by the erasure itself, while the address can be read.
        if case .memberLeft = letter { return Done() }
        try write(letter, to: subject)
        try line(
            .send,
            by: holder,
            about: [subject.ledgerName].compactMap { $0 },
            purpose: .correspondence,
            order: letter.order
        )
        return Done()
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
