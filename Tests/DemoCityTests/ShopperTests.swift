import Foundation
import Testing

@testable import DemoCity

@Suite("what a shopper reads of a page")
struct ShopperPageTests {
    private let page = """
        <!DOCTYPE html><html><body><form action="/search"><input name="q" type="search"></form>
        <form action="/checkouts/ab/gift" method="post" novalidate data-once>
        <input type="hidden" name="_token" value="t&amp;k&quot;">
        <label for="f-noshi">のし</label><select id="f-noshi" name="noshi" autocomplete="off">
        <option value="">お選びください</option><option value="yearEnd">御歳暮</option>
        <option value="thanks" selected>御礼</option></select>
        <label class="choice"><input type="radio" name="place" value="inner"><span>内のし</span></label>
        <label class="choice"><input type="radio" name="place" value="outer" checked></label>
        <input type="checkbox" name="season" value="yes">
        <input type="checkbox" name="ownSender" value="yes" checked>
        <textarea name="giftMessage" rows="4">A &lt; B &amp;lt;</textarea>
        <p class="wrong" id="f-day-error"><span class="sr">エラー:</span>お選びください</p>
        <button type="submit" name="fill" value="postcode">送る</button></form>
        <a class="button" href="/checkouts/ab/orderer">始める</a></body></html>
        """

    private var opened: WebPage {
        WebPage(place: Place(door: .counter, path: "/x?y=1"), status: 422, body: page)
    }

    @Test("a form sends what stands in it, and no button that nobody pressed")
    func values() throws {
        let form = try #require(opened.form(to: "/gift"))
        #expect(
            form.values == [
                "_token": "t&k\"", "noshi": "thanks", "place": "outer", "ownSender": "yes",
                "giftMessage": "A < B &lt;",
            ]
        )
        #expect(opened.forms.count == 2 && opened.form(to: "/other") == nil)
    }

    @Test("what may be chosen leaves the empty choice out")
    func choices() throws {
        let form = try #require(opened.form(to: "/gift"))
        #expect(form.choices == ["noshi": ["yearEnd", "thanks"], "place": ["inner", "outer"]])
        #expect(form.fields.contains("season") && form.values["season"] == nil)
        #expect(!form.fields.contains("fill"))
    }

    @Test("links, complaints and the path without its query")
    func parts() {
        #expect(opened.links == ["/checkouts/ab/orderer"])
        #expect(opened.wrongFields == ["day"] && opened.place.name == "/x")
    }

    @Test("a body is percent-encoded in UTF-8, but for the unreserved characters")
    func body() {
        let body = PageForm.body(["b": "いa-1 +&", "a": "~_."])
        #expect(body == "a=~_.&b=%E3%81%84a-1%20%2B%26")
    }

    @Test("a page cut off in the middle of a tag is read without harm", arguments: [1, 7, 40, 333])
    func cutOff(by bytes: Int) {
        _ = PageForm.all(in: String(page.dropLast(bytes)))
        #expect(PageTag.all(in: "<input name=\"a").first?["name"] == "a")
        #expect(PageTag.all(in: "< <> <input name=>").last?["name"] == "")
    }
}

@Suite("what a shopper hears of a server")
struct ShopperAnswerTests {
    private func answer(_ text: String) throws -> WebAnswer { try WebAnswer(Array(text.utf8)) }

    @Test("status, place and cookies; a cookie's value may hold =")
    func head() throws {
        let read = try answer(
            "HTTP/1.1 303 See Other\r\nLocation: /account\r\nSet-Cookie: __Host-a=x=1; Path=/\r\n"
                + "set-cookie: __Host-b=; Max-Age=0\r\n\r\nbody\r\n\r\nmore"
        )
        #expect(read.status == 303 && read.location == "/account")
        #expect(read.cookies == ["__Host-a": "x=1", "__Host-b": ""])
        #expect(read.body == "body\r\n\r\nmore")
    }

    @Test(
        "what is no answer of ours is refused",
        arguments: [
            "", "HTTP/1.1 200 OK\r\n", "SMTP 220\r\n\r\n", "HTTP/1.1 x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n",
        ]
    )
    func unreadable(text: String) {
        #expect(throws: WebAnswer.Unreadable.self) { try answer(text) }
    }

    @Test("a location leads to a door of the town, or nowhere")
    func places() throws {
        let town = try #require(Town(marketPort: 9000, mailbox: "http://127.0.0.1:9003"))
        #expect(town.place("/a?b=1", from: .market) == Place(door: .market, path: "/a?b=1"))
        let counter = town.place("http://counter.localhost:9001/checkouts", from: .market)
        #expect(counter == Place(door: .counter, path: "/checkouts"))
        #expect(town.place("http://counter.localhost:90010/", from: .market) == nil)
        #expect(town.place("https://example.jp/", from: .counter) == nil)
    }

    @Test(
        "the mailbox is on this machine",
        arguments: ["http://example.jp:80", "127.0.0.1:9003", "http://127.0.0.1", "x", ""]
    )
    func elsewhere(mailbox: String) {
        #expect(Town(marketPort: 9000, mailbox: mailbox) == nil)
    }

    @Test("the code is the line of eight capitals and digits")
    func code() {
        let mail = "ABCDEFGHI\r\n確認コード:\r\n\r\n7KQ2M4XP\r\n\r\nABCD2345\r\n"
        #expect(MailWatch.code(in: mail) == "7KQ2M4XP")
        #expect(MailWatch.code(in: "すでに登録されています。\r\n7kq2m4xp") == nil)
    }

    @Test("a stumble tells step, status and fields")
    func words() {
        let words = Stumble(.gift, status: 422, fields: ["day"]).description
        #expect(words == "choosing the gift: unexpected page, 422, wrong: day")
        #expect(Stumble(.mail, status: 0).description.hasSuffix("no answer"))
    }
}

@Suite("what is remembered of the people's making")
struct PeopleJournalTests {
    @Test("a second run knows what the first one did, to the step")
    func resumes() async throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "journal-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let first = try PeopleJournal(file)
        try await first.note("member 1")
        try await first.note("order 12 2611-2201-0042")
        try await first.note("order 2 2611-2201-0051")
        let second = try PeopleJournal(file)
        let known = ["member 1", "order 12", "member 11", "order 1"]
        var found: [Bool] = []
        for step in known { found.append(await second.has(step)) }
        #expect(found == [true, true, false, false])
        #expect(await second.orders == ["2611-2201-0051", "2611-2201-0042"])
        #expect(await second.isDone == false)
        try await second.note("done")
        #expect(try await PeopleJournal(file).isDone)
    }
}
