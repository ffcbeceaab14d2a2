import Basics
import Storage
import VaultAPI
import WebAuthn

extension VaultStore {
    func keep(_ staff: StaffRow) throws {
        try tx.run(
            """
            INSERT INTO staff (subject, role, shop, since)
            VALUES (\(staff.subject), \(staff.role.rawValue), \(staff.shop), \(staff.since))
            """
        )
    }

    func staff(_ subject: Handle<Subject>) throws -> StaffRow? {
        let row = try tx.row(
            "SELECT role, shop, since, ended FROM staff WHERE subject = \(subject)"
        )
        guard let row else { return nil }
        return StaffRow(
            subject: subject,
            role: try row.role(),
            shop: try row.get("shop"),
            since: try row.get("since"),
            ended: try row.get("ended")
        )
    }

    /// Those who were ended and of whom the ledger does not tell yet.
    func untoldEnds() throws -> [StaffRow] {
        try tx.rows("SELECT subject FROM staff WHERE ended IS NOT NULL AND end_told = 0")
            .compactMap { try staff(try $0.get("subject")) }
    }

    func noteEndTold(_ subject: Handle<Subject>) throws {
        try tx.run("UPDATE staff SET end_told = 1 WHERE subject = \(subject)")
    }

    func invitation(_ code: [UInt8]) throws -> InvitationRow? {
        let row = try tx.row(
            """
            SELECT subject, role, shop, person, ends, used FROM staff_invitation
            WHERE code = \(code)
            """
        )
        guard let row else { return nil }
        return InvitationRow(
            code: code,
            subject: try row.get("subject"),
            role: try row.role(),
            shop: try row.get("shop"),
            person: try row.get("person"),
            ends: try row.get("ends"),
            used: try row.get("used")
        )
    }

    /// Uses an invitation up; false where somebody was faster.
    ///
    /// What it said of its person goes.
    func use(_ invitation: InvitationRow, at now: Moment) throws -> Bool {
        try tx.change(
            """
            UPDATE staff_invitation SET used = \(now), person = \([] as [UInt8])
            WHERE code = \(invitation.code) AND used IS NULL
            """
        ) == 1
    }

    func sweepInvitations(endedBefore limit: Moment) throws {
        try tx.run("DELETE FROM staff_invitation WHERE ends < \(limit)")
    }
}

extension VaultStore {
    /// Keeps a key; false where one of its name is kept already.
    func keep(_ key: StaffKey, _ keys: VaultKeys, at now: Moment) throws -> Bool {
        let name = StaffKey.name(CredentialID(key.passkey.credentialID), keys)
        return try tx.change(
            """
            INSERT INTO staff_key (name, subject, record, sign_count, created)
            VALUES (\(name), \(key.owner), \(try key.record(keys)),
                \(Int(key.passkey.signCount)), \(now))
            ON CONFLICT (name) DO NOTHING
            """
        ) == 1
    }

    /// A key that stands.
    func staffKey(_ id: CredentialID, _ keys: VaultKeys) throws -> StaffKey? {
        let row = try tx.row(
            """
            SELECT subject, record, sign_count, witnessed FROM staff_key
            WHERE name = \(StaffKey.name(id, keys)) AND ended IS NULL
            """
        )
        return try row.map { try VaultStore.staffKey($0, keys) }
    }

    /// All keys of somebody that stand, oldest first.
    func staffKeys(of subject: Handle<Subject>, _ keys: VaultKeys) throws -> [StaffKey] {
        try tx.rows(
            """
            SELECT subject, record, sign_count, witnessed FROM staff_key
            WHERE subject = \(subject) AND ended IS NULL ORDER BY created, name
            """
        ).map { try VaultStore.staffKey($0, keys) }
    }

    func countStaffKeys(of subject: Handle<Subject>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS count FROM staff_key
            WHERE subject = \(subject) AND ended IS NULL
            """
        )?.get("count") ?? 0
    }

    func used(_ id: CredentialID, count: UInt32, _ keys: VaultKeys, at now: Moment) throws {
        try tx.run(
            """
            UPDATE staff_key SET sign_count = \(Int(count)), used = \(now)
            WHERE name = \(StaffKey.name(id, keys))
            """
        )
    }

    func endKey(_ id: CredentialID, _ keys: VaultKeys, at now: Moment) throws {
        try tx.run(
            "UPDATE staff_key SET ended = \(now) WHERE name = \(StaffKey.name(id, keys))"
        )
    }

    static func staffKey(_ row: Row, _ keys: VaultKeys) throws -> StaffKey {
        let witnessed: Moment? = try row.get("witnessed")
        var key = try StaffKey(
            row.get("record"),
            signCount: row.get("sign_count"),
            of: row.get("subject"),
            keys
        )
        key.isWitnessed = witnessed != nil
        return key
    }
}
