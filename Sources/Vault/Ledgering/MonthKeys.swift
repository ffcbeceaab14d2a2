import Basics
import Crypto
import Storage
import Synchronization
import VaultAPI
import Wire
import WitnessAPI

/// Keeps the month keys that were opened, and makes new ones.
///
/// A month's keys are sheets of a pseudo-subject: half of each is the witness's, so a stolen database
/// tells nothing of the lines in it. A month has one key, unless the vault was started while the
/// witness was away: what must be written then is sealed under another of the same month.
final class MonthKeys: Sendable {
    private static let field = "key"

    private let database: Database
    private let sealer: Sealer
    private let witness: Witness
    /// Each month's keys by the version of their sheet.
    private let known = Mutex<[String: [Int: MonthKey]]>([:])

    init(database: Database, sealer: Sealer, witness: Witness) {
        self.database = database
        self.sealer = sealer
        self.witness = witness
    }

    /// The key to seal a moment's lines with.
    ///
    /// Made where its month has none, or none that the witness opens now.
    func key(at moment: Moment) async throws -> MonthKey {
        let month = MonthKey.month(at: moment)
        while true {
            if let key = newest(month) { return key }
            let folder = try await folder(of: month)
            do {
                try await learn(folder, of: month)
            } catch let refusal as WitnessRefusal where refusal.passes {}
            if newest(month) == nil { try await make(month, after: folder?.register) }
        }
    }

    /// The key to seal with what is made of a month's lines; nil where it has none (any more).
    func key(of month: String) async throws -> MonthKey? {
        if let key = newest(month) { return key }
        try await learn(try await folder(of: month), of: month)
        return newest(month)
    }

    /// Opens something that was sealed under one of a month's keys, whichever; nil where the month has
    /// none (any more).
    ///
    /// - Throws: what `body` throws where no key fits: ``SheetFault/damaged``; and what the witness
    ///   throws where it does not open the others.
    func open<Value>(_ month: String, _ body: (MonthKey) throws -> Value) async throws -> Value? {
        let first = keys(month)
        if let value = try MonthKeys.firstFit(first.values, body) { return value }
        let folder = try await folder(of: month)
        try await learn(folder, of: month)
        let more = keys(month).filter { first[$0.key] == nil }
        if let value = try MonthKeys.firstFit(more.values, body) { return value }
        guard first.isEmpty && more.isEmpty else { throw SheetFault.damaged }
        return nil
    }

    private static func firstFit<Value>(
        _ keys: some Sequence<MonthKey>,
        _ body: (MonthKey) throws -> Value
    ) throws -> Value? {
        for key in keys {
            do { return try body(key) } catch SheetFault.damaged {}
        }
        return nil
    }

    private func keys(_ month: String) -> [Int: MonthKey] { known.withLock { $0[month] ?? [:] } }

    private func newest(_ month: String) -> MonthKey? {
        keys(month).max { $0.key < $1.key }?.value
    }

    private func folder(of month: String) async throws -> Folder? {
        let registerKey = sealer.keys.register
        return try await database.read { tx in
            try VaultStore(tx).folder(of: MonthKeys.owner(month), key: registerKey)
        }
    }

    /// Has those of a month's keys opened that are not known.
    private func learn(_ folder: Folder?, of month: String) async throws {
        guard let folder else { return }
        let known = keys(month)
        let sheets = folder.sheets.filter {
            known[$0.version] == nil && $0.version <= folder.register.version
        }
        guard !sheets.isEmpty else { return }
        let name = folder.register.witnessName
        let halves = try await witness.open(0, sheets.map { $0.sealedHalf(name: name) }, .unproven)
        guard halves.count == sheets.count else { throw SheetFault.missing }
        for (sheet, half) in zip(sheets, halves) {
            let values = try sealer.open(sheet, fields: [MonthKeys.field], witnessHalf: half)
            guard let bytes = values[MonthKeys.field].flatMap({ Base64URL.decode($0.revealed) })
            else { throw SheetFault.damaged }
            keep(SymmetricKey(data: bytes), of: month, version: sheet.version)
        }
    }

    /// Makes a key of a month, known at once: the witness is not asked for what was just sealed.
    private func make(_ month: String, after before: Register?) async throws {
        let owner = MonthKeys.owner(month)
        let version = (before?.version ?? 0) + 1
        let name = before?.witnessName ?? Handle<Witness>.mint().text
        let fresh = SymmetricKey(size: .bits256)
        let sheet = try sealer.seal(
            [MonthKeys.field: Secret(Base64URL.encode(fresh.withUnsafeBytes(Array.init)))],
            owner: owner,
            name: name,
            version: version
        )
        let register = Register(
            owner: owner,
            witnessName: name,
            version: version,
            fields: [MonthKeys.field: version]
        )
        let registerKey = sealer.keys.register
        let isKept = try await database.write { tx in
            let store = VaultStore(tx)
            // Another request of the same moment may have been faster.
            let now = try store.register(of: owner, key: registerKey)
            guard now?.version == before?.version else { return false }
            try store.keep(register, key: registerKey)
            try store.keep(sheet)
            return true
        }
        if isKept { keep(fresh, of: month, version: version) }
    }

    private func keep(_ key: SymmetricKey, of month: String, version: Int) {
        known.withLock { $0[month, default: [:]][version] = MonthKey(month: month, key: key) }
    }

    private static func owner(_ month: String) -> String { "month-" + month }
}
