import Basics
import Storage
import VaultAPI

/// The inquiries of the office's database.
struct InquiryStore: Sendable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Opens an inquiry under a number that nobody has.
    func open(
        _ way: Inquiry.Way,
        _ topic: Inquiry.Topic,
        by staff: Handle<Subject>,
        at now: Moment
    ) async throws -> CaseNumber {
        try await database.write { tx in
            while true {
                let number = CaseNumber.mint()
                let isNew =
                    try tx.change(
                        """
                        INSERT INTO inquiry (number, way, topic, opened_by, opened)
                        VALUES (\(number.description), \(way), \(topic), \(staff), \(now))
                        ON CONFLICT (number) DO NOTHING
                        """
                    ) == 1
                if isNew { return number }
            }
        }
    }

    func find(_ number: CaseNumber) async throws -> Inquiry? {
        try await database.read { tx in
            try tx.row("SELECT * FROM inquiry WHERE number = \(number.description)")
                .map(InquiryStore.inquiry)
        }
    }

    /// Those that are open, newest first, and then the last that were closed.
    func newest(limit: Int) async throws -> [Inquiry] {
        try await database.read { tx in
            try tx.rows(
                """
                SELECT * FROM inquiry
                ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, opened DESC, number
                LIMIT \(limit)
                """
            ).map(InquiryStore.inquiry)
        }
    }

    /// Closes it; a second press closes nothing more.
    func close(_ number: CaseNumber, at now: Moment) async throws {
        try await database.write { tx in
            _ = try tx.run(
                """
                UPDATE inquiry SET closed = \(now)
                WHERE number = \(number.description) AND closed IS NULL
                """
            )
        }
    }

    /// Another topic, for an inquiry in which nothing was touched yet: afterwards its purpose stands
    /// in the ledger.
    func change(_ number: CaseNumber, to topic: Inquiry.Topic) async throws {
        try await database.write { tx in
            _ = try tx.run(
                """
                UPDATE inquiry SET topic = \(topic)
                WHERE number = \(number.description) AND touches = 0 AND closed IS NULL
                """
            )
        }
    }

    /// A key was touched in it.
    func countTouch(_ number: CaseNumber, order: String?) async throws {
        try await database.write { tx in
            _ = try tx.run(
                """
                UPDATE inquiry SET touches = touches + 1,
                    order_number = COALESCE(\(order), order_number)
                WHERE number = \(number.description)
                """
            )
        }
    }

    private static func inquiry(_ row: Row) throws -> Inquiry {
        guard let number = CaseNumber(try row.get("number")) else {
            throw StorageError.unavailable("an inquiry without a number")
        }
        return Inquiry(
            number: number,
            way: try row.get("way"),
            topic: try row.get("topic"),
            order: try row.get("order_number"),
            openedBy: try row.get("opened_by"),
            opened: try row.get("opened"),
            closed: try row.get("closed"),
            touches: try row.get("touches")
        )
    }
}
