import Crypto

/// How the vault's own halves are wrapped: AES-256-GCM under an epoch's secret, bound to the owner, the
/// version and the epoch.
struct OwnWrap: Sendable {
    let epochs: EpochSecrets

    /// Wraps a half of an older epoch anew, in a later one; in the open it is for this call alone.
    ///
    /// - Throws: ``SheetFault`` where it is not what was wrapped, where it was wrapped.
    func rewrap(_ half: OwnHalf, to epoch: Int) throws -> OwnHalf {
        var later = half
        later.epoch = epoch
        later.bytes = try wrap(
            try unwrap(half),
            owner: half.owner,
            version: half.version,
            epoch: epoch
        )
        return later
    }

    /// Wraps a half under an epoch's secret.
    func wrap(_ half: SymmetricKey, owner: String, version: Int, epoch: Int) throws
        -> [UInt8]
    {
        let bound = Sheet.halfBinding(owner: owner, version: version, epoch: epoch)
        let secret = try epochs.secret(of: epoch)
        return try half.withUnsafeBytes {
            var plain = Array($0)
            defer { wipe(&plain) }
            return try Box.seal(plain, with: secret, bound: bound)
        }
    }

    /// A half in the open.
    ///
    /// - Throws: ``SheetFault`` where it is not what was wrapped, where it was wrapped.
    func unwrap(_ half: OwnHalf) throws -> SymmetricKey {
        let bound = Sheet.halfBinding(owner: half.owner, version: half.version, epoch: half.epoch)
        let secret = try epochs.secret(of: half.epoch)
        var plain = try Box.open(half.bytes, with: secret, bound: bound)
        defer { wipe(&plain) }
        return SymmetricKey(data: plain)
    }
}
