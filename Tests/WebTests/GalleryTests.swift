import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import Web

/// Writes the sample pages for people's eyes, where `ICHI_GALLERY` names a folder.
@Suite("Gallery")
struct GalleryTests {
    @Test(
        "the sample pages are written out",
        .enabled(if: ProcessInfo.processInfo.environment["ICHI_GALLERY"] != nil)
    )
    func write() throws {
        let root = try #require(ProcessInfo.processInfo.environment["ICHI_GALLERY"])
        let folder = URL(filePath: root, directoryHint: .isDirectory)
        let market = try Sample.pages(.market)
        let counter = try Sample.pages(.counter)
        let problem = ProblemPage(.notFound, number: .mint(), site: .sample)
        let ours = ProblemPage(.ours, number: .mint(), site: .sample)
        try save(market.html(StallPage()), "stall", in: folder)
        try save(market.html(problem, status: .notFound), "missing", in: folder)
        try save(counter.html(ours, status: .internalServerError), "ours", in: folder)
        try save(counter.html(ConfirmationPage()), "confirmation", in: folder)
        let blank = AddressPage(form: AddressPage.fields.view(["order": "abc"]))
        try save(counter.html(blank, token: "t"), "address", in: folder)
        let bad = try Sample.badAddress()
        try save(
            counter.html(bad, status: .unprocessableContent, token: "t"),
            "address-bad",
            in: folder
        )
        let assets = folder.appending(path: "assets")
        try FileManager.default.createDirectory(at: assets, withIntermediateDirectories: true)
        for (name, asset) in market.assets.assets {
            try Data(asset.content.readableBytesView).write(to: assets.appending(path: name))
        }
    }

    private func save(_ html: String, _ name: String, in folder: URL) throws {
        try html.write(
            to: folder.appending(path: "\(name).html"),
            atomically: true,
            encoding: .utf8
        )
    }
}
