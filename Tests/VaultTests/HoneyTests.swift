import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("People who never existed")
struct HoneyTests {
    @Test(
        "are members like others: found by the same tags, in rows of the same kinds",
        arguments: TestDatabase.engines
    )
    func alike(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.member()
            let honey = try await room.plant()
            let row = try await room.database.read { try VaultStore($0).subject(honey.handle) }
            #expect(row?.kind == .member && row?.provisionalUntil == nil && row?.erased == nil)
            let tags = try await room.database.read { tx in
                try tx.rows(
                    "SELECT kind, COUNT(*) AS of_all FROM tag GROUP BY kind HAVING COUNT(*) = 2"
                ).count
            }
            #expect(tags == 2)
            let lines = try await room.entries()
            #expect(lines.last?.action == .enrol && lines.last?.subjects == [honey.ledgerName])
            #expect(try await room.alarms().isEmpty)
        }
    }

    @Test("which they are, no row says: neither handle nor mailbox stands in the table")
    func boxed() async throws {
        try await Strongroom.with(.sqlite) { room in
            let honey = try await room.plant()
            let record: [UInt8] = try await room.database.read { tx in
                try tx.row("SELECT record FROM honey")?.get("record") ?? []
            }
            for text in [honey.handle.text, honey.ledgerName, honey.mailbox.revealed] {
                #expect(!record.isEmpty && record.firstRange(of: Array(text.utf8)) == nil)
            }
            try await room.run("UPDATE honey SET id = 'hhhhhhhhhhhhhhhhhhhhhhhhhh'")
            await #expect(throws: SheetFault.self) {
                try await room.database.read { try VaultStore($0).honey(room.keys.notes) }
            }
        }
    }

    @Test(
        "a touch that finds one is an alarm that names the office, and freezes nobody",
        arguments: TestDatabase.engines
    )
    func tapped(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let honey = try await room.plant()
            var clerk = try await room.clerk()
            #expect(
                try await room.tap(.find(.email(Secret("nobody@example.jp"))), by: &clerk)
                    == .nobody
            )
            #expect(try await room.alarms().isEmpty)
            let found = try await room.tap(.find(.email(honey.mailbox)), by: &clerk)
            #expect(found.found?.handle == honey.handle)
            let alarm = try #require(try await room.alarms().first)
            #expect(alarm.facts.kind == .honeyTouched && alarm.facts.caller == .office)
            let line = try #require(try await room.entries().last)
            #expect(line.alarm == .honeyTouched && line.principal != nil && line.subjects.isEmpty)
            #expect(try await room.freezes().isEmpty)
        }
    }

    @Test("so is a search that finds one among several")
    func several() async throws {
        try await Strongroom.with(.sqlite) { room in
            let honey = try await room.plant()
            let member = try await room.member()
            try await room.database.write { tx in
                let store = VaultStore(tx)
                let value: [UInt8] =
                    try tx.row(
                        "SELECT value FROM tag WHERE kind = 'phone' AND subject = \(member.handle)"
                    )?.get("value") ?? []
                try store.retag(.phone, value, of: honey.handle)
            }
            var clerk = try await room.clerk()
            #expect(try await room.tap(.find(), by: &clerk) == .several(2))
            #expect(try await room.alarms().map(\.facts.kind) == [.honeyTouched])
        }
    }

    @Test(
        "so is an attempt to sign in as one, and what the vault mails then is known as its own",
        arguments: TestDatabase.engines
    )
    func mailed(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let honey = try await room.plant()
            let mail = HoneyMail(room.database, keys: room.keys)
            _ = try await room.ask(
                SignInBegin(way: .mailCode(email: honey.mailbox), source: "192.0.2.1")
            )
            #expect(try await room.alarms().map(\.facts.kind) == [.honeyTouched])
            let item = try #require(try await room.carry())
            let other = try await mail.judge(
                to: Secret("rikako@example.jp"),
                messageID: item.messageID,
                at: room.now
            )
            #expect(other == .noHoney)
            let own = try await mail.judge(
                to: Secret(honey.mailbox.revealed.uppercased()),
                messageID: item.messageID,
                at: room.now
            )
            #expect(own == .ownMail)
            #expect(try await room.alarms().count == 1)
            let another = try await room.plant(besides: honey)
            let elsewhere = try await mail.judge(
                to: another.mailbox,
                messageID: item.messageID,
                at: room.now
            )
            #expect(elsewhere == .foreign)
            room.clock.pass(minutes: 60 * 24 * 7)
            let late = try await mail.judge(
                to: honey.mailbox,
                messageID: item.messageID,
                at: room.now
            )
            #expect(late == .foreign)
        }
    }

    @Test(
        "mail from elsewhere is an alarm, however it looks",
        arguments: [
            "", "<x@mail.example.jp>", "<hhhhhhhhhhhhhhhhhhhhhhhhhh@mail.example.jp>", "<<@>",
        ]
    )
    func foreign(_ messageID: String) async throws {
        try await Strongroom.with(.sqlite) { room in
            let honey = try await room.plant()
            // Mail of the city's to somebody else is no excuse either.
            _ = try await room.member()
            let mail = HoneyMail(room.database, keys: room.keys)
            let verdict = try await mail.judge(
                to: honey.mailbox,
                messageID: messageID,
                at: room.now
            )
            #expect(verdict == .foreign)
            try await room.vault.writeAlarms()
            #expect(try await room.alarms().map(\.facts.kind) == [.honeyMailed])
            #expect(try await room.entries().last?.alarm == .honeyMailed)
        }
    }

    @Test("mail to a member that carries another's name is foreign at a mailbox of honey")
    func othersName() async throws {
        try await Strongroom.with(.sqlite) { room in
            let honey = try await room.plant()
            _ = try await room.member()
            _ = try await room.ask(
                SignInBegin(way: .mailCode(email: Secret("rikako@example.jp")), source: "192.0.2.1")
            )
            let item = try #require(try await room.carry())
            let mail = HoneyMail(room.database, keys: room.keys)
            let verdict = try await mail.judge(
                to: honey.mailbox,
                messageID: item.messageID,
                at: room.now
            )
            #expect(verdict == .foreign)
        }
    }

    @Test(
        "a message's name is read from its head alone, and where there are two it has none",
        arguments: [
            ("Message-ID: <a@b>\r\nTo: x\r\n\r\nMessage-ID: <c@d>", "<a@b>"),
            ("To: x\nmessage-id:\n <a@b> (so)\n\n", "<a@b>"), ("MESSAGE-ID:\t<a@b>", "<a@b>"),
            ("Message-ID: <a@b>\nMessage-ID: <c@d>\n\n", ""), ("\nMessage-ID: <a@b>", ""),
            ("", ""), ("Message-ID:", ""), ("Subject: Message-ID: <a@b>", ""),
        ]
    )
    func names(message: String, name: String) {
        #expect(HoneyMail.messageID(in: message) == name)
    }

    @Test("a restart knows them, and a new epoch of the vault's opens them still")
    func restarted() async throws {
        try await Strongroom.with(.sqlite) { room in
            let honey = try await room.plant()
            _ = try room.keys.epochs.begin()
            try await room.settleEpochs()
            var rewrapping = OwnRewrapping(database: room.database, keys: room.keys)
            while try await rewrapping.step() {}
            try await rewrapping.turnNotes()
            try await EpochBook(room.database).destroy(1, of: room.keys)
            let again = try await room.restarted()
            _ = try await again.ask(
                SignInBegin(way: .mailCode(email: honey.mailbox), source: "192.0.2.1")
            )
            #expect(try await again.alarms().map(\.facts.kind) == [.honeyTouched])
            #expect(try await again.entries().filter { $0.action == .enrol }.count == 1)
        }
    }
}

extension Strongroom {
    /// Somebody who never existed, known to the vault that runs.
    func plant(besides first: HoneyRow? = nil) async throws -> HoneyRow {
        let planting = Planting(database: database, keys: keys, witness: witness)
        #expect(try await planting.plant(at: "post.example.jp", now: now))
        try await vault.learnHoney()
        let all = try await database.read { [keys] in try VaultStore($0).honey(keys.notes) }
        return try #require(all.first { $0.row.handle != first?.handle }?.row)
    }
}
