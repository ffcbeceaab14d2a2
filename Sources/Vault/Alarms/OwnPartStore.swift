public import Basics
public import Storage

/// What the vault is made of beside its data: its program, its settings.
///
/// A digest of each is kept, and a change is an alarm until somebody says that it was meant.
public struct OwnPartStore: Sendable {
    private let database: Database

    public init(_ database: Database) { self.database = database }

    /// What is looked at.
    public enum Part: String, Sendable, CaseIterable {
        case program, settings
    }

    /// A part as the vault has seen it last.
    public struct Seen: Sendable {
        public var part: Part
        /// When it was seen first as it is now.
        public var since: Moment
        /// Whether it is the one that was accepted.
        public var isAccepted: Bool
        /// Who accepted it; nil for the first ever, which nobody had to.
        public var acceptedBy: String?
    }

    /// Keeps what a part is now; false where it is not the one that was accepted.
    ///
    /// - Throws: `StorageError`.
    public func see(_ part: Part, digest: [UInt8], at now: Moment) async throws -> Bool {
        try await database.write { tx in
            let row = try tx.row(
                "SELECT accepted, seen FROM own_part WHERE name = \(part.rawValue)"
            )
            guard let row else {
                try tx.run(
                    """
                    INSERT INTO own_part (name, accepted, seen, since)
                    VALUES (\(part.rawValue), \(digest), \(digest), \(now))
                    """
                )
                return true
            }
            if try row.get("seen") != digest {
                try tx.run(
                    """
                    UPDATE own_part SET seen = \(digest), since = \(now)
                    WHERE name = \(part.rawValue)
                    """
                )
            }
            return try row.get("accepted") == digest
        }
    }

    /// All parts that a vault has ever looked at.
    ///
    /// - Throws: `StorageError`.
    public func list() async throws -> [Seen] {
        try await database.read { tx in
            try tx.rows("SELECT name, accepted, seen, since, accepted_by FROM own_part").compactMap
            {
                row -> Seen? in
                guard let part = Part(rawValue: try row.get("name")) else { return nil }
                let accepted: [UInt8] = try row.get("accepted")
                return Seen(
                    part: part,
                    since: try row.get("since"),
                    isAccepted: try row.get("seen") == accepted,
                    acceptedBy: try row.get("accepted_by")
                )
            }
        }
    }

    /// Says that what the vault saw last was meant; how many parts had changed.
    ///
    /// - Throws: `StorageError`.
    public func accept(by person: String) async throws -> Int {
        try await database.write { tx in
            try tx.change(
                "UPDATE own_part SET accepted = seen, accepted_by = \(person) WHERE accepted <> seen"
            )
        }
    }
}
