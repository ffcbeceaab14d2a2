import Basics
import Storage
import VaultAPI

/// An alarm that somebody is to be told of.
struct DueAlarm: Sendable {
    var id: Handle<AlarmFacts>
    var facts: AlarmFacts
    var way: Handle<AlarmWay>
    /// An officer's, sealed; nil for the webhook.
    var mailbox: [UInt8]?
}

extension VaultStore {
    /// How long one that was never told to somebody is tried.
    private static let days = 30

    /// What is to be told next: first what somebody has heard nothing of.
    func dueAlarm(at now: Moment, webhook: Bool) throws -> DueAlarm? {
        let row = try tx.row(
            """
            SELECT alarm.id AS id, kind, process, alarm.since AS since, last, count, target, freezing,
                alarm_way.id AS way, mailbox
            FROM alarm CROSS JOIN alarm_way
            LEFT JOIN alarm_delivery ON alarm_delivery.alarm = alarm.id
                AND alarm_delivery.way = alarm_way.id
            WHERE line IS NOT NULL AND last >= alarm_way.since
                AND last > \(now.adding(days: -VaultStore.days))
                AND count > COALESCE(told, 0)
                AND (COALESCE(due, 0) <= \(now) OR due > \(now.adding(hours: 1)))
                AND \(raw: webhook ? "1 = 1" : "mailbox IS NOT NULL")
            ORDER BY COALESCE(told, 0), alarm.since, alarm.id, alarm_way.id LIMIT 1
            """
        )
        guard let row, let facts = try VaultStore.facts(row) else { return nil }
        return DueAlarm(
            id: try row.get("id"),
            facts: facts,
            way: try row.get("way"),
            mailbox: try row.get("mailbox")
        )
    }

    /// Handed out: it comes again at `due`, unless it is told done before.
    func lend(_ alarm: DueAlarm, until due: Moment) throws {
        try tx.run(
            """
            INSERT INTO alarm_delivery (alarm, way, told, tries, due)
            VALUES (\(alarm.id), \(alarm.way), 0, 1, \(due))
            ON CONFLICT (alarm, way) DO UPDATE
            SET tries = alarm_delivery.tries + 1, due = excluded.due
            """
        )
    }

    /// Keeps what became of a notice.
    func record(_ done: AlarmDone, at now: Moment) throws {
        if done.isDelivered { try told(done, at: now) } else { try postpone(done, at: now) }
    }

    /// Somebody has heard of it; of more of the same when its time is over.
    private func told(_ done: AlarmDone, at now: Moment) throws {
        let row = try tx.row("SELECT since FROM alarm WHERE id = \(done.alarm)")
        guard let since: Moment = try row?.get("since") else { return }
        try tx.run(
            """
            UPDATE alarm_delivery SET told = \(done.count), tries = 0, delivered = \(now),
                due = \(since.adding(minutes: AlarmCause.windowMinutes))
            WHERE alarm = \(done.alarm) AND way = \(done.way)
            """
        )
    }

    private func postpone(_ done: AlarmDone, at now: Moment) throws {
        let row = try tx.row(
            "SELECT tries FROM alarm_delivery WHERE alarm = \(done.alarm) AND way = \(done.way)"
        )
        let tries: Int = try row?.get("tries") ?? 1
        try tx.run(
            """
            UPDATE alarm_delivery SET due = \(now.adding(seconds: Telling.pause(afterTry: tries)))
            WHERE alarm = \(done.alarm) AND way = \(done.way)
            """
        )
    }

    /// The webhook that the courier has.
    func keepWebhook(at now: Moment) throws {
        guard try tx.row("SELECT id FROM alarm_way WHERE mailbox IS NULL") == nil else { return }
        try keep(way: .mint(), mailbox: nil, at: now)
    }

    func keep(way: Handle<AlarmWay>, mailbox: [UInt8]?, at now: Moment) throws {
        try tx.run(
            "INSERT INTO alarm_way (id, mailbox, since) VALUES (\(way), \(mailbox), \(now))"
        )
    }

    func alarmWays() throws -> [(id: Handle<AlarmWay>, mailbox: [UInt8]?, since: Moment)] {
        try tx.rows("SELECT id, mailbox, since FROM alarm_way ORDER BY since, id").map { row in
            (try row.get("id"), try row.get("mailbox"), try row.get("since"))
        }
    }

    func drop(way: Handle<AlarmWay>) throws -> Bool {
        try tx.run("DELETE FROM alarm_delivery WHERE way = \(way)")
        return try tx.change("DELETE FROM alarm_way WHERE id = \(way)") == 1
    }
}
