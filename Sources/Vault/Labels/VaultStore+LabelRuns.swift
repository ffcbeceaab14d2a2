import Basics
import Storage
import VaultAPI
import Wire

extension VaultStore {
    /// The run that was handed out and not finished, unless it was handed out so often already; else
    /// the one that has waited longest.
    func nextLabelRun(at now: Moment, triedLessThan most: Int) throws -> LabelRunRow? {
        try tx.row(
            """
            SELECT id, shop, shop_name, receiver, begun, labels, state, tries FROM label_run
            WHERE state IN ('waiting', 'in-hand')
                AND (state = 'in-hand' AND tries < \(most) OR due <= \(now))
            ORDER BY CASE WHEN state = 'in-hand' AND tries < \(most) THEN 0 ELSE 1 END, due, id
            LIMIT 1
            """
        ).map(VaultStore.labelRun)
    }

    func lease(_ run: Handle<LabelRun>, until due: Moment) throws {
        try tx.run(
            """
            UPDATE label_run SET state = 'in-hand', due = \(due), tries = tries + 1
            WHERE id = \(run)
            """
        )
    }

    /// It could not be opened, which is no try.
    func takeBackLabels(_ run: Handle<LabelRun>) throws {
        try tx.run(
            "UPDATE label_run SET tries = tries - 1 WHERE id = \(run) AND state = 'in-hand' AND tries > 1"
        )
    }

    func labelParcel(_ place: Int, of run: Handle<LabelRun>) throws -> LabelParcel? {
        let row = try tx.row(
            "SELECT facts FROM label WHERE run = \(run) AND place = \(place)"
        )
        guard let row else { return nil }
        guard let parcel = try? Unpacker.unpack(LabelParcel.self, row.get("facts")) else {
            throw SheetFault.damaged
        }
        return parcel
    }

    /// The run has one label less, and those behind it move up; with none left it is over.
    func dropLabel(_ place: Int, of run: LabelRunRow) throws {
        try tx.run("DELETE FROM label WHERE run = \(run.id) AND place = \(place)")
        try tx.run(
            "UPDATE label SET place = place - 1 WHERE run = \(run.id) AND place > \(place)"
        )
        try tx.run("UPDATE label_run SET labels = labels - 1 WHERE id = \(run.id)")
        if run.labels <= 1 { try fail(run.id) }
    }

    func dropParts(of run: Handle<LabelRun>) throws {
        try tx.run("DELETE FROM label_part WHERE run = \(run)")
    }

    func keepPart(_ part: Int, _ bytes: [UInt8], _ isLast: Bool, of run: Handle<LabelRun>) throws {
        try tx.run(
            """
            INSERT INTO label_part (run, part, bytes, is_last)
            VALUES (\(run), \(part), \(bytes), \(isLast))
            ON CONFLICT (run, part) DO UPDATE SET bytes = excluded.bytes, is_last = excluded.is_last
            """
        )
    }

    func labelPart(_ part: Int, of run: Handle<LabelRun>) throws -> (bytes: [UInt8], isLast: Bool)?
    {
        try tx.row("SELECT bytes, is_last FROM label_part WHERE run = \(run) AND part = \(part)")
            .map { (try $0.get("bytes"), try $0.get("is_last")) }
    }

    /// Its file is whole: which parcels had labels stays, and nothing else of them.
    func finish(_ run: Handle<LabelRun>) throws {
        let nothing: [UInt8] = []
        try tx.run("UPDATE label_run SET state = 'ready' WHERE id = \(run)")
        try tx.run("UPDATE label SET facts = \(nothing) WHERE run = \(run)")
    }

    func fail(_ run: Handle<LabelRun>) throws {
        try tx.run("UPDATE label_run SET state = 'failed' WHERE id = \(run)")
        try tx.run("DELETE FROM label WHERE run = \(run)")
        try dropParts(of: run)
    }

    /// Files after some weeks; of parcels, after a year no shop reaches their people any more.
    func sweepLabels(filesBefore files: Moment, rowsBefore rows: Moment) throws {
        try tx.run(
            """
            DELETE FROM label_part
            WHERE run IN (SELECT id FROM label_run WHERE begun < \(files))
            """
        )
        try tx.run("DELETE FROM label WHERE at < \(rows)")
        try tx.run("DELETE FROM label_run WHERE begun < \(rows)")
    }
}
