import Ledger
public import WitnessAPI

extension WitnessRoom {
    /// What a vault that was brought back lacks of its own ledger; told while shut, too.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func tail(from number: Int) async throws -> LedgerStretch {
        guard number >= 0, number < 1 << 40 else { throw WitnessRefusal.malformed }
        do {
            return try await ledger.tail(from: number, most: 4096, bytes: 900 << 10)
        } catch let damage as Damage {
            loud.tell("The copy of the ledger cannot be read: \(damage)")
            throw WitnessRefusal.unavailable
        }
    }

    /// Those of some names that are refused for ever.
    ///
    /// - Throws: ``WitnessRefusal``.
    public func erased(_ names: [String]) throws -> [String] {
        let names = try WitnessRoom.names(names)
        return desk.look { state in names.filter { state.erased.contains($0) } }
    }
}
