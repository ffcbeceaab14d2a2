import Basics
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Members

@Suite("My page")
struct AccountTests {
    private static let contact = [
        "label": "母", "familyName": "髙﨑", "givenName": "ハナ", "postcode": "680-0011",
        "prefecture": "鳥取県", "city": "鳥取市", "street": "東町1丁目", "phone": "0857001234",
        "attempt": "attempt-1",
    ]

    @Test("a member sees own name and orders; nobody keeps the page")
    func account() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            counter.vault.keep([.familyName: Secret("髙﨑")], of: counter.vault.member)
            await browser.hold("member", try counter.vault.token(.member))
            let seen = try await browser.get("/account")
            #expect(seen.html.contains("髙﨑 様"))
            #expect(seen.html.contains("2612-0830-5517"))
            #expect(seen.html.contains("<li class=\"now\" aria-current=\"step\">発送</li>"))
            #expect(seen.html.contains("いちばん新しいご注文"))
            #expect(seen.headers[.cacheControl] == "no-store")
        }
    }

    @Test("what was changed elsewhere is not overwritten")
    func outOfDate() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.refuse("change", with: .outOfDate)
            var fields = Self.contact
            fields["version"] = "1"
            let seen = try await browser.post("/account/profile", fields)
            #expect(seen.status == .conflict)
            #expect(seen.html.contains("別の画面で変更されていました"))
        }
    }

    @Test("a contact is added, shown, changed and removed")
    func contacts() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            #expect(try await browser.post("/account/contacts", Self.contact).status == .seeOther)
            let list = try await browser.get("/account/contacts")
            #expect(list.html.contains("髙﨑 ハナ") && list.html.contains("母"))
            let handle = try #require(
                try await AddressBookStore(counter.database)
                    .contacts(of: counter.vault.member).first
            )
            #expect(try await browser.get("/account/contacts/\(handle)").html.contains("東町1丁目"))
            _ = try await browser.post("/account/contacts/\(handle)/removal")
            #expect(try await browser.get("/account/contacts").html.contains("控えはまだありません"))
        }
    }

    @Test("a contact that the vault has erased, but a kill left in the list, does no harm")
    func halfErased() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            _ = try await browser.post("/account/contacts", Self.contact)
            counter.vault.refuse("open", with: .erased)
            let list = try await browser.get("/account/contacts")
            #expect(list.html.contains("控えはまだありません"))
            let store = AddressBookStore(counter.database)
            #expect(try await store.contacts(of: counter.vault.member).isEmpty)
        }
    }

    @Test("somebody else's contact is not found, and the vault is not asked for it")
    func othersContact() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            let other = Handle<Subject>.mint()
            try await AddressBookStore(counter.database)
                .add(other, of: .mint(), at: Moment(milliseconds: 0))
            #expect(try await browser.get("/account/contacts/\(other)").status == .notFound)
            #expect(
                try await browser.post("/account/contacts/\(other)/removal").status == .notFound
            )
            #expect(counter.vault.asked == ["checkSession", "checkSession"])
        }
    }

    @Test("what does not fit is told beside the field, with what was typed kept")
    func kept() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            var fields = Self.contact
            fields["phone"] = "110"
            let seen = try await browser.post("/account/contacts", fields)
            #expect(seen.status == .unprocessableContent)
            #expect(seen.html.contains("value=\"110\"") && seen.html.contains("東町1丁目"))
            #expect(!counter.vault.asked.contains("enrol"))
        }
    }

    @Test("the postcode's button fills the address and complains of nothing")
    func fill() async throws {
        try await PlayedCounter.run { _, client in
            let browser = Browser(client)
            let page = try await browser.get("/registration")
            let seen = try await browser.post(
                "/registration",
                ["postcode": "6800011", "fill": "postcode", "attempt": "attempt-1"]
            )
            #expect(page.status == .ok && seen.status == .ok)
            #expect(seen.html.contains("value=\"鳥取市\"") && seen.html.contains("value=\"東町\""))
            #expect(!seen.html.contains("入力してください。</a>"))
        }
    }

    @Test("who looked at my data is told in plain words")
    func history() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            let seen = try await browser.get("/account/history")
            #expect(seen.html.contains("7番の店が、メールやお手紙をお送りするため、お名前、ご住所を使いました"))
        }
    }

    @Test("all of one's data comes as one file")
    func download() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.keep([.familyName: Secret("髙﨑")], of: counter.vault.member)
            _ = try await browser.post("/account/contacts", Self.contact)
            let seen = try await browser.post("/account/download")
            let file =
                try JSONSerialization.jsonObject(with: Data(seen.html.utf8)) as? [String: Any]
            #expect((file?["member"] as? [String: String])?["familyName"] == "髙﨑")
            #expect((file?["contacts"] as? [[String: String]])?.first?["label"] == "母")
            #expect((file?["orders"] as? [[String: Any]])?.count == 1)
            #expect(seen.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        }
    }

    @Test("the file has everybody of every past order, as the vault keeps them under it")
    func downloadOfOrders() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            let people = counter.people
            counter.vault.keep([.familyName: Secret("髙﨑")], of: people.orderer)
            counter.vault.keep(
                [
                    .familyName: Secret("砂丘"), .street: Secret("浜坂1丁目"),
                    .giftName: Secret("髙﨑家"), .giftMessage: Secret("お元気で"),
                    .senderFamilyName: Secret("幸町"),
                ],
                of: people.recipient
            )
            let order = try await downloadedOrder(browser)
            #expect((order["orderer"] as? [String: String])?["familyName"] == "髙﨑")
            let recipient = try #require((order["recipients"] as? [[String: Any]])?.first)
            let person = try #require(recipient["person"] as? [String: String])
            #expect(person["street"] == "浜坂1丁目" && person["giftMessage"] == "お元気で")
            #expect(person["giftName"] == "髙﨑家" && person["senderFamilyName"] == "幸町")
            let parcel = try #require((recipient["parcels"] as? [[String: Any]])?.first)
            #expect(parcel["gift"] as? String == "御歳暮・外のし、カードあり")
            // Whatever is opened, is opened through the vault, one by one.
            #expect(counter.vault.asked == ["checkSession", "open", "open", "open", "passkeys"])
        }
    }

    @Test(
        "who cannot be opened is in the file with the reason, and keeps nobody else out of it",
        arguments: [VaultRefusal.erased, .alreadyPlaced, .tooMany]
    )
    func downloadRefused(refusal: VaultRefusal) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.keep([.familyName: Secret("髙﨑")], of: counter.people.orderer)
            counter.vault.close(counter.people.recipient, with: refusal)
            let order = try await downloadedOrder(browser)
            #expect((order["orderer"] as? [String: String])?["familyName"] == "髙﨑")
            let recipient = try #require((order["recipients"] as? [[String: Any]])?.first)
            let words = try #require((recipient["person"] as? [String: String])?["refused"])
            #expect(words == refusal.wordsInFile)
        }
    }

    @Test(
        "a file is whole or there is none: a vault that is away, a session that has ended",
        arguments: [VaultRefusal.unavailable, .ended]
    )
    func downloadStopped(refusal: VaultRefusal) async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            counter.vault.close(counter.people.recipient, with: refusal)
            let seen = try await browser.post("/account/download")
            #expect(seen.status == (refusal == .ended ? .seeOther : .serviceUnavailable))
            #expect(seen.headers[.contentDisposition] == nil)
        }
    }

    private func downloadedOrder(_ browser: Browser) async throws -> [String: Any] {
        let seen = try await browser.post("/account/download")
        let json = try JSONSerialization.jsonObject(with: Data(seen.html.utf8))
        let file = try #require(json as? [String: Any])
        return try #require((file["orders"] as? [[String: Any]])?.first)
    }

    @Test("leaving erases the member and every contact, and asks first")
    func leaving() async throws {
        try await PlayedCounter.run { counter, client in
            let browser = Browser(client)
            await browser.hold("member", try counter.vault.token(.member))
            _ = try await browser.post("/account/contacts", Self.contact)
            #expect(try await browser.post("/account/leaving").status == .unprocessableContent)
            let seen = try await browser.post("/account/leaving", ["sure": "yes"])
            #expect(seen.location == "/left")
            #expect(counter.vault.asked.filter { $0 == "erase" }.count == 2)
            #expect(await !browser.holds("member"))
            let rest = try await AddressBookStore(counter.database).contacts(
                of: counter.vault.member
            )
            #expect(rest.isEmpty)
        }
    }
}

