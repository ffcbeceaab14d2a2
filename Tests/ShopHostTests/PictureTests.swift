import Basics
import Catalogue
import Foundation
import Merchants
import Photographs
import Storage
import TestKit
import Testing

@testable import ShopHost

@Suite("The order of a thing's pictures")
struct PictureOrderTests {
    private static let two = [Picture(file: "a.svg", alt: "一"), Picture(file: "b.svg", alt: "二")]

    private func put(
        _ file: String,
        at place: Int?,
        words: String? = nil,
        most: Int = 10
    ) throws -> [String?] {
        var order = PictureOrder(pictures: PictureOrderTests.two, most: most)
        let (index, gone) = try order.put(file, at: place, words: words, name: "名")
        #expect(order.pictures[index].file == file)
        return order.pictures.map { "\($0.file) \($0.alt)" } + [gone]
    }

    @Test("a picture goes behind the last, or where it is told")
    func places() throws {
        #expect(try put("c", at: nil) == ["a.svg 一", "b.svg 二", "c 名", nil])
        #expect(try put("c", at: 3, words: "三") == ["a.svg 一", "b.svg 二", "c 三", nil])
        #expect(try put("c", at: 1) == ["c 名", "b.svg 二", "a.svg"])
    }

    @Test("a picture is there once")
    func once() throws {
        #expect(try put("b.svg", at: nil) == ["a.svg 一", "b.svg 二", nil])
        #expect(try put("b.svg", at: 2, words: "新") == ["a.svg 一", "b.svg 新", nil])
        #expect(try put("b.svg", at: 1) == ["b.svg 二", "a.svg"])
    }

    @Test("a place that is none is told")
    func noPlace() throws {
        for place in [0, -1, 4, .min, .max] {
            #expect(throws: PictureFault.noPlace(place, of: 2)) { try put("c", at: place) }
        }
        #expect(throws: PictureFault.tooMany(most: 2)) { try put("c", at: nil, most: 2) }
        #expect(throws: PictureFault.tooMany(most: 2)) { try put("c", at: 3, most: 2) }
        var order = PictureOrder(pictures: PictureOrderTests.two, most: 10)
        #expect(throws: PictureFault.noPlace(3, of: 2)) { try order.remove(3) }
        #expect(throws: PictureFault.noPlace(.min + 1, of: 2)) { try order.remove(.min + 1) }
    }
}

@Suite("Photographs that are handed in")
struct PictureDeskTests {
    /// A desk whose photographs are made of nothing, with the folder they lie in.
    private func desk(
        _ engine: Engine,
        _ test: @escaping @Sendable (PictureDesk, URL, KeptMarkets) async throws -> Void
    ) async throws {
        try await KeptMarkets.with(engine) { markets in
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "pictures-\(UInt64.random(in: 0 ... .max))")
            defer { try? FileManager.default.removeItem(at: folder) }
            let desk = PictureDesk(shop: markets.shop, folder: folder) { bytes, bench in
                guard let digest = String(data: bytes, encoding: .utf8), digest.count == 16 else {
                    throw PhotographFault.damaged
                }
                let name = PhotographName(width: 640, height: 480, digest: digest)
                for file in name.files { try bytes.write(to: bench.appending(path: file)) }
                return name
            }
            try await test(desk, folder, markets)
        }
    }

    private static let (first, second) = (
        Data("0123456789abcdef".utf8), Data("fedcba9876543210".utf8)
    )

    private func files(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("are on every market's pages as soon as they are in", arguments: TestDatabase.engines)
    func shown(engine: Engine) async throws {
        try await desk(engine) { desk, folder, markets in
            let places: [(PictureSubject, [String])] = [
                (.goods(1), ["/goods/1", "/goods", "/shops/yudokoro-orchard", "/"]),
                (.shop("yudokoro-orchard"), ["/shops/yudokoro-orchard", "/shops"]),
                (.feature("winter"), ["/features/winter", "/"]),
            ]
            for (subject, pages) in places {
                for (photograph, market) in zip([Self.first, Self.second], markets.both) {
                    for page in pages { _ = try await market.html(page) }
                    let place = subject == .feature("winter") ? nil : 1
                    let taken = try await desk.take(photograph, of: subject, place: place)
                    #expect(taken.isNew && taken.place == 1)
                    let digest = String(decoding: photograph, as: UTF8.self)
                    for page in pages {
                        let html = try await market.html(page)
                        #expect(html.contains("photo-640x480-320-\(digest).avif 320w"), "\(page)")
                    }
                }
            }
            #expect(try files(folder) == Self.name(Self.second).files.sorted())
        }
    }

    private static func name(_ bytes: Data) -> PhotographName {
        PhotographName(width: 640, height: 480, digest: String(decoding: bytes, as: UTF8.self))
    }

    @Test("twice change nothing", arguments: TestDatabase.engines)
    func twice(engine: Engine) async throws {
        try await desk(engine) { desk, folder, _ in
            let once = try await desk.take(Self.first, of: .goods(1), words: "箱に並んだ梨")
            let again = try await desk.take(Self.first, of: .goods(1))
            #expect(once.isNew && !again.isNew && once.picture == again.picture)
            #expect(try await desk.pictures(of: .goods(1)) == [once.picture])
            #expect(try files(folder).count == 6)
        }
    }

    @Test("keep their files while anything shows them", arguments: TestDatabase.engines)
    func shared(engine: Engine) async throws {
        try await desk(engine) { desk, folder, _ in
            _ = try await desk.take(Self.first, of: .goods(1))
            _ = try await desk.take(Self.first, of: .shop("yudokoro-orchard"))
            _ = try await desk.take(Self.first, of: .feature("winter"))
            _ = try await desk.remove(1, of: .goods(1))
            _ = try await desk.remove(1, of: .shop("yudokoro-orchard"))
            #expect(try await desk.pictures(of: .goods(1)).isEmpty)
            #expect(try files(folder).count == 6)
            _ = try await desk.take(Self.second, of: .feature("winter"))
            #expect(try files(folder) == Self.name(Self.second).files.sorted())
            await #expect(throws: PictureFault.onlyOne) {
                try await desk.remove(1, of: .feature("winter"))
            }
        }
    }

    @Test("of nothing, or that are none, leave nothing", arguments: TestDatabase.engines)
    func refused(engine: Engine) async throws {
        try await desk(engine) { desk, folder, _ in
            for subject: PictureSubject in [
                .goods(99), .goods(.min), .shop("nobody"), .shop("../shop"), .feature("なし"),
            ] {
                await #expect(throws: PictureFault.unknown(subject)) {
                    try await desk.take(Self.first, of: subject)
                }
            }
            for words in ["", " ", "二\n行", String(repeating: "長", count: 201), "a\u{202E}b"] {
                await #expect(throws: PictureFault.noWords) {
                    try await desk.take(Self.first, of: .goods(1), words: words)
                }
            }
            await #expect(throws: PhotographFault.damaged) {
                try await desk.take(Data("none".utf8), of: .goods(1))
            }
            let (left, shown) = (try files(folder), try await desk.pictures(of: .goods(1)))
            #expect(left == [] && shown == [])
        }
    }

    @Test("clear away what a killed one has left", arguments: TestDatabase.engines)
    func left(engine: Engine) async throws {
        try await desk(engine) { desk, folder, _ in
            let left = folder.appending(path: ".making-1")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: left.appending(path: "upright.png"))
            _ = try await desk.take(Self.first, of: .goods(1))
            #expect(try files(folder) == Self.name(Self.first).files.sorted())
        }
    }
}
