import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Web

@Suite("Kept pages")
struct KeptTests {
    private static let bytes = ByteBuffer(
        string: String(repeating: "<p>梨は冬に甘い。</p>\n", count: 200)
    )

    private func page(
        _ address: String,
        _ names: [String] = ["pear"],
        asOf: Int64 = 5,
        day: Day? = nil
    ) -> KeptPage {
        KeptPage(
            ServedBytes(Self.bytes, type: PageRenderer.type, lifetime: .asked),
            at: address,
            of: Ingredients(Set(names.map { Ingredient($0) }), asOf: asOf),
            on: day
        )
    }

    /// Under a lease that no machine is too busy for: where nothing is kept, nobody's clock is why.
    private func leased(_ pages: KeptPages = KeptPages()) -> KeptPages {
        pages.follow([], upTo: 5)
        pages.lease(until: .now + .seconds(86_400))
        return pages
    }

    @Test("a change drops what is made of it and nothing else")
    func dropped() {
        let pages = leased()
        pages.keep(page("/pear", ["pear", "shelf"]))
        pages.keep(page("/crab", ["crab", "shelf"]))
        pages.follow([(6, Ingredient("pear"))], upTo: 6)
        #expect(pages.page(at: "/pear") == nil && pages.page(at: "/crab") != nil)
        pages.follow([(7, Ingredient("shelf"))], upTo: 7)
        #expect(pages.size.pages == 0 && pages.size.bytes == 0)
    }

    @Test("a page that was read before a change that is followed already is not kept")
    func overtaken() {
        let pages = leased()
        pages.follow([(6, Ingredient("pear"))], upTo: 6)
        pages.keep(page("/pear", asOf: 5))
        #expect(pages.page(at: "/pear") == nil)
        pages.keep(page("/pear", asOf: 6))
        #expect(pages.page(at: "/pear") != nil)
    }

    @Test("a page that was read after a change outlives it")
    func newer() {
        let pages = leased()
        pages.keep(page("/pear", asOf: 7))
        pages.follow([(6, Ingredient("pear")), (7, Ingredient("pear"))], upTo: 7)
        #expect(pages.page(at: "/pear") != nil)
    }

    @Test("without a lease nothing is shown and nothing kept")
    func lapsed() {
        let pages = leased()
        pages.keep(page("/pear"))
        pages.lease(until: .now - .milliseconds(1))
        #expect(pages.page(at: "/pear") == nil && !pages.takes(.none))
        pages.lease(until: .now + .seconds(60))
        #expect(pages.page(at: "/pear") != nil)
        pages.endLease()
        #expect(pages.page(at: "/pear") == nil)
    }

    @Test("changes that cannot be told one by one drop everything")
    func anew() {
        let pages = leased()
        pages.keep(page("/pear"))
        pages.follow(nil, upTo: 900)
        #expect(pages.page(at: "/pear") == nil && pages.followed == 900)
    }

    @Test("a page of a day ends with it, in Japan")
    func midnight() {
        let now = Mutex(Moment(milliseconds: 1_796_655_599_999))
        let pages = leased(KeptPages(clock: WallClock { now.withLock { $0 } }))
        let today = Day(now.withLock { $0 })
        pages.keep(page("/pear", day: today))
        #expect(pages.page(at: "/pear") != nil)
        now.withLock { $0 = Moment(milliseconds: 1_796_655_600_000) }
        #expect(Day(now.withLock { $0 }) == today.adding(days: 1))
        #expect(pages.page(at: "/pear") == nil)
    }

    @Test("memory is bounded, and what many ask for stays")
    func bounded() {
        let limit = 200_000
        let pages = leased(KeptPages(limitBytes: limit))
        pages.keep(page("/wanted", ["wanted"]))
        for number in 0..<1_000 {
            #expect(pages.page(at: "/wanted") != nil, "after \(number)")
            pages.keep(page("/once/\(number)", ["\(number)"]))
            #expect(pages.size.bytes <= limit)
        }
        #expect(pages.size.pages > 5)
        for number in 0..<1_000 { pages.follow([(6, Ingredient("\(number)"))], upTo: 6) }
        #expect(pages.size.pages == 1)
    }

    @Test("addresses that are kept and dropped again and again leave nothing behind")
    func churned() {
        var store = BoundedStore<Int>(limitBytes: 10_000)
        for number in 0..<10_000 {
            _ = store.put(number, at: "/\(number % 7)", cost: 100)
            store.remove("/\(number % 5)")
        }
        #expect(store.count <= 7 && store.bytes == store.count * 100)
        #expect(store.put(1, at: "/huge", cost: 9_000) == [] && store["/huge"] == nil)
    }

