import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// Whom a key leads to, at most ten: more is several.
    func people(_ wanted: Wanted) throws -> [SubjectRow] {
        switch wanted {
        case .email(let tag): try people(.email, tag)
        case .phone(let tag): try people(.phone, tag)
        case .number(let tag): try people(.number, tag)
        case .noTelephone: []
        case .orderer(let key): try orderer(of: key).map { [$0] } ?? []
        case .person(let handle): try subject(handle).map { [$0] } ?? []
        }
    }

    private func people(_ kind: TagKind, _ tag: PersonTag) throws -> [SubjectRow] {
        try tx.rows(
            """
            SELECT subject FROM tag WHERE kind = \(kind.rawValue) AND value = \(tag.value)
            ORDER BY subject LIMIT 10
            """
        ).compactMap { try subject(try $0.get("subject")) }
    }

    private func orderer(of key: Handle<OrderKey>) throws -> SubjectRow? {
        guard let order = try order(key), order.state != .abandoned else { return nil }
        return try subject(order.orderer)
    }

    /// That somebody was shown to one of the office in a case: from now on their handle is known there.
    func noteTold(
        _ subject: Handle<Subject>,
        to staff: Handle<Subject>,
        in number: CaseNumber,
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO tap_found (case_number, staff, subject, at, told)
            VALUES (\(number.description), \(staff), \(subject), \(now), 1)
            ON CONFLICT (case_number, staff, subject) DO UPDATE SET told = 1
            """
        )
    }

    func wasTold(
        _ subject: Handle<Subject>,
        to staff: Handle<Subject>,
        in number: CaseNumber
    ) throws -> Bool {
        try tx.row(
            """
            SELECT at FROM tap_found WHERE case_number = \(number.description) AND staff = \(staff)
                AND subject = \(subject) AND told = 1
            """
        ) != nil
    }

    /// How often somebody was compared in a case, by whomever.
    func tries(in number: CaseNumber, of subject: Handle<Subject>) throws -> Int {
        try tx.row(
            """
            SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT) AS tries FROM tap_found
            WHERE case_number = \(number.description) AND subject = \(subject)
            """
        )?.get("tries") ?? 0
    }

    func countTry(
        of subject: Handle<Subject>,
        by staff: Handle<Subject>,
        in number: CaseNumber,
        at now: Moment
    ) throws {
        try tx.run(
            """
            INSERT INTO tap_found (case_number, staff, subject, at, tries)
            VALUES (\(number.description), \(staff), \(subject), \(now), 1)
            ON CONFLICT (case_number, staff, subject) DO UPDATE SET tries = tap_found.tries + 1
            """
        )
    }

    func sweepTaps(before limit: Moment) throws {
        try tx.run("DELETE FROM tap_found WHERE at < \(limit)")
    }
}
