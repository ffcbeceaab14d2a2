public import Basics
public import Storage
public import VaultAPI
public import WitnessAPI

/// The ledger's lines with the keys of their months: what is told from them beside the vault's door.
public struct Lines: Sendable {
    let database: Database
    let months: MonthKeys

    init(database: Database, months: MonthKeys) {
        self.database = database
        self.months = months
    }

    /// The lines of a vault that runs, or that does not; nothing is written.
    public init(database: Database, keys: VaultKeys, witness: Witness) {
        let sealer = Sealer(keys: keys, witness: witness)
        self.init(
            database: database,
            months: MonthKeys(database: database, sealer: sealer, witness: witness)
        )
    }

    /// Takes lines, as they lie in tiles and rows, into a scope.
    public func take(_ raw: [[UInt8]], into scope: inout Scope) async {
        for bytes in raw {
            if let entry = try? await LedgerReading.open(bytes, months) {
                scope.add(IndexLine(entry))
            } else {
                scope.unreadable += 1
            }
        }
    }

    /// Takes a stretch of the ledger into a scope, or nothing of it.
    ///
    /// - Throws: ``IndexFault``; and `StorageError`.
    public func take(_ segment: IndexSegment, into scope: inout Scope) async throws {
        var sum = scope.empty
        var count = 0
        for (place, part) in segment.parts.enumerated() {
            let bound = segment.binding(of: place)
            do {
                let bytes = try await months.open(part.month) {
                    try Box.open(part.box, with: $0.key, bound: bound)
                }
                guard let bytes else { throw IndexFault.expired }
                count += try IndexPart.read(bytes, into: &sum)
            } catch is SheetFault {
                throw IndexFault.altered
            }
        }
        guard count == IndexSegment.width else { throw IndexFault.altered }
        scope.merge(sum)
    }

    /// Sums up the lines of a stretch; nil where a month's key is gone, or a line is none of ours.
    ///
    /// - Throws: `StorageError`, and what the witness throws.
    public func segment(
        _ number: Int,
        root: [UInt8],
        of lines: [[UInt8]]
    ) async throws -> IndexSegment? {
        var parts: [String: IndexPart] = [:]
        for line in lines {
            guard try await add(line, to: &parts) else { return nil }
        }
        var segment = IndexSegment(number: number, root: root, months: parts.keys.sorted())
        for place in segment.parts.indices {
            let month = segment.parts[place].month
            // Taken out, and its tables with it: what is sealed now needs them no more.
            guard let bytes = parts.removeValue(forKey: month)?.bytes,
                let key = try await months.key(of: month)
            else { return nil }
            let bound = segment.binding(of: place)
            segment.parts[place].box = try Box.seal(bytes, with: key.key, bound: bound)
        }
        return segment
    }

    private func add(_ line: [UInt8], to parts: inout [String: IndexPart]) async throws -> Bool {
        guard let month = SealedEntry.month(of: line) else { return false }
        do {
            guard let entry = try await LedgerReading.open(line, months) else { return false }
            parts[month, default: IndexPart()].add(IndexLine(entry))
        } catch is SheetFault {
            parts[month, default: IndexPart()].unreadable += 1
        }
        return true
    }

    /// Lines from a number on, in order, as they lie in the database.
    ///
    /// - Throws: `StorageError`.
    public func rows(from seq: Int, limit: Int) async throws -> [(seq: Int, entry: [UInt8])] {
        try await LineStore(database).lines(from: seq, limit: limit)
    }

    /// The handles behind ledger names; none for a person that is erased.
    ///
    /// - Throws: `StorageError`.
    public func subjects(named ledgerNames: [String]) async throws -> [String: Handle<Subject>] {
        var handles: [String: Handle<Subject>] = [:]
        for start in stride(from: 0, to: ledgerNames.count, by: Lines.batch) {
            let some = Array(ledgerNames[start..<min(ledgerNames.count, start + Lines.batch)])
            let found = try await database.read { try VaultStore($0).subjects(named: some) }
            handles.merge(found) { first, _ in first }
        }
        return handles
    }

    private static let batch = 256
}
