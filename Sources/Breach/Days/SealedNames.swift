import Basics
import Crypto
import WitnessAPI

/// Names with a half of a key each, sealed once and asked for in every span: all witnesses of a drill have
/// the same keys.
struct SealedNames {
    private let sealing: SealingEpoch
    private let half = SymmetricKey(size: .bits256)
    private var orders: [Witness.SealedHalf] = []
    private var persons: [Witness.SealedHalf] = []

    init(_ sealing: SealingEpoch) { self.sealing = sealing }

    /// Of people whom orders bring, which nobody has seen before.
    mutating func ofOrders(_ range: Range<Int>) throws -> [Witness.SealedHalf] {
        while orders.count < range.upperBound { orders.append(try seal()) }
        return Array(orders[range])
    }

    /// Of all who are kept.
    mutating func ofPersons(_ range: Range<Int>) throws -> [Witness.SealedHalf] {
        while persons.count < range.upperBound { persons.append(try seal()) }
        return Array(persons[range])
    }

    private func seal() throws -> Witness.SealedHalf {
        let name = Handle<Witness>.mint().text
        let bytes = try HalfSeal.seal(
            half,
            name: name,
            sheet: 1,
            epoch: sealing.number,
            to: sealing.key
        )
        return Witness.SealedHalf(name: name, sheet: 1, epoch: sealing.number, bytes: bytes)
    }
}
