import Testing

@testable import Web

@Suite("A picture on a page")
struct PictureTests {
    private func html(_ file: String, _ place: PictureView.Place) throws -> String {
        let page = StallPage(
            goods: [
                StallPage.Goods(
                    name: "梨",
                    address: "/goods/1",
                    picture: PictureView(file: file, alt: "「梨」<箱>", in: place),
                    shop: "山本梨園",
                    price: StallPage.Price(grouped: "1"),
                    tags: [],
                    note: nil
                )
            ]
        )
        let html = try Sample.pages(.market).html(page)
        let begin = try #require(html.firstRange(of: "<span class=\"card-picture\">")).upperBound
        let end = try #require(html[begin...].firstRange(of: "</span>")).lowerBound
        return String(html[begin..<end]).split(separator: "\n").joined()
    }

    @Test("a drawing is one img, as sharp as it is")
    func drawing() throws {
        #expect(
            try html("pear-3-1f8a90c2d4e5b6a7.svg", .card) == """
                <img src="/pictures/pear-3-1f8a90c2d4e5b6a7.svg" alt="「梨」&lt;箱&gt;" width="400" \
                height="300" loading="lazy">
                """
        )
    }

    @Test("a photograph is offered in its sizes, the smallest format first")
    func photograph() throws {
        let stem = "/pictures/photo-1000x750"
        let digest = "0123456789abcdef"
        let card = try html("photo-1000x750-\(digest).jpg", .card)
        let set = "\(stem)-320-\(digest).avif 320w, \(stem)-640-\(digest).avif 640w\""
        #expect(card.hasPrefix("<picture><source type=\"image/avif\" srcset=\"\(set)"))
        #expect(card.contains("<source type=\"image/webp\" srcset=\"\(stem)-320-\(digest).webp"))
        #expect(card.contains("<img src=\"\(stem)-640-\(digest).jpg\" srcset="))
        #expect(
            card.contains("alt=\"「梨」&lt;箱&gt;\" width=\"1000\" height=\"750\" loading=\"lazy\"")
        )
        #expect(card.hasSuffix("decoding=\"async\"></picture>"))
        #expect(!card.contains("960w") && !card.contains("fetchpriority"))
    }

    @Test("what a page is about comes first, and as large as it is")
    func first() throws {
        let first = try html("photo-1000x750-0123456789abcdef.jpg", .first)
        #expect(first.contains("photo-1000x750-0123456789abcdef.avif 1000w"))
        #expect(first.contains("loading=\"eager\"") && first.contains("fetchpriority=\"high\""))
        let line = try html("photo-1000x750-0123456789abcdef.jpg", .line)
        #expect(line.contains("320w") && !line.contains("640w"))
        let small = try html("photo-300x400-0123456789abcdef.jpg", .line)
        #expect(small.contains("photo-300x400-0123456789abcdef.avif 300w"))
    }
}
