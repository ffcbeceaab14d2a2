import Basics
import Storage
import VaultAPI

extension VaultStore {
    func keep(_ newcomer: Newcomer) throws {
        try tx.run(
            """
            INSERT INTO newcomer (subject, mailbox, inputs)
            VALUES (\(newcomer.subject), \(newcomer.mailbox), \(newcomer.inputs))
            """
        )
    }

    func newcomer(_ subject: Handle<Subject>) throws -> Newcomer? {
        try tx.row("SELECT subject, mailbox, inputs FROM newcomer WHERE subject = \(subject)")
            .map(VaultStore.newcomer)
    }

    /// Its code came back, and no other goes to its mailbox; false where there is no such newcomer.
    func confirmNewcomer(_ subject: Handle<Subject>, at now: Moment) throws -> Bool {
        try tx.change(
            """
            UPDATE newcomer SET confirmed = \(now), mailbox = NULL
            WHERE subject = \(subject) AND confirmed IS NULL
            """
        ) == 1
    }

    /// Members whom nobody can find yet, the earliest first, at most 50.
    func unmarked() throws -> [Newcomer] {
        try tx.rows(
            """
            SELECT subject, mailbox, inputs FROM newcomer WHERE confirmed IS NOT NULL
            ORDER BY confirmed, subject LIMIT 50
            """
        ).map(VaultStore.newcomer)
    }

    func dropNewcomer(_ subject: Handle<Subject>) throws {
        try tx.run("DELETE FROM newcomer WHERE subject = \(subject)")
    }

    /// Those whose last code has ended; the person ends with the day.
    func sweepNewcomers(at now: Moment) throws {
        try tx.run(
            """
            DELETE FROM newcomer WHERE confirmed IS NULL AND NOT EXISTS (
                SELECT 1 FROM challenge
                WHERE challenge.subject = newcomer.subject AND ends > \(now))
            """
        )
    }

    private static func newcomer(_ row: Row) throws -> Newcomer {
        Newcomer(
            subject: try row.get("subject"),
            mailbox: try row.get("mailbox"),
            inputs: try row.get("inputs")
        )
    }
}
