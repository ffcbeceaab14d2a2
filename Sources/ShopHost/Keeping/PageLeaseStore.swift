import Basics
import Storage

/// The leases under which markets show pages that they have kept, in the market's database.
///
/// A row says how far a market has followed the shop's changes. Its count of renewals stands for the
/// time: no two machines' clocks are ever compared.
struct PageLeaseStore: Sendable {
    static let migration = Migration(
        "keeping-1-leases",
        """
        CREATE TABLE page_lease (
            node TEXT PRIMARY KEY,
            renewals BIGINT NOT NULL,
            seen BIGINT NOT NULL,
            renewed BIGINT NOT NULL
        );
        """
    )

    /// One market's, as a writer finds it.
    struct Lease: Sendable, Hashable {
        var node: String
        var renewals: Int
        /// The last change that it has followed.
        var seen: Int64
    }

    let database: Database

    func all() async throws -> [Lease] {
        try await database.read { tx in
            try tx.rows("SELECT node, renewals, seen FROM page_lease").map {
                Lease(
                    node: try $0.get("node"),
                    renewals: try $0.get("renewals"),
                    seen: try $0.get("seen")
                )
            }
        }
    }

    /// Tells the writers that there is a market to wait for.
    func announce(_ node: Handle<MarketNode>, at now: Moment) async throws {
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO page_lease (node, renewals, seen, renewed)
                VALUES (\(node), 1, 0, \(now))
                ON CONFLICT (node) DO UPDATE SET renewals = page_lease.renewals + 1
                """
            )
        }
    }

    /// False where the row is gone: then nobody waits, and the market must announce itself.
    func renew(_ node: Handle<MarketNode>, seen: Int64, at now: Moment) async throws -> Bool {
        try await database.write { tx in
            try tx.change(
                """
                UPDATE page_lease SET renewals = renewals + 1, seen = \(seen), renewed = \(now)
                WHERE node = \(node)
                """
            ) == 1
        }
    }

    func remove(_ node: Handle<MarketNode>) async throws {
        try await database.write { try $0.run("DELETE FROM page_lease WHERE node = \(node)") }
    }

    /// Lets go of the rows of markets that were killed.
    func forget(renewedBefore moment: Moment) async throws {
        try await database.write {
            try $0.run("DELETE FROM page_lease WHERE renewed < \(moment)")
        }
    }
}

/// A market process, from its start to its end.
enum MarketNode {}
