import Basics
import Testing

@Suite("A photograph's name")
struct PhotographNameTests {
    @Test("tells its sizes")
    func sizes() throws {
        let name = try #require(PhotographName("photo-1000x750-0123456789abcdef.jpg"))
        #expect(name.width == 1000 && name.height == 750)
        #expect(name.widths == [320, 640, 960, 1000])
        #expect(name.file(320, .avif) == "photo-1000x750-320-0123456789abcdef.avif")
        #expect(name.file(1000, .webp) == "photo-1000x750-0123456789abcdef.webp")
        #expect(name.files.count == 12 && name.files.contains(name.file))
        #expect(PhotographName.widths(upTo: 320) == [320])
    }

    @Test(
        "is none of any other file's",
        arguments: [
            "pear-3-1f8a90c2d4e5b6a7.svg", "photo-1.svg", "photo-", "photo-1000x750.jpg",
            "photo-1000x750-0123456789abcdef.avif", "photo-1000x750-320-0123456789abcdef.jpg",
            "photo-0x750-0123456789abcdef.jpg", "photo--1x750-0123456789abcdef.jpg",
            "photo-+10x750-0123456789abcdef.jpg", "photo-010x750-0123456789abcdef.jpg",
            "photo-1000x750-0123456789abcde.jpg",
            "photo-99999999999999999999x1-0123456789abcdef.jpg",
        ]
    )
    func none(file: String) {
        #expect(PhotographName(file) == nil)
    }
}
