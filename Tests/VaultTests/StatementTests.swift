import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

/// On PostgreSQL each statement is a way to the server and back, so each has to be worth it.
@Suite(
    "Statements of a message",
    .serialized,
    .enabled(if: TestDatabase.engines.contains(.postgres))
)
struct StatementTests {
    @Test("a checkout's messages take no more statements than they need")
    func checkout() async throws {
        try await Strongroom.with(.postgres) { room in
            let guest = try await room.costing(8) { try await room.guest() }
            let recipient = try await room.costing(8) { try await room.recipient(of: guest.token) }
            try await room.costing(5) { _ = try await room.open(guest.handle, guest.token) }
            let change = Change(
                token: guest.token,
                handle: recipient,
                version: nil,
                fields: Sample.recipient
            )
            try await room.costing(8) { _ = try await room.ask(change) }
            let order = Handle<OrderKey>.mint()
            let promote = Promote(
                token: guest.token,
                order: order,
                orderer: guest.handle,
                recipients: [recipient],
                grants: [.init(shop: 3, recipient: recipient, until: room.now.adding(days: 60))]
            )
            try await room.costing(10) { _ = try await room.ask(promote) }
            let claim = Claim(order: order, letter: .orderReceived(Sample.facts(order)))
            try await room.costing(7) { _ = try await room.ask(claim) }
            let item = try await room.costing(6) {
                try #require(try await room.ask(NextItem(), from: .courier).item)
            }
            let next = NextItem(after: ItemDone(id: item.id, outcome: .handedOver))
            try await room.costing(4) { _ = try await room.ask(next, from: .courier) }
        }
    }

    @Test("a session is looked at with one statement")
    func session() async throws {
        try await Strongroom.with(.postgres) { room in
            let member = try await room.member()
            try await room.costing(1) { _ = try await room.ask(CheckSession(token: member.token)) }
        }
    }
}

extension Strongroom {
    /// What a body answers, which may take so many statements of the writing connection.
    fileprivate func costing<Answer>(
        _ most: Int,
        isolation: isolated (any Actor)? = #isolation,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Answer
    ) async throws -> Answer {
        // The month's key is looked up once.
        _ = try await vault.months.key(at: now)
        let before = try await statementCount()
        let answer = try await body()
        let taken = try await statementCount() - before - 1
        #expect(taken <= most, sourceLocation: sourceLocation)
        return answer
    }

    /// Statements that the writing connection has run, this one among them: the server counts.
    ///
    /// What begins and ends a transaction goes along with others.
    private func statementCount() async throws -> Int {
        try await database.write { tx in
            let row = try tx.row(
                """
                SELECT CAST(SUM(generic_plans + custom_plans) AS BIGINT) AS ran
                FROM pg_prepared_statements
                WHERE statement NOT LIKE 'BEGIN%' AND statement <> 'COMMIT'
                """
            )
            return try row?.get("ran") ?? 0
        }
    }
}
