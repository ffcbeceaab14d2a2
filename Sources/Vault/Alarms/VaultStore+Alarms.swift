import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// Keeps an alarm, or counts one more of one that goes on; true where it is a new one.
    ///
    /// `line` writes a new one's line, and is nil where the vault writes it later.
    func raise(
        _ cause: AlarmCause,
        id: Handle<AlarmFacts>,
        at now: Moment,
        line: () throws -> Int?
    ) throws -> Bool {
        let process = cause.caller?.rawValue ?? ""
        let going = try tx.row(
            """
            SELECT id, target FROM alarm
            WHERE kind = \(cause.kind.rawValue) AND process = \(process) AND since <= \(now)
                AND since > \(now.adding(minutes: -AlarmCause.windowMinutes))
            ORDER BY since DESC LIMIT 1
            """
        )
        guard let going else {
            let number = try line()
            try tx.run(
                """
                INSERT INTO alarm (id, kind, process, since, last, count, target, freezing, line)
                VALUES (\(id), \(cause.kind.rawValue), \(process), \(now), \(now), 1,
                    \(cause.freeze?.target.description), \(cause.freeze?.id), \(number))
                """
            )
            return true
        }
        try count(cause, to: going.get("id"), frozen: going.get("target"), at: now)
        return false
    }

    private func count(
        _ cause: AlarmCause,
        to id: Handle<AlarmFacts>,
        frozen: String?,
        at now: Moment
    ) throws {
        try tx.run("UPDATE alarm SET last = \(now), count = count + 1 WHERE id = \(id)")
        let before = AlarmFreeze(target: frozen)?.width ?? -1
        guard let freeze = cause.freeze, let after = AlarmFreeze(target: "\(freeze.target)")?.width,
            after > before
        else { return }
        // More stands still than was told: that does not wait for the count.
        try tx.run(
            """
            UPDATE alarm SET target = \(freeze.target.description), freezing = \(freeze.id)
            WHERE id = \(id)
            """
        )
        try tx.run("UPDATE alarm_delivery SET due = \(now) WHERE alarm = \(id)")
    }

    /// Alarms that commands raised, of which the ledger has no line yet.
    func unwrittenAlarms() throws -> [(id: Handle<AlarmFacts>, facts: AlarmFacts)] {
        try tx.rows(
            """
            SELECT id, kind, process, since, last, count, target, freezing FROM alarm
            WHERE line IS NULL ORDER BY since, id
            """
        ).compactMap { row -> (id: Handle<AlarmFacts>, facts: AlarmFacts)? in
            guard let facts = try VaultStore.facts(row) else { return nil }
            return (try row.get("id"), facts)
        }
    }

    func note(line: Int, of id: Handle<AlarmFacts>) throws {
        try tx.run("UPDATE alarm SET line = \(line) WHERE id = \(id)")
    }

    /// All alarms, newest first.
    func alarms(limit: Int) throws -> [Alarm] {
        try tx.rows(
            """
            SELECT id, kind, process, since, last, count, target, freezing, line,
                (SELECT COUNT(*) FROM alarm_delivery WHERE alarm_delivery.alarm = alarm.id
                    AND told >= count)
                    AS reached
            FROM alarm ORDER BY last DESC, id LIMIT \(limit)
            """
        ).compactMap { row -> Alarm? in
            let line: Int? = try row.get("line")
            guard let facts = try VaultStore.facts(row) else { return nil }
            return Alarm(
                id: try row.get("id"),
                facts: facts,
                isWritten: line != nil,
                told: try row.get("reached")
            )
        }
    }

    func sweepAlarms(before limit: Moment) throws {
        try tx.run(
            """
            DELETE FROM alarm_delivery WHERE alarm IN (SELECT id FROM alarm WHERE last < \(limit))
            """
        )
        try tx.run("DELETE FROM alarm WHERE last < \(limit)")
    }

    /// Nil for a kind that this program does not know.
    static func facts(_ row: Row) throws -> AlarmFacts? {
        guard let kind = AlarmKind(rawValue: try row.get("kind")) else { return nil }
        return AlarmFacts(
            kind: kind,
            caller: Caller(rawValue: try row.get("process")),
            frozen: AlarmFreeze(target: try row.get("target")),
            freeze: try row.get("freezing"),
            since: try row.get("since"),
            last: try row.get("last"),
            count: try row.get("count")
        )
    }
}
