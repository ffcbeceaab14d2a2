public import Basics
import Crypto
public import Wire

extension Witness {
    /// On what ground halves are asked for.
    ///
    /// What the witness can prove itself goes on an account of its own; everything else shares one.
    public enum Basis: Packable, Hashable {
        /// A touch of a key of the office's that two officers know: one person.
        case touch(WitnessedTouch)
        /// A job that two officers have agreed to, by its statement's hash: so many persons a day as
        /// stands there.
        case job([UInt8])
        /// On the vault's word: passwords, codes, automatic mail.
        case unproven
    }
}

/// A touch of a passkey, as whoever knows the key can prove it: what it was for stays in the vault.
public struct WitnessedTouch: Packable, Hashable {
    /// On which day in Japan it was asked for, by the vault's clock.
    public var day: Day
    /// SHA-256 over what it is for, with a random number in it.
    public var digest: [UInt8]
    public var touch: KeyTouch

    public init(day: Day, digest: [UInt8], touch: KeyTouch) {
        self.day = day
        self.digest = digest
        self.touch = touch
    }

    /// Whose keys: a touch of one is none of the other.
    public enum Use: String, Sendable {
        /// The office's, for one person.
        case staff
        /// A member's, for itself.
        case own
    }

    /// What the key signs.
    public func challenge(_ use: Use) -> [UInt8] {
        WitnessedTouch.challenge(use, day: day, digest: digest)
    }

    /// The challenge for a question of some day: a touch that is kept back is good for two days.
    public static func challenge(_ use: Use, day: Day, digest: [UInt8]) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi \(use.rawValue) touch v1")
        packer.add(day)
        packer.add(digest)
        return Array(SHA256.hash(data: packer.bytes))
    }
}

extension Witness.Basis {
    public func pack(into packer: inout Packer) {
        switch self {
        case .touch(let touch):
            packer.add(byte: 1)
            packer.add(touch)
        case .job(let statement):
            packer.add(byte: 2)
            packer.add(statement)
        case .unproven: packer.add(byte: 3)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 1: self = .touch(try unpacker.next())
        case 2: self = .job(try unpacker.digest())
        case 3: self = .unproven
        default: throw PackingFault()
        }
    }
}

extension WitnessedTouch {
    public func pack(into packer: inout Packer) {
        packer.add(day)
        packer.add(digest)
        packer.add(touch)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            day: try unpacker.next(),
            digest: try unpacker.digest(),
            touch: try unpacker.next()
        )
    }
}

extension Unpacker {
    /// 32 bytes.
    fileprivate mutating func digest() throws(PackingFault) -> [UInt8] {
        let bytes = try part()
        guard bytes.count == 32 else { throw PackingFault() }
        return bytes
    }
}
