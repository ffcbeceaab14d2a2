import Basics
import Foundation

@testable import Web

/// A front page with everything the market is made of.
struct StallPage: Page {
    static let template = "sample/stall"
    let head = PageHead(nil, description: "鳥取の旬をお届けします。")
    let headline = "市場の朝を、そのままお届けします"
    let lead = "いなば市の60のお店が、梨も松葉がにもらっきょうも、いちばんよい日に送り出します。"
    let shelves = ["梨・くだもの", "かに・海の幸", "らっきょう・野菜", "肉・たまご", "お酒", "和紙・工芸"]
    var goods: [Goods] = Goods.samples
    let paging = Paging(page: 3, of: 12) { "/goods?page=\($0)" }
    let news = [News(day: Day("2026-11-20"), title: "年内お届けのご注文は12月20日までです")]

    struct Goods {
        let name: String
        let address: String
        let picture: PictureView?
        let shop: String
        let price: Price
        let tags: [Tag]
        let note: String?
    }

    struct Price {
        let grouped: String
    }

    struct Tag {
        let words: String
        let kind: String
    }

    struct News {
        let day: DayWords
        let title: String

        init(day: Day?, title: String) {
            self.day = DayWords(japanese: day?.japanese ?? "")
            self.title = title
        }
    }

    struct DayWords {
        let japanese: String
    }
}

extension StallPage.Goods {
    private static let photograph = "photo-1280x853-0123456789abcdef.jpg"

    static let samples: [StallPage.Goods] = (1...8).map { number in
        StallPage.Goods(
            name: number.isMultiple(of: 3)
                ? "砂丘らっきょう 甘酢漬け 3袋" : "二十世紀梨 秀品 5kg(14〜16玉)箱入り",
            address: "/goods/\(number)",
            picture: number == 1 ? PictureView(file: photograph, alt: "梨", in: .first) : nil,
            shop: "若桜街道 山本梨園",
            price: StallPage.Price(grouped: Money(yen: 1980 + number * 740).grouped),
            tags: [
                StallPage.Tag(words: "冷蔵", kind: "tag-chilled"),
                StallPage.Tag(words: "のし可", kind: "tag-gift"),
            ],
            note: number == 2 ? "残りわずか" : nil
        )
    }
}

/// A form with a field of every kind.
struct AddressPage: Page {
    static let template = "sample/address"
    let head = PageHead(
        "お届け先",
        crumbs: [Crumb("買い物かご", "/basket"), Crumb("お届け先")],
        scripts: ["postcode.js"]
    )
    let steps = Steps(["お届け先", "お支払い", "ご確認", "完了"], at: 1)
    let heading = "お届け先のご入力"
    let form: FormView

    static let fields = Form(
        .hidden("order"),
        .line("name", "お名前", upTo: 40).autocompleted("name"),
        .kana("kana", "フリガナ", upTo: 60).optional(),
        .postcode("postcode"),
        .select("prefecture", "都道府県", Prefecture.all.map { FormOption("\($0.code)", $0.name) })
            .autocompleted("address-level1"),
        .line("street", "市区町村・番地", upTo: 100).hinted("例:いなば市若桜町1-2-3"),
        .phone("phone"),
        .email("email").optional(),
        .day("day", "お届け希望日").optional(),
        .radio(
            "time",
            "お届け時間",
            [FormOption("any", "指定なし"), FormOption("am", "午前中", hint: "8時から12時まで")]
        ),
        .several("wishes", "包装", [FormOption("noshi", "のし"), FormOption("bag", "手提げ袋")])
            .optional(),
        .lines("card", "メッセージカード", upTo: 100).optional(),
        .password("password", "パスワード", length: 8...128).optional(),
        .check("agree", "利用規約に同意します")
    )
}

/// What stands before an order is placed.
struct ConfirmationPage: Page {
    static let template = "sample/confirmation"
    let head = PageHead("ご注文内容の確認")
    let steps = Steps(["お届け先", "お支払い", "ご確認", "完了"], at: 2)
    let lines = [Line(name: "二十世紀梨 秀品 5kg", price: .init(grouped: "6,400"), count: 2)]

    struct Line {
        let name: String
        let price: StallPage.Price
        let count: Int
        let shop = "若桜街道 山本梨園"
    }
}

enum Sample {
    static var folder: TemplateFolder { TemplateFolder("sample", in: .module) }

    static func pages(_ frame: Frame) throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: frame,
            assets: AssetLibrary(),
            templates: [folder]
        )
    }

    /// A form that was filled in badly.
    static func badAddress() throws -> AddressPage {
        let body =
            "order=abc&name=%F0%9F%8D%90&kana=abc&postcode=68&prefecture=31&time=any&card=a%0Ab"
        let answers = try AddressPage.fields.answers(
            from: Submission(decoding: Array(body.utf8))
        )
        return AddressPage(form: answers.view)
    }
}
