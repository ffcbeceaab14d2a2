import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ credential: Credential, of subject: Handle<Subject>, at now: Moment) throws {
        try tx.run(
            """
            INSERT INTO credential (subject, salt, verifier, passes, memory, changed)
            VALUES (\(subject), \(credential.salt), \(credential.verifier),
                \(credential.cost.passes), \(credential.cost.memory), \(now))
            ON CONFLICT (subject) DO UPDATE SET salt = excluded.salt, verifier = excluded.verifier,
                passes = excluded.passes, memory = excluded.memory, changed = excluded.changed
            """
        )
    }

    func credential(of subject: Handle<Subject>) throws -> Credential? {
        let row = try tx.row(
            "SELECT salt, verifier, passes, memory FROM credential WHERE subject = \(subject)"
        )
        guard let row else { return nil }
        return Credential(
            salt: try row.get("salt"),
            verifier: try row.get("verifier"),
            cost: PasswordCost(memory: try row.get("memory"), passes: try row.get("passes"))
        )
    }

    func dropCredential(of subject: Handle<Subject>) throws {
        try tx.run("DELETE FROM credential WHERE subject = \(subject)")
    }
}
