import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// False where the credential is known already, of whomever.
    func keep(_ row: PasskeyRow) throws -> Bool {
        try tx.change(
            """
            INSERT INTO passkey (id, subject, found, record, made)
            VALUES (\(row.id), \(row.subject), \(row.found), \(row.record), \(row.made))
            ON CONFLICT (found) DO NOTHING
            """
        ) == 1
    }

    func passkey(found: [UInt8]) throws -> PasskeyRow? {
        try tx.row(
            """
            SELECT id, subject, found, record, made, used, doubted, witnessed FROM passkey
            WHERE found = \(found)
            """
        ).map { try VaultStore.passkey($0) }
    }

    /// A person's passkeys, in the order in which they were made.
    func passkeys(of subject: Handle<Subject>) throws -> [PasskeyRow] {
        try tx.rows(
            """
            SELECT id, subject, found, record, made, used, doubted, witnessed FROM passkey
            WHERE subject = \(subject) ORDER BY made, id
            """
        ).map { try VaultStore.passkey($0) }
    }

    func hasPasskey(_ subject: Handle<Subject>) throws -> Bool {
        try tx.row("SELECT id FROM passkey WHERE subject = \(subject) LIMIT 1") != nil
    }

    func use(_ id: Handle<KeptPasskey>, record: [UInt8], at now: Moment) throws {
        try tx.run("UPDATE passkey SET record = \(record), used = \(now) WHERE id = \(id)")
    }

    func doubt(_ id: Handle<KeptPasskey>, at now: Moment) throws {
        try tx.run("UPDATE passkey SET doubted = \(now) WHERE id = \(id) AND doubted IS NULL")
    }

    func noteWitnessed(_ id: Handle<KeptPasskey>, at now: Moment?) throws {
        try tx.run("UPDATE passkey SET witnessed = \(now) WHERE id = \(id)")
    }

    func drop(_ id: Handle<KeptPasskey>) throws {
        try tx.run("DELETE FROM passkey WHERE id = \(id)")
    }

    /// Says of a new token what it was opened by: a code to the old address, or a passkey.
    func prove(_ token: Handle<Token>, by passkey: Handle<KeptPasskey>?, at now: Moment) throws {
        try tx.run("UPDATE token SET proved = \(now), passkey = \(passkey) WHERE id = \(token)")
    }

    /// Says of the token of a remembered browser by which key it was opened.
    func note(_ passkey: Handle<KeptPasskey>?, on token: Handle<Token>) throws {
        guard let passkey else { return }
        try tx.run("UPDATE token SET passkey = \(passkey) WHERE id = \(token)")
    }

    /// When a token's bearer proved itself; nil where it was a password, or long ago.
    func proved(_ token: Handle<Token>) throws -> Moment? {
        let row = try tx.row("SELECT proved FROM token WHERE id = \(token)")
        return try row?.get("proved", as: Moment?.self)
    }

    /// Ends the tokens that a passkey opened, but one.
    func endTokens(by passkey: Handle<KeptPasskey>, but id: Handle<Token>?, at now: Moment) throws {
        try tx.run(
            """
            UPDATE token SET ended = \(now)
            WHERE passkey = \(passkey) AND id <> \(id?.text ?? "") AND ended IS NULL
            """
        )
    }

    private static func passkey(_ row: Row) throws -> PasskeyRow {
        PasskeyRow(
            id: try row.get("id"),
            subject: try row.get("subject"),
            found: try row.get("found"),
            record: try row.get("record"),
            made: try row.get("made"),
            used: try row.get("used"),
            doubted: try row.get("doubted"),
            witnessed: try row.get("witnessed")
        )
    }
}
