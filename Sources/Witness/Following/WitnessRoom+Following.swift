import Basics
import Crypto
import Ledger
public import WitnessAPI

extension WitnessRoom {
    /// Takes a standby's word for what it has, and tells it what comes after.
    ///
    /// Once it has everything, whatever is given from then on waits for its word.
    ///
    /// - Throws: ``WitnessRefusal``: `otherBook` where its book is not the beginning of this one;
    ///   ``BookFault``, `LedgerError`.
    public func follow(_ standby: Follow) async throws -> Followed {
        var followed = try next(for: standby)
        desk.following.hear(book: standby.place, ledger: standby.ledger)
        let stirs = desk.following.stirs
        followed = try next(for: standby)
        guard followed.frames.isEmpty, followed.stretch == nil else { return followed }
        if !desk.look(\.isFollowed) {
            try await desk.enter(.note(.followed))
            loud.say("A standby follows: answers wait for its word")
        } else {
            await desk.following.pause(since: stirs)
        }
        return try next(for: standby)
    }

    private func next(for standby: Follow) throws -> Followed {
        Followed(
            frames: try desk.frames(for: standby),
            stretch: try ledger.stretch(from: standby.entries),
            keys: keys.proof
        )
    }

    /// Goes on without the standby: a new term begins, so that the vault takes no other's word for the old
    /// one.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func dismiss() async throws {
        let term = desk.look(\.term).next
        try await desk.enter(.note(.term(term)))
        loud.say("The standby was dismissed. It must not be promoted before it has followed again")
    }

    /// A later term is known to who says this: this witness has led, and does so no more.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func fence(_ later: Int) async throws {
        let (term, isFenced) = desk.look { ($0.term.number, $0.isFenced) }
        guard later > term, !isFenced else { return }
        try await desk.enter(.alarm(.laterTerm, "term \(later) is known, this is term \(term)"))
        try await desk.enter(.note(.fenced(term: later)))
    }
}

extension WitnessTerm {
    /// The one after this.
    var next: WitnessTerm {
        WitnessTerm(number: number + 1, word: Handle<WitnessTerm>.mint().text)
    }
}

extension WitnessKeys {
    /// By this another sees that it has the same keys, and learns none.
    var proof: [UInt8] {
        var text = "ichi standby v1 \(cosigning.verifier)"
        for number in numbers {
            guard let key = try? key(of: number) else { continue }
            text += " \(number) " + Array(key.publicKey.x963Representation).description
        }
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: marking))
    }
}
