import Basics
import Crypto
import VaultAPI
import Wire
import WitnessAPI

/// What a touch of a staff key may be for: the whole of it is bound to the touch.
protocol TouchStatement: Packable {
    static var kind: CeremonyRow.Kind { get }
    /// What its packed form begins with: a statement of one kind is read as no other.
    static var word: String { get }
}

extension Vault {
    /// Begins a ceremony whose touch is bound to a statement.
    ///
    /// The challenge is a hash of the whole statement and a number that nobody knows before: a touch
    /// for one question answers no other. It is a hash over another, so that the witness can be shown
    /// what was touched and learns nothing of what for.
    func ceremony<Statement: TouchStatement>(
        for statement: Statement,
        of claims: TokenClaims,
        _ source: String,
        _ call: Call
    ) throws -> CeremonyRow {
        let id = Handle<StaffCeremony>.mint()
        var packer = Packer()
        packer.add(Statement.word)
        packer.add(randomBytes(32))
        packer.add(statement)
        return CeremonyRow(
            id: id,
            kind: Statement.kind,
            challenge: WitnessedTouch.challenge(
                .staff,
                day: Day(call.now),
                digest: Array(SHA256.hash(data: packer.bytes))
            ),
            token: claims.id,
            statement: try keys.notes.seal(packer.bytes, bound: NotePlace.tap.binding(id.text)),
            source: fingerprint("source " + source),
            created: call.now,
            ends: call.now.adding(minutes: Vault.ceremonyMinutes)
        )
    }

    /// What a ceremony's touch is for, and the digest that its challenge is made of.
    ///
    /// - Throws: ``SheetFault/damaged`` where its challenge was made of something else.
    func statement<Statement: TouchStatement>(
        _ type: Statement.Type,
        of ceremony: CeremonyRow
    ) throws -> (statement: Statement, digest: [UInt8]) {
        guard let box = ceremony.statement else { throw SheetFault.missing }
        var plain = try keys.notes.open(box, bound: NotePlace.tap.binding(ceremony.id.text))
        defer { wipe(&plain) }
        let digest = Array(SHA256.hash(data: plain))
        let challenge = WitnessedTouch.challenge(
            .staff,
            day: Day(ceremony.created),
            digest: digest
        )
        guard challenge == ceremony.challenge else { throw SheetFault.damaged }
        var unpacker = Unpacker(plain)
        guard (try? unpacker.text()) == Statement.word, (try? unpacker.part()) != nil,
            let statement = try? unpacker.next() as Statement, unpacker.isAtEnd
        else { throw SheetFault.damaged }
        return (statement, digest)
    }
}
