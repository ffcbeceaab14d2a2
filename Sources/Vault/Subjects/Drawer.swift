import Basics
import Crypto
import Logging
import VaultAPI
import WitnessAPI

/// Sheets taken from the rows, still shut, with the line that allows opening them.
struct Drawer: Sendable {
    var register: Register
    /// Which fields are wanted of which sheet.
    var sheets: [(sheet: Sheet, fields: [String])]
    /// The line's number: durable before anything is opened.
    var leaf: Int

    var isEmpty: Bool { sheets.isEmpty }
    var fields: [PersonalField] {
        sheets.flatMap(\.fields).compactMap(PersonalField.init(rawValue:)).sorted {
            $0.rawValue < $1.rawValue
        }
    }
}

/// An owner's register with its sheets, still shut.
struct Folder: Sendable {
    var register: Register
    var sheets: [Sheet]

    /// The newest sheets of some fields; fields that were never given are left out.
    func drawer(fields: [String]) throws -> Drawer {
        let wanted = Set(fields).filter { register.fields[$0] != nil }
        let byVersion = Dictionary(grouping: wanted) { register.fields[$0] ?? 0 }
        let parts = try byVersion.sorted { $0.key < $1.key }.map { version, fields in
            guard let sheet = sheets.first(where: { $0.version == version }) else {
                throw SheetFault.missing
            }
            return (sheet: sheet, fields: fields.sorted())
        }
        return Drawer(register: register, sheets: parts, leaf: 0)
    }
}

extension Desk {
    /// Takes the newest sheets of some fields; fields that were never given are left out.
    func drawer(of owner: String, fields: [String]) throws -> Drawer {
        guard let folder = try store.folder(of: owner, key: vault.keys.register) else {
            throw Halt.refused(.erased)
        }
        return try folder.drawer(fields: fields)
    }
}

extension Vault {
    /// Opens what a durable line allows, on a ground that the witness can prove where there is one.
    ///
    /// - Throws: ``SheetFault``; `unavailable` where the witness does not answer.
    func open(_ drawer: Drawer, on ground: Witness.Basis = .unproven) async throws
        -> [String: Secret<String>]
    {
        guard !drawer.isEmpty else { return [:] }
        let halves = drawer.sheets.map { $0.sheet.sealedHalf(name: drawer.register.witnessName) }
        let opened = try await open(halves, for: drawer.leaf, on: ground)
        guard opened.count == halves.count else { throw SheetFault.missing }
        var values: [String: Secret<String>] = [:]
        for (part, half) in zip(drawer.sheets, opened) {
            let some = try sealer.open(part.sheet, fields: part.fields, witnessHalf: half)
            values.merge(some) { _, new in new }
        }
        return values
    }

    /// What the witness cannot prove goes on the account that all shares: nobody waits for that.
    private func open(
        _ halves: [Witness.SealedHalf],
        for leaf: Int,
        on ground: Witness.Basis
    ) async throws -> [SymmetricKey] {
        do {
            return try await witness.open(leaf, halves, ground)
        } catch WitnessRefusal.unproven where ground != .unproven {
            logger.error("the witness cannot prove a ground", metadata: ["leaf": "\(leaf)"])
            return try await witness.open(leaf, halves, .unproven)
        }
    }
}
