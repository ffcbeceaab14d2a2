import Basics
import Logging
import Synchronization
import Testing
import VaultAPI

@testable import Courier

/// Alarms as the vault hands them out: one comes again until it was delivered.
private final class Alarms: Sendable {
    let state: Mutex<(waiting: [AlarmNotice], heard: [AlarmDone], failures: Int)>

    init(_ waiting: [AlarmNotice], failures: Int = 0) { state = Mutex((waiting, [], failures)) }

    var heard: [AlarmDone] { state.withLock { $0.heard } }

    var queue: AlarmQueue {
        AlarmQueue { last, _ in
            try self.state.withLock { state in
                if state.failures > 0 {
                    state.failures -= 1
                    throw FakeVault.Away()
                }
                if let last {
                    state.heard.append(last)
                    if last.isDelivered {
                        state.waiting.removeAll { $0.alarm == last.alarm && $0.way == last.way }
                    }
                }
                return state.waiting.first
            }
        }
    }
}

@Suite("How officers are told", .timeLimit(.minutes(1)))
struct AlarmTests {
    private static let freezes: [AlarmFreeze?] =
        [nil, .token, .person, .purpose, .site] + Caller.allCases.map { .process($0) }

    private func notice(
        _ kind: AlarmKind = .forgedToken,
        _ frozen: AlarmFreeze? = .process(.counter),
        mailbox: String? = "officer@inaba.example"
    ) -> AlarmNotice {
        AlarmNotice(
            alarm: .mint(),
            way: .mint(),
            messageID: "<alarm.1@inaba.example>",
            facts: AlarmFacts(
                kind: kind,
                caller: .counter,
                frozen: frozen,
                freeze: frozen.map { _ in "ffffffffffffffffffffffffff" },
                since: Sample.now,
                last: Sample.now.adding(seconds: 61),
                count: 3
            ),
            mailbox: mailbox.map { Secret($0) }
        )
    }

    private func carrier(_ alarms: Alarms, _ relay: FakeRelay, _ webhook: Webhook? = nil) throws
        -> AlarmCarrier
    {
        try AlarmCarrier(
            configuration: Sample.configuration(),
            queue: alarms.queue,
            relay: relay.relay,
            webhook: webhook,
            clock: WallClock { Sample.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("every kind says what happened, what stopped and what still ships, and how to lift it")
    func words() {
        for kind in AlarmKind.allCases {
            for frozen in AlarmTests.freezes {
                let words = AlarmWords(notice(kind, frozen).facts)
                for text in [words.title, words.happened, words.stopped, words.lift] {
                    #expect(text.count > 3, "\(kind) \(String(describing: frozen))")
                    #expect(!text.contains("\n"))
                }
                #expect(words.happened.hasPrefix("「ご注文の窓口」"))
                #expect(words.stopped.contains("ません") || words.stopped.contains("ました"))
                #expect(words.lift.contains("ffff") == (frozen != nil))
            }
        }
        #expect(
            Set(AlarmKind.allCases.map { AlarmWords(notice($0).facts).title }).count
                == AlarmKind.allCases.count
        )
    }

    @Test("a mail reads as it was last looked at, and names no person")
    func mail() async throws {
        let relay = FakeRelay()
        let alarms = Alarms([notice()])
        let carrier = try carrier(alarms, relay)
        var last: AlarmDone?
        #expect(await carrier.tellOne(after: &last))
        let envelope = try #require(relay.envelopes.first)
        #expect(envelope.recipient.revealed.text == "officer@inaba.example")
        let mail = try ReadMail.read([envelope.message.revealed])[0]
        #expect(mail.defects.isEmpty)
        let text = try #require(mail.parts.first?.text)
        for words in [
            "起きたこと", "偽の入場証", "止まったもの・続いているもの", "受けたご注文のお届け", "元に戻すには",
            "係員二人の承認", "ffffffffffffffffffffffffff", "3回", "9時30分5秒",
        ] {
            #expect(
                text.contains(words) || mail.header("Subject")?.contains(words) == true,
                "\(words)"
            )
        }
    }

    @Test("what the relay did not take is told again; what it took is told the vault once it hears")
    func again() async throws {
        let alarms = Alarms([notice()])
        let relay = FakeRelay([.unreachable(code: 7), .deferred(code: 451), .refused(code: 550)])
        let carrier = try carrier(alarms, relay)
        var last: AlarmDone?
        for _ in 0..<4 { #expect(await carrier.tellOne(after: &last)) }
        alarms.state.withLock { $0.failures = 2 }
        for _ in 0..<2 { #expect(await !carrier.tellOne(after: &last)) }
        #expect(await !carrier.tellOne(after: &last))
        #expect(relay.envelopes.count == 4)
        #expect(alarms.heard.map(\.isDelivered) == [false, false, false, true])
        #expect(alarms.heard.last?.count == 3)
    }

    @Test(
        "a notice without a mailbox goes to the webhook alone; a mailbox that is none holds up nobody"
    )
    func ways() async throws {
        let posted = Mutex<[AlarmKind]>([])
        let webhook = Webhook { notice, _ in
            posted.withLock { $0.append(notice.facts.kind) }
            return .accepted
        }
        let alarms = Alarms([notice(.oldEpoch, nil, mailbox: nil)])
        let relay = FakeRelay()
        let carrier = try carrier(alarms, relay, webhook)
        var last: AlarmDone?
        #expect(await carrier.tellOne(after: &last))
        #expect(await !carrier.tellOne(after: &last))
        #expect(posted.withLock { $0 } == [.oldEpoch] && relay.envelopes.isEmpty)
        let broken = Alarms([notice(mailbox: "no mailbox")])
        let another = try self.carrier(broken, relay)
        last = nil
        #expect(await another.tellOne(after: &last))
        #expect(last?.isDelivered == false && relay.envelopes.isEmpty)
    }

    @Test(
        "a webhook's address is HTTPS, or this machine",
        arguments: [
            ("https://hooks.inaba.example/alarm?to=1", "hooks.inaba.example", 443),
            ("https://10.0.0.4:8443/", "10.0.0.4", 8443),
            ("http://127.0.0.1:9000/a", "127.0.0.1", 9000),
            ("http://[::1]:9000", "[::1]", 9000),
        ]
    )
    func address(text: String, host: String, port: Int) throws {
        let place = try WebhookAddress(text, secretFile: "/s").place
        #expect(place.host == host && place.port == port)
    }

    @Test(
        "and nothing else",
        arguments: [
            ("http://hooks.inaba.example/", WebhookAddress.Mistake.clearToAnotherMachine),
            ("ftp://127.0.0.1/", .unknownForm), ("https://", .unknownForm), ("", .unknownForm),
            ("https://host:70000/", .unknownForm), ("https://host/a b", .unknownForm),
            ("https://user@host/", .unknownForm), ("https://host/\r\nX: y", .unknownForm),
        ]
    )
    func noAddress(text: String, mistake: WebhookAddress.Mistake) {
        #expect(throws: mistake) { try WebhookAddress(text, secretFile: "/s") }
    }

    @Test("what is posted says the same in JSON, and nothing of a mailbox")
    func body() throws {
        let text = String(decoding: try WebhookBody(notice()).bytes, as: UTF8.self)
        for part in [
            #""kind":"forgedToken""#, #""process":"counter""#, #""count":3"#, #""happened":"「"#,
            #""freeze":"ffffffffffffffffffffffffff""#, #""since":"2026-12-08T00:30:05Z""#,
        ] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(!text.contains("officer"))
    }
}
