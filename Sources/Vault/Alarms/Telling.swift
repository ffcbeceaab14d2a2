import Basics
import Logging
import Storage
import VaultAPI

/// How officers are told.
enum Telling {
    /// A notice that the courier has dropped is handed out again after so long.
    static let leaseSeconds = 15

    /// How long after a try that failed the next comes: there is no last one.
    static func pause(afterTry tries: Int) -> Int {
        let seconds = [5, 10, 20, 40, 80, 160, 300]
        return seconds[min(max(tries - 1, 0), seconds.count - 1)]
    }
}

extension Vault {
    /// Hands out the next alarm that somebody is to be told of; see ``NextAlarm``.
    ///
    /// No freeze stands in its way. Where nothing is to be told it costs a read.
    func answer(_ message: NextAlarm, _ call: Call) async throws -> NextAlarm.Answer {
        let now = call.now
        let isIdle = try await database.read { tx in
            let store = VaultStore(tx)
            let knows = try !message.hasWebhook || store.alarmWays().contains { $0.mailbox == nil }
            return try knows && store.dueAlarm(at: now, webhook: message.hasWebhook) == nil
        }
        guard message.after != nil || !isIdle else { return NextAlarm.Answer(notice: nil) }
        let due = try await database.write { tx -> DueAlarm? in
            let store = VaultStore(tx)
            if let done = message.after { try store.record(done, at: now) }
            if message.hasWebhook { try store.keepWebhook(at: now) }
            let due = try store.dueAlarm(at: now, webhook: message.hasWebhook)
            if let due {
                try store.lend(due, until: now.adding(seconds: Telling.leaseSeconds))
            }
            return due
        }
        return NextAlarm.Answer(notice: try due.flatMap(notice))
    }

    /// Nil where the mailbox cannot be opened: the others are told meanwhile.
    private func notice(_ due: DueAlarm) throws -> AlarmNotice? {
        do {
            let mailbox = try due.mailbox.map { box in
                let bound = NotePlace.alarmWay.binding(due.way.text)
                return Secret(
                    String(decoding: try keys.notes.open(box, bound: bound), as: UTF8.self)
                )
            }
            return AlarmNotice(
                alarm: due.id,
                way: due.way,
                messageID: "<\(due.id.text).\(due.facts.count)@\(settings.mailDomain)>",
                facts: due.facts,
                mailbox: mailbox
            )
        } catch is SheetFault {
            logger.critical("damaged mailbox of an officer", metadata: ["way": "\(due.way)"])
            return nil
        }
    }
}
