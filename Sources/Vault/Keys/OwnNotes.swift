import Crypto

/// What the vault alone seals, without the witness: letters that wait for the courier, passkeys' records,
/// and what else ``NotePlace`` names.
///
/// Each is sealed under a key made of an epoch's secret, so that it goes with the epoch; its head names
/// which. What is older than such heads has a key of its own.
struct OwnNotes: Sendable {
    private static let magic = Array("ich2".utf8)
    static let headCount = 8

    let epochs: EpochSecrets
    let old: SymmetricKey

    func seal(_ bytes: [UInt8], bound: [UInt8]) throws -> [UInt8] {
        try seal(bytes, bound: bound, in: epochs.newest)
    }

    func open(_ note: [UInt8], bound: [UInt8]) throws -> [UInt8] {
        guard let epoch = OwnNotes.epoch(of: note) else {
            return try Box.open(note, with: old, bound: bound)
        }
        let box = Array(note.dropFirst(OwnNotes.headCount))
        return try Box.open(box, with: try key(of: epoch), bound: bound)
    }

    /// The same in the newest epoch.
    func anew(_ note: [UInt8], bound: [UInt8], in epoch: Int) throws -> [UInt8] {
        var plain = try open(note, bound: bound)
        defer { wipe(&plain) }
        return try seal(plain, bound: bound, in: epoch)
    }

    private func seal(_ bytes: [UInt8], bound: [UInt8], in epoch: Int) throws -> [UInt8] {
        OwnNotes.head(epoch) + (try Box.seal(bytes, with: try key(of: epoch), bound: bound))
    }

    /// What notes of an epoch begin with.
    static func head(_ epoch: Int) -> [UInt8] {
        magic + withUnsafeBytes(of: UInt32(epoch).bigEndian, Array.init)
    }

    private static func epoch(of note: [UInt8]) -> Int? {
        guard note.count > headCount, note.starts(with: magic) else { return nil }
        return note[magic.count..<headCount].reduce(0) { $0 << 8 | Int($1) }
    }

    /// HKDF-SHA256 (RFC 5869): the secret itself wraps halves, and nothing else.
    private func key(of epoch: Int) throws -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: try epochs.secret(of: epoch),
            info: Array("ichi notes v1".utf8),
            outputByteCount: 32
        )
    }
}
