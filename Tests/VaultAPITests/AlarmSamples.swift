import Basics
import VaultAPI
import Wire

extension Sample {
    private static let alarmID = Handle<AlarmFacts>("aaaaaaaaaaaaaaaaaaaaaaaaaa") ?? .mint()
    private static let wayID = Handle<AlarmWay>("wwwwwwwwwwwwwwwwwwwwwwwwww") ?? .mint()
    private static let freezes: [AlarmFreeze] = [
        .token, .person, .process(.counter), .process(.office), .purpose, .site,
    ]

    static let alarms: [Specimen] =
        AlarmKind.allCases.map { notice($0, nil, mailbox: Secret("officer@inaba.example")) }
        + freezes.map { notice(.outOfReach, $0, mailbox: nil) }
        + [true, false].map {
            let done = AlarmDone(alarm: alarmID, way: wayID, count: 3, isDelivered: $0)
            return Specimen(NextAlarm(after: done, hasWebhook: !$0))
        } + [
            Specimen(NextAlarm(after: nil, hasWebhook: true)),
            Specimen(answerTo: NextAlarm.self, .init(notice: nil)),
        ]

    private static func notice(
        _ kind: AlarmKind,
        _ frozen: AlarmFreeze?,
        mailbox: Secret<String>?
    ) -> Specimen {
        Specimen(
            answerTo: NextAlarm.self,
            .init(
                notice: AlarmNotice(
                    alarm: alarmID,
                    way: wayID,
                    messageID: "<id@inaba.example>",
                    facts: AlarmFacts(
                        kind: kind,
                        caller: frozen == nil ? nil : .counter,
                        frozen: frozen,
                        freeze: frozen.map { _ in "ffffffffffffffffffffffffff" },
                        since: now,
                        last: now.adding(seconds: 9),
                        count: 2
                    ),
                    mailbox: mailbox
                )
            )
        )
    }
}
