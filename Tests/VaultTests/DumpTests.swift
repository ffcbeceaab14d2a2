import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

@Suite("A stolen database")
struct DumpTests {
    /// Everything a thief of the rows gets, column by column.
    private static let columns: [SQL] = [
        "SELECT owner AS c FROM register", "SELECT witness_name AS c FROM register",
        "SELECT fields AS c FROM register", "SELECT seal AS c FROM register",
        "SELECT vault_half AS c FROM sheet", "SELECT witness_half AS c FROM sheet",
        "SELECT boxes AS c FROM sheet", "SELECT handle AS c FROM subject",
        "SELECT ledger_name AS c FROM subject", "SELECT value AS c FROM tag",
        "SELECT salt AS c FROM credential", "SELECT verifier AS c FROM credential",
        "SELECT identifier AS c FROM challenge", "SELECT source AS c FROM challenge",
        "SELECT source_sealed AS c FROM challenge", "SELECT tag AS c FROM challenge",
        "SELECT hash AS c FROM challenge_code", "SELECT hash AS c FROM order_code",
        "SELECT scope AS c FROM once", "SELECT idempotency AS c FROM once",
        "SELECT digest AS c FROM once", "SELECT result AS c FROM once",
        "SELECT content AS c FROM item", "SELECT entry AS c FROM line",
        "SELECT mailbox AS c FROM newcomer", "SELECT inputs AS c FROM newcomer",
        "SELECT facts AS c FROM label", "SELECT bytes AS c FROM label_part",
        "SELECT key AS c FROM receiver", "SELECT name AS c FROM line_about",
        "SELECT reason AS c FROM freezing",
    ]

    private func stolen(_ room: Strongroom) async throws -> Data {
        let parts = try await room.database.read { tx in
            try Self.columns.flatMap { sql in
                try tx.rows(sql).map { row -> [UInt8] in
                    if let bytes = try? row.get("c", as: [UInt8]?.self) { return bytes }
                    return Array((try row.get("c", as: String?.self) ?? "").utf8)
                }
            }
        }
        return Data(parts.joined(separator: [0]))
    }

    @Test("says nothing of what was typed", arguments: TestDatabase.engines)
    func rows(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let codes = try await busyDay(room)
            let dump = try await stolen(room)
            #expect(dump.count > 4000)
            let typed =
                Sample.orderer.values.map(\.revealed) + Sample.recipient.values.map(\.revealed)
                + codes + ["192.0.2.1", "梨とかにと温泉まんじゅうと砂の美術館", "new@example.jp"]
            for text in typed { #expect(dump.range(of: Data(text.utf8)) == nil, "\(text)") }
        }
    }

    @Test("nor do its files, its journal included")
    func files() async throws {
        try await Strongroom.with(.sqlite) { room in
            let codes = try await busyDay(room)
            let held = try await room.files()
            #expect(!held.isEmpty)
            let typed = Sample.orderer.values.map(\.revealed) + codes
            for file in held {
                for text in typed { #expect(file.range(of: Data(text.utf8)) == nil, "\(text)") }
            }
        }
    }

    /// A member registers, orders, changes the address, and a guest orders by letter.
    private func busyDay(_ room: Strongroom) async throws -> [String] {
        let member = try await room.member(password: "梨とかにと温泉まんじゅうと砂の美術館")
        _ = try await room.recipient(of: member.token)
        _ = try await room.open(member.handle, member.token)
        _ = try await room.ask(EmailBegin(token: member.token, email: Secret("new@example.jp")))
        var fields = Sample.orderer
        fields[.email] = nil
        let order = try await room.order(fields)
        _ = try await room.ask(
            Send(
                idempotencyKey: "typed-key",
                basis: .order(order.key),
                letter: .orderReceived(Sample.facts(order.key))
            )
        )
        _ = try await room.ask(
            SignInBegin(
                way: .mailCode(email: Secret("rikako@example.jp")),
                source: "192.0.2.1"
            )
        )
        var codes: [String] = []
        var last: ItemDone?
        while let item = try await room.ask(NextItem(after: last), from: .courier).item {
            switch item.content {
            case .signInCode(let code, _), .emailChangeCode(let code, _):
                codes.append(code.revealed)
            case .letter(_, _, let code?): codes.append(code.revealed)
            default: break
            }
            // Not handed over: what is still to be carried lies there too.
            last = ItemDone(id: item.id, outcome: .deferred)
        }
        #expect(codes.count == 4)
        return codes
    }
}

extension Strongroom {
    /// The database's files, where it has some.
    func files() async throws -> [Data] {
        let row = try await database.read { tx in
            try tx.row("SELECT file FROM pragma_database_list WHERE name = 'main'")
        }
        let path: String = try #require(try row?.get("file"))
        return ["", "-wal", "-journal"].compactMap {
            try? Data(contentsOf: URL(fileURLWithPath: path + $0))
        }
    }
}