    @Test(
        "the best packing that a browser takes",
        arguments: [
            (nil, nil), ("", nil), ("identity", nil), ("gzip", .gzip), ("br", .brotli),
            ("gzip, deflate, br, zstd", .brotli), ("gzip;q=1.0, br;q=0", .gzip),
            ("GZIP ; q=0.5", .gzip), ("br;q=0.000,gzip;q=0", nil), ("*", nil), ("xbr", nil),
        ] as [(String?, Packing?)]
    )
    func packing(_ header: String?, _ packing: Packing?) {
        #expect(Packing(acceptedBy: header) == packing)
    }

    @Test(
        "tags that a browser holds",
        arguments: [
            ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true),
            ("\"b\",W/\"a\" ", true), ("\"b\"", false), ("a", false), ("", false),
            ("\"a-gzip\"", false),
        ]
    )
    func tags(_ header: String, _ holds: Bool) {
        #expect(ServedBytes.holds(header, "\"a\"") == holds)
    }

    @Test(
        "a picture is kept for ever where its name holds a digest, and asked for where it does not",
        arguments: [
            ("pear-3-0123456789abcdef.svg", true), ("pear-3.svg", false),
            ("pear-0123456789abcdeg.svg", false), ("0123456789abcdef.svg", false),
        ]
    )
    func pictures(_ name: String, _ isForever: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ServedFiles(folder: folder.path)
        #expect(files.file(name, type: "image/svg+xml") == nil)
        try Data("<svg/>".utf8).write(to: folder.appending(path: name))
        #expect(files.file(name, type: "image/svg+xml")?.content == ByteBuffer(string: "<svg/>"))
        try Data("<svg></svg>".utf8).write(to: folder.appending(path: name))
        let second = try #require(files.file(name, type: "image/svg+xml"))
        #expect((second.content == ByteBuffer(string: "<svg/>")) == isForever)
        #expect(second.lifetime == (isForever ? .forever : .asked))
    }

    @Test("a page is packed once in each way, however many ask for it at the same time")
    func packedOnce() async throws {
        let packed = Mutex<[Packing]>([])
        let served = ServedBytes(Self.bytes, type: PageRenderer.type, lifetime: .asked) {
            packing,
            plain in
            packed.withLock { $0.append(packing) }
            return packing.pack(plain)
        }
        let pages = leased()
        pages.keep(KeptPage(served, at: "/pear", of: .none, on: nil))
        let router = Router()
        router.get("/") { request, _ in
            try #require(pages.page(at: "/pear")).bytes.response(to: request)
        }
        try await Application(router: router).test(.router) { client in
            #expect(packed.withLock { $0 } == [], "nobody has asked")
            try await withThrowingTaskGroup { group in
                for turn in 0..<200 {
                    let packing = ["gzip", "br", "identity", "gzip, br"][turn % 4]
                    group.addTask { _ = try await client.get("/", [.acceptEncoding: packing]) }
                }
                try await group.waitForAll()
            }
        }
        #expect(packed.withLock { $0.map(\.rawValue).sorted() } == ["br", "gzip"])
    }

    @Test("pages are packed, tagged, and not sent again to who has them")
    func conditional() async throws {
        let served = ServedBytes(Self.bytes, type: PageRenderer.type, lifetime: .asked)
        let router = Router()
        router.get("/") { request, _ in served.response(to: request) }
        try await Application(router: router).test(.router) { client in
            var tags: Set<String> = []
            for packing in ["identity", "gzip", "br"] {
                let headers: HTTPFields = [.acceptEncoding: packing]
                let first = try await client.get("/", headers)
                let tag = try #require(first.headers[.eTag])
                tags.insert(tag)
                #expect(first.headers[.vary] == "Accept-Encoding")
                #expect(first.headers[.cacheControl] == "no-cache")
                #expect(first.headers[.contentLength] == "\(first.body.readableBytes)")
                let isPacked = packing != "identity"
                #expect(first.headers[.contentEncoding] == (isPacked ? packing : nil))
                #expect((first.body.readableBytes < Self.bytes.readableBytes / 4) == isPacked)
                let again: HTTPFields = [.acceptEncoding: packing, .ifNoneMatch: tag]
                let second = try await client.get("/", again)
                #expect(second.status == .notModified && second.body.readableBytes == 0)
                #expect(second.headers[.eTag] == tag && second.headers[.contentLength] == nil)
                #expect(second.headers[.vary] == "Accept-Encoding")
            }
            #expect(tags.count == 3)
        }
    }
}

extension TestClientProtocol {
    fileprivate func get(_ uri: String, _ headers: HTTPFields) async throws -> TestResponse {
        try await execute(uri: uri, method: .get, headers: headers, body: nil)
    }
}
