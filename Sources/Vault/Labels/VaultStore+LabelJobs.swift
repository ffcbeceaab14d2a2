import Basics
import Storage

extension VaultStore {
    func keep(_ job: LabelJob, _ keys: VaultKeys) throws {
        try tx.run(
            """
            INSERT INTO label_job (id, shop, daily_cap, begins, ends, since, proposed_by, agreed,
                statement, seal)
            VALUES (\(job.id), \(job.shop), \(job.dailyCap), \(job.from.description),
                \(job.until.description), \(job.since), \(job.by), \(job.agreed),
                \(job.statement), \(job.seal(keys)))
            """
        )
    }

    func labelJobs(_ keys: VaultKeys) throws -> [LabelJob] {
        try tx.rows(
            """
            SELECT id, shop, daily_cap, begins, ends, since, proposed_by, agreed, statement, ended,
                seal
            FROM label_job ORDER BY shop, since, id
            """
        ).map { try VaultStore.labelJob($0, keys) }
    }

    /// The shop's jobs that were not ended, whether their season has come or is over.
    func standingLabelJobs(of shop: Int, _ keys: VaultKeys) throws -> [LabelJob] {
        try tx.rows(
            """
            SELECT id, shop, daily_cap, begins, ends, since, proposed_by, agreed, statement, ended,
                seal
            FROM label_job WHERE shop = \(shop) AND ended IS NULL ORDER BY since, id
            """
        ).map { try VaultStore.labelJob($0, keys) }
    }

    func end(_ job: LabelJob, _ keys: VaultKeys, at now: Moment) throws {
        var ended = job
        ended.ended = now
        try tx.run(
            """
            UPDATE label_job SET ended = \(now), seal = \(ended.seal(keys)) WHERE id = \(job.id)
            """
        )
    }

    private static func labelJob(_ row: Row, _ keys: VaultKeys) throws -> LabelJob {
        guard let from = Day(try row.get("begins", as: String.self)),
            let until = Day(try row.get("ends", as: String.self))
        else { throw SheetFault.damaged }
        let job = LabelJob(
            id: try row.get("id"),
            shop: try row.get("shop"),
            dailyCap: try row.get("daily_cap"),
            from: from,
            until: until,
            by: try row.get("proposed_by"),
            agreed: try row.get("agreed"),
            statement: try row.get("statement"),
            since: try row.get("since"),
            ended: try row.get("ended")
        )
        guard job.fits(try row.get("seal"), keys) else { throw SheetFault.damaged }
        return job
    }
}
