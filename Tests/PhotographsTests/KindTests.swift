import Photographs
import Testing

@Suite("A photograph's kind")
struct KindTests {
    @Test(
        "is told by its first bytes",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE1, 0, 0, 0, 0, 0, 0, 0, 0], PhotographKind.jpeg),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], .png),
            (Array("RIFF\0\0\0\0WEBP".utf8), .webp), (Array("\0\0\0\u{1c}ftypheic".utf8), .heic),
            (Array("\0\0\0\u{18}ftypmif1".utf8), .heic),
        ] as [([UInt8], PhotographKind)]
    )
    func known(bytes: [UInt8], kind: PhotographKind) {
        #expect(PhotographKind(firstBytes: bytes) == kind)
    }

    @Test(
        "is none where they are anything else's",
        arguments: [
            "", "GIF89a......", "<svg xmlns=....", "RIFF....WAVE", "....ftypisom",
            "\0\0\0\u{1c}ftypavif",
            "RIFF....WEB", "PNG", "%PDF-1.7....",
        ]
    )
    func unknown(text: String) {
        #expect(PhotographKind(firstBytes: Array(text.utf8)) == nil)
    }
}
