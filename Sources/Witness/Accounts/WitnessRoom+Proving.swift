import Basics
import Officers
import WebAuthn
import Wire
import WitnessAPI

extension WitnessRoom {
    /// The account on which an opening goes, once its ground is found good.
    ///
    /// - Throws: ``WitnessRefusal/unproven``, with an alarm: correct software gives no ground that does not hold.
    func prove(_ basis: Witness.Basis, leaf: Int) async throws -> Ground {
        let ground: Ground? =
            switch basis {
            case .unproven: .unproven
            case .job(let statement): prove(job: Ground.name(ofJob: statement))
            case .touch(let touch): prove(staff: touch)
            }
        if let ground { return ground }
        try await desk.enter(.alarm(.unproven, "leaf \(leaf)"))
        throw WitnessRefusal.unproven
    }

    private func prove(job name: String) -> Ground? {
        let now = clock.now()
        return desk.look { $0.jobs.holds(name, at: now) } ? .job(name) : nil
    }

    /// Whether a key of the office that two officers know was touched for this, today or yesterday.
    private func prove(staff touch: WitnessedTouch) -> Ground? {
        let name = Ground.name(ofKey: touch.touch.credential)
        guard isFresh(touch.day), let known = desk.look({ $0.touches.keys[name] }) else {
            return nil
        }
        let challenge = touch.challenge(.staff)
        guard (try? known.key.verify(touch.touch, over: challenge, for: known.party)) != nil else {
            return nil
        }
        return .touch(key: name, touch: Base64URL.encode(challenge))
    }

    /// A touch is good on the day on which it was asked for, and on the next.
    private func isFresh(_ day: Day) -> Bool {
        let today = Day(clock.now())
        return day == today || day.adding(days: 1) == today
    }
}

extension WitnessRoom {
    /// Learns of a member's passkey, which counts as opening the member; see `LearnOwnKey`.
    ///
    /// - Throws: ``WitnessRefusal``.
    func learn(_ own: OwnKey, leaf: Int) async throws {
        guard own.key.attestation.isEmpty, !own.key.credential.isEmpty else {
            throw WitnessRefusal.malformed
        }
        let names = try WitnessRoom.names([own.name])
        let known = desk.look { $0.owners.keys[Ground.name(ofKey: own.key.credential)] }
        guard known != own else { return }
        guard known == nil else { throw WitnessRefusal.unproven }
        try await desk.enter(.open(leaf: leaf, .unproven, names: names))
        try await desk.enter(.note(.ownKey(own)))
    }

    /// A member's own key was touched; see `ProveOwnKey`.
    ///
    /// - Throws: ``WitnessRefusal/unproven``.
    func prove(own touch: WitnessedTouch) async throws {
        let name = Ground.name(ofKey: touch.touch.credential)
        guard isFresh(touch.day), let own = desk.look({ $0.owners.keys[name] }) else {
            throw WitnessRefusal.unproven
        }
        let party = RelyingParty(id: own.party, origins: Set(own.origins))
        guard (try? own.key.verify(touch.touch, over: touch.challenge(.own), for: party)) != nil
        else { throw WitnessRefusal.unproven }
        guard desk.look({ !$0.owners.isProved(own.name, on: touch.day.number) }) else { return }
        try await desk.enter(.note(.proved(own.name, touch.day)))
    }

    /// Forgets keys; once more does no harm.
    ///
    /// - Throws: ``WitnessRefusal``.
    func endKeys(_ credentials: [[UInt8]]) async throws {
        let names = credentials.map(Ground.name(ofKey:))
        let known = desk.look { state in
            names.filter { state.touches.keys[$0] != nil || state.owners.keys[$0] != nil }
        }
        guard !known.isEmpty else { return }
        try await desk.enter(.note(.keysEnded(known)))
    }
}