@Suite("The address book's rows")
struct AddressBookStoreTests {
    @Test("a contact belongs to one member and is added once", arguments: TestDatabase.engines)
    func rows(engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: MemberMigrations.all) { database in
            let store = AddressBookStore(database)
            let (member, other) = (Handle<Subject>.mint(), Handle<Subject>.mint())
            let contact = Handle<Subject>.mint()
            for _ in 1...2 { try await store.add(contact, of: member, at: Moment(milliseconds: 1)) }
            #expect(try await store.contacts(of: member) == [contact])
            #expect(try await store.contacts(of: other).isEmpty)
            #expect(try await store.remove(contact, of: other) == false)
            #expect(try await store.remove(contact, of: member))
        }
    }
}

@Suite("The ledger's words")
struct DisclosureWordsTests {
    @Test("every field has a word that people use, and no English")
    func things() {
        for field in PersonalField.allCases {
            let word = DisclosureWords.thing(field)
            #expect(!word.isEmpty && word.utf8.allSatisfy { $0 > 127 })
        }
    }

    @Test("the customer centre's look is told with its number, and what was only compared as that")
    func inquiry() {
        var line = History.Line(
            at: Moment(milliseconds: 0),
            actor: .staff(.clerk),
            purpose: .orderInquiry,
            fields: [.familyName, .city],
            caseNumber: CaseNumber("4821-0937")
        )
        func sentence() -> String { DisclosureWords.sentence(line) { _ in nil } }
        let cause = "お客様センターの担当者が、ご注文のお問い合わせ(受付番号 4821-0937)のため、お名前、ご住所を"
        #expect(sentence() == cause + "見ました")
        line.isComparison = true
        #expect(sentence().hasPrefix(cause + "お電話の方のお話と照らし合わせました"))
        line = History.Line(
            at: line.at,
            actor: .yourself,
            purpose: .account,
            fields: [.phone]
        )
        #expect(sentence() == "お客さまご自身が、マイページを見るため、電話番号を使いました")
    }

    @Test("several fields of one thing are named once")
    func once() {
        #expect(DisclosureWords.things([.street, .city, .familyName, .givenName]) == "お名前、ご住所")
    }
}
