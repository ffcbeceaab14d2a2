import Basics
import Storage
import VaultAPI

extension VaultStore {
    /// What the rows tell in numbers.
    func figures() throws -> VaultFigures {
        var figures = VaultFigures()
        for row in try tx.rows(
            "SELECT kind, CAST(SUM(count) AS BIGINT) AS raised FROM alarm GROUP BY kind"
        ) {
            guard let kind = AlarmKind(rawValue: try row.get("kind")) else { continue }
            figures.alarms[kind] = try row.get("raised")
        }
        for row in try tx.rows("SELECT target FROM freezing WHERE lifted IS NULL") {
            let target: String = try row.get("target")
            let kind = target.prefix { $0 != ":" }
            figures.freezes[String(kind), default: 0] += 1
        }
        let mails = try tx.row(
            """
            SELECT COUNT(*) AS mails, MIN(created) AS oldest FROM item
            WHERE state IN ('waiting', 'in-hand')
            """
        )
        figures.mails = try mails?.get("mails") ?? 0
        figures.oldestMail = try mails?.get("oldest")
        let untold = try tx.row(
            """
            SELECT COUNT(*) AS untold FROM alarm CROSS JOIN alarm_way
            LEFT JOIN alarm_delivery ON alarm_delivery.alarm = alarm.id
                AND alarm_delivery.way = alarm_way.id
            WHERE last >= alarm_way.since AND count > COALESCE(told, 0)
            """
        )
        figures.untold = try untold?.get("untold") ?? 0
        return figures
    }
}
