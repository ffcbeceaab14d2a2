import Basics
import Foundation
import Photographs
import Testing

@Suite("A photograph that is made into its sizes")
struct MakerTests {
    private func make(
        _ take: (Camera) throws -> Data
    ) throws -> (PhotographName, [String: Data]) {
        try Camera.with { camera in
            let bench = try camera.bench()
            let name = try PhotographMaker().make(of: take(camera), in: bench)
            var files: [String: Data] = [:]
            for file in name.files {
                files[file] = try Data(contentsOf: bench.appending(path: file))
            }
            return (name, files)
        }
    }

    @Test("has four widths in three formats, each what its ending says")
    func sizes() throws {
        let (name, files) = try make { try $0.take(3000, 2000, as: "jpg") }
        #expect(name.width == 1280 && name.height == 853)
        #expect(name.widths == [320, 640, 960, 1280] && files.count == 12)
        #expect(PhotographName(name.file) == name)
        for (file, bytes) in files {
            let sign =
                file.hasSuffix(".avif")
                ? Array("ftypavif".utf8)
                : file.hasSuffix(".webp") ? Array("WEBP".utf8) : [0xFF, 0xD8]
            let start = file.hasSuffix(".avif") ? 4 : file.hasSuffix(".webp") ? 8 : 0
            #expect(bytes.dropFirst(start).starts(with: sign), "\(file)")
        }
    }

    @Test("is read in every format that is taken", arguments: ["jpg", "png", "webp", "heic"])
    func formats(ending: String) throws {
        let (name, _) = try make { try $0.take(640, 480, as: ending) }
        #expect(name.width == 640 && name.height == 480 && name.widths == [320, 640])
    }

    @Test("is never larger than it was brought")
    func small() throws {
        let (name, files) = try make { try $0.take(300, 240, as: "png") }
        #expect(name.widths == [300] && name.height == 240 && files.count == 3)
    }

    @Test("stands upright, and nothing tells where it was taken")
    func upright() throws {
        let (name, files) = try make {
            let telephone = Camera.held(upright: try $0.take(800, 600, as: "jpg"))
            #expect(telephone.range(of: Data(Camera.secret.utf8)) != nil)
            return telephone
        }
        #expect(name.width == 600 && name.height == 800)
        for (file, bytes) in files {
            for trace in [Camera.secret, "Exif", "EXIF", "http://ns.adobe.com", "ICC_PROFILE"] {
                #expect(bytes.range(of: Data(trace.utf8)) == nil, "\(trace) in \(file)")
            }
        }
    }

    @Test("stands on white where one could see through it")
    func seenThrough() throws {
        let (name, files) = try make { camera in
            _ = try camera.take(400, 400, as: "png")
            try camera.vips("bandjoin_const", "photo.png", "through.png", "0")
            return try Data(contentsOf: camera.folder.appending(path: "through.png"))
        }
        try Camera.with { camera in
            let file = "seen.jpg"
            try files[name.file]?.write(to: camera.folder.appending(path: file))
            try camera.vips("crop", file, "corner.png", "0", "0", "1", "1")
            try camera.vips("rawsave", "corner.png", "corner.raw")
            let corner = try Data(contentsOf: camera.folder.appending(path: "corner.raw"))
            #expect(corner.allSatisfy { $0 > 250 })
        }
    }

    @Test("has the same name when it is brought again, and another for another")
    func names() throws {
        let first = try make { try $0.take(640, 480, as: "jpg") }
        let again = try make { try $0.take(640, 480, as: "jpg") }
        let other = try make { try $0.take(640, 481, as: "jpg") }
        #expect(first.0 == again.0 && first.1 == again.1)
        #expect(first.0.digest != other.0.digest)
    }
}
