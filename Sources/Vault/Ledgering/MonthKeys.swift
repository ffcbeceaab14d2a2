import Basics
import Crypto
import Storage
import Synchronization
import VaultAPI
import Wire
import WitnessAPI

/// Keeps the month keys that were opened, and makes a new month's.
///
/// A month key is a sheet of a pseudo-subject: half of it is the witness's, so a stolen database
/// tells nothing of the lines in it.
final class MonthKeys: Sendable {
    private let database: Database
    private let sealer: Sealer
    private let witness: Witness
    private let known = Mutex<[String: MonthKey]>([:])

    init(database: Database, sealer: Sealer, witness: Witness) {
        self.database = database
        self.sealer = sealer
        self.witness = witness
    }

    /// The key of the month of a moment; made where there is none.
    func key(at moment: Moment) async throws -> MonthKey {
        let month = MonthKey.month(at: moment)
        if let key = known.withLock({ $0[month] }) { return key }
        if let key = try await key(of: month) { return key }
        try await make(month)
        guard let key = try await key(of: month) else { throw SheetFault.missing }
        return key
    }

    /// The key of a month, nil where there is none (any more).
    func key(of month: String) async throws -> MonthKey? {
        if let key = known.withLock({ $0[month] }) { return key }
        let registerKey = sealer.keys.register
        let kept = try await database.read { tx -> (Register, Sheet)? in
            let store = VaultStore(tx)
            let owner = MonthKeys.owner(month)
            guard let register = try store.register(of: owner, key: registerKey) else { return nil }
            return (register, try store.sheet(of: owner, version: 1))
        }
        guard let (register, sheet) = kept else { return nil }
        let half = sheet.sealedHalf(name: register.witnessName)
        let halves = try await witness.open(0, [half], .unproven)
        guard let first = halves.first else { throw SheetFault.missing }
        let values = try sealer.open(sheet, fields: ["key"], witnessHalf: first)
        guard let bytes = values["key"].flatMap({ Base64URL.decode($0.revealed) }) else {
            throw SheetFault.damaged
        }
        let key = MonthKey(month: month, key: SymmetricKey(data: bytes))
        known.withLock { $0[month] = key }
        return key
    }

    private func make(_ month: String) async throws {
        let owner = MonthKeys.owner(month)
        let name = Handle<Witness>.mint().text
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes(Array.init)
        let sheet = try sealer.seal(
            ["key": Secret(Base64URL.encode(fresh))],
            owner: owner,
            name: name,
            version: 1
        )
        let register = Register(owner: owner, witnessName: name, version: 1, fields: ["key": 1])
        let registerKey = sealer.keys.register
        try await database.write { tx in
            let store = VaultStore(tx)
            // Another request of the new month's first second may have been faster.
            guard try store.register(of: owner, key: registerKey) == nil else { return }
            try store.keep(register, key: registerKey)
            try store.keep(sheet)
        }
    }

    private static func owner(_ month: String) -> String { "month-" + month }
}
