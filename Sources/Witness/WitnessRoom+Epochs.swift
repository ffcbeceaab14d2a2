import Crypto
public import WitnessAPI

extension WitnessRoom {
    /// Seals halves of an older epoch anew to the newest; none leaves the witness open.
    ///
    /// They do not count as read. Those of the newest epoch come back as they are.
    ///
    /// - Throws: ``WitnessRefusal``; one half that is refused refuses all.
    public func rewrap(_ halves: [Witness.SealedHalf]) async throws -> [Witness.SealedHalf] {
        guard let newest = keys.newest else { throw WitnessRefusal.noSuchEpoch }
        let (isShut, erased) = desk.look { state in
            (state.isShut, halves.contains { state.erased.contains($0.name) })
        }
        guard !isShut else { throw WitnessRefusal.shut }
        guard !desk.look(\.isFenced) else { throw WitnessRefusal.fenced }
        guard !erased else { throw WitnessRefusal.erased }
        let old = halves.count { $0.epoch != newest.epoch }
        let sealed = try halves.map { half in
            half.epoch == newest.epoch
                ? half : try anew(half, epoch: newest.epoch, to: newest.key.publicKey)
        }
        if old > 0 {
            try await desk.enter(.note(.rewrapped(epoch: newest.epoch, count: old)))
        }
        return sealed
    }

    private func anew(
        _ half: Witness.SealedHalf,
        epoch: Int,
        to key: P256.KeyAgreement.PublicKey
    ) throws -> Witness.SealedHalf {
        var sealed = half
        sealed.epoch = epoch
        sealed.bytes = try HalfSeal.seal(
            try HalfSeal.open(half, with: keys.key(of: half.epoch)),
            name: half.name,
            sheet: half.sheet,
            epoch: epoch,
            to: key
        )
        return sealed
    }

    /// Makes a new epoch, which new halves are sealed in from now on; its number.
    ///
    /// The older ones' keys stay until every half is rewrapped; then their files may be destroyed.
    ///
    /// - Throws: `KeyFileFault`, ``WitnessRefusal``.
    public func makeEpoch() async throws -> Int {
        let number = (keys.newest?.epoch ?? 0) + 1
        try keys.makeEpoch(number)
        try await desk.enter(.note(.epoch(number)))
        return number
    }

    /// Destroys the key of an older epoch, once every half was rewrapped: what an old backup of the
    /// vault holds of it then opens nowhere.
    ///
    /// Whether halves of it are left, the witness cannot know.
    ///
    /// - Throws: `KeyFileFault`; ``WitnessRefusal``: `newest` for the newest epoch.
    public func destroyEpoch(_ number: Int) async throws {
        guard number != keys.newest?.epoch else { throw WitnessRefusal.newest }
        guard keys.numbers.contains(number) else { throw WitnessRefusal.noSuchEpoch }
        try await desk.enter(.note(.destroyed(epoch: number)))
        try keys.destroyEpoch(number)
    }
}
