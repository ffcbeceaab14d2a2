import Basics
import Storage
import TestKit
import Testing
import VaultAPI

@testable import HelpDesk

@Suite("Inquiries")
struct InquiryTests {
    private let now = Moment(milliseconds: 1_796_691_600_000)

    @Test(
        "have a number, a topic until the first touch, and an end",
        arguments: TestDatabase.engines
    )
    func way(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: HelpDeskMigrations.all) { database in
            let store = InquiryStore(database)
            let clerk = Handle<Subject>.mint()
            let number = try await store.open(.phone, .order, by: clerk, at: now)
            try await store.change(number, to: .delivery)
            try await store.countTouch(number, order: "2612-0830-5517")
            try await store.countTouch(number, order: nil)
            try await store.change(number, to: .account)
            try await store.close(number, at: now.adding(minutes: 2))
            try await store.close(number, at: now.adding(minutes: 9))
            let kept = try #require(try await store.find(number))
            #expect(kept.topic == .delivery && kept.touches == 2 && kept.openedBy == clerk)
            #expect(kept.order == "2612-0830-5517" && kept.closed == now.adding(minutes: 2))
            let next = try await store.open(.mail, .other, by: clerk, at: now.adding(days: -1))
            #expect(try await store.newest(limit: 9).map(\.number) == [next, number])
            #expect(try await store.find(.mint()) == nil)
        }
    }

    @Test("each topic has a purpose of the customer centre's, and opens no more than it needs")
    func topics() {
        let purposes = Set(Inquiry.Topic.allCases.map(\.purpose))
        #expect(purposes == Purpose.inquiries)
        #expect(!Inquiry.Topic.order.fields.contains(.street))
        for topic in Inquiry.Topic.allCases {
            #expect(Set(topic.fields).count == topic.fields.count)
            #expect(!topic.fields.contains(.note) && !topic.fields.contains(.birthDate))
        }
    }
}
