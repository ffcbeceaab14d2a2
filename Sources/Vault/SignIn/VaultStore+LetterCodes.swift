import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// The one member of an old number, or else the only one of a telephone.
    func member(number: PersonTag, phone: PersonTag) throws -> Handle<Subject>? {
        let byNumber = try tx.row(
            "SELECT subject FROM tag WHERE kind = 'number' AND value = \(number.value)"
        )
        if let byNumber { return try byNumber.get("subject") }
        let byPhone = try tx.rows(
            """
            SELECT subject FROM tag WHERE kind = 'phone' AND value = \(phone.value) LIMIT 2
            """
        )
        return byPhone.count == 1 ? try byPhone[0].get("subject") : nil
    }

    /// Whether somebody signs in by an e-mail address.
    func hasMailbox(_ subject: Handle<Subject>) throws -> Bool {
        try tx.row(
            """
            SELECT subject FROM tag WHERE kind = 'email' AND subject = \(subject)
            UNION ALL SELECT subject FROM newcomer WHERE subject = \(subject)
            """
        ) != nil
    }

    func hasLetter(_ subject: Handle<Subject>, sentAfter moment: Moment) throws -> Bool {
        try tx.row(
            "SELECT sent FROM letter_code WHERE subject = \(subject) AND sent > \(moment)"
        ) != nil
    }

    func keepLetterCode(
        _ hash: [UInt8],
        of subject: Handle<Subject>,
        sent: Moment,
        ends: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO letter_code (subject, hash, sent, ends, tries)
            VALUES (\(subject), \(hash), \(sent), \(ends), 0)
            ON CONFLICT (subject) DO UPDATE SET hash = excluded.hash, sent = excluded.sent,
                ends = excluded.ends, tries = 0
            """
        )
    }

    func hasLetterCode(_ hash: [UInt8], of subject: Handle<Subject>, at now: Moment) throws -> Bool
    {
        try tx.row(
            """
            SELECT ends FROM letter_code WHERE subject = \(subject) AND hash = \(hash)
                AND ends > \(now) AND tries < \(LetterCodes.tries)
            """
        ) != nil
    }

    func countLetterCodeTry(of subject: Handle<Subject>) throws {
        try tx.run("UPDATE letter_code SET tries = tries + 1 WHERE subject = \(subject)")
    }

    func endLetterCode(of subject: Handle<Subject>, at now: Moment) throws {
        try tx.run("UPDATE letter_code SET ends = \(now) WHERE subject = \(subject)")
    }
}
