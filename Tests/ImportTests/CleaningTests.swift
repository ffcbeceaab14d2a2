import Basics
import Testing

@testable import Import

@Suite("Cleaning")
struct CleaningTests {
    @Test(
        "dates of every form are one moment in Japan's time",
        arguments: [
            "2024-03-05 12:34:56", "2024/03/05 12:34:56", "2024/3/5 12:34:56",
            "2024年3月5日 12時34分56秒", "2024-03-05T12:34:56+09:00", "２０２４-03-05 12:34:56",
            "2024-03-05 12:34:56.123456",
        ]
    )
    func moments(_ text: String) {
        #expect(OldDate.moment(text) == Moment(milliseconds: 1_709_609_696_000))
    }

    @Test("a day alone is its midnight")
    func days() {
        #expect(OldDate.day("2024年3月5日") == Day("2024-03-05"))
        #expect(OldDate.day("1958/7/9") == Day("1958-07-09"))
    }

    @Test(
        "what is no date is none",
        arguments: [
            "", "きのう", "2024-13-01", "2024-02-30", "0000-00-00 00:00:00", "45356",
            "2024-03-05 25:00", "2024-03-05 12:34:56 ほか",
        ]
    )
    func noDates(_ text: String) { #expect(OldDate.moment(text) == nil) }

    @Test("amounts with decimals, commas and signs are whole yen")
    func amounts() {
        for text in ["1200", "1200.00", "1,200", "¥1,200", "１２００円", "\\1,200"] {
            #expect(OldAmount.yen(text) == 1200, "\(text)")
        }
        #expect(OldAmount.yen("-500.0") == -500)
        for text in ["1200.50", "", "無料", "1.2.3", "1e3", "--1"] {
            #expect(OldAmount.yen(text) == nil, "\(text)")
        }
    }

    @Test("a cell guarded against being a formula comes back as it was")
    func guards() {
        for text in ["=1+1", "+81", "-5", "@x", "'=1", "''+1", "'quoted", "plain", ""] {
            #expect(Cell.unguarded(Cell.guarded(text)) == text, "\(text)")
        }
        #expect(Cell.unguarded("=\"0857228111\"") == "0857228111")
        #expect(Cell.unguarded("=HYPERLINK(\"x\")") == nil)
        #expect(Cell.unguarded("@SUM(A1)") == nil)
    }

    @Test("names that stand in one field are two, readings are katakana")
    func names() {
        #expect(OldName.split(family: "髙﨑 梨花子", given: "") == ("髙﨑", "梨花子"))
        #expect(OldName.split(family: "髙﨑", given: "梨花子") == ("髙﨑", "梨花子"))
        #expect(OldName.split(family: "らっきょう", given: "") == ("らっきょう", ""))
        #expect(OldName.kana("たかさき") == "タカサキ")
        #expect(OldName.kana("ﾀｶﾊﾞｼﾊﾟｳﾞ") == "タカバシパヴ")
    }
}

@Suite("Addresses")
struct AddressTests {
    private func address(_ prefecture: String, _ line1: String, _ line2: String) -> [String] {
        let address = OldAddress(
            prefecture: Prefecture(name: prefecture),
            line1: line1,
            line2: line2
        )
        return [
            address.prefecture?.name ?? "", address.city, address.street, address.building,
        ]
    }

    @Test("the usual two lines")
    func usual() {
        #expect(
            address("鳥取県", "鳥取市東町", "1丁目220") == ["鳥取県", "鳥取市", "東町1丁目220", ""]
        )
        #expect(
            address("東京都", "千代田区神田", "1-2-3 なしビル203")
                == ["東京都", "千代田区", "神田1-2-3", "なしビル203"]
        )
    }

    @Test("the prefecture only in the address")
    func prefectureInside() {
        #expect(
            address("", "鳥取県八頭郡智頭町智頭", "2072-1")
                == ["鳥取県", "八頭郡智頭町", "智頭2072-1", ""]
        )
        #expect(address("", "京都府京都市中京区寺町", "488") == ["京都府", "京都市中京区", "寺町488", ""])
    }

    @Test("two lines in one")
    func joined() {
        #expect(
            address("鳥取県", "鳥取市幸町71番地 らっきょう荘203", "")
                == ["鳥取県", "鳥取市", "幸町71番地", "らっきょう荘203"]
        )
        #expect(
            address("鳥取県", "米子市加茂町1-1", "砂丘ハイツ") == ["鳥取県", "米子市", "加茂町1-1", "砂丘ハイツ"]
        )
    }

    @Test("municipalities with 市, 町 or 村 in their names")
    func oddNames() {
        #expect(address("三重県", "四日市市諏訪町", "1-5")[1] == "四日市市")
        #expect(address("東京都", "町田市森野", "2-2-22")[1] == "町田市")
        #expect(address("福島県", "郡山市朝日", "1-23-7")[1] == "郡山市")
        #expect(address("神奈川県", "横浜市中区本町", "6-50-10")[1] == "横浜市中区")
        #expect(address("北海道", "余市郡余市町朝日町", "26")[1].hasPrefix("余市"))
    }

    @Test("nothing is lost of what is not recognised")
    func unrecognised() {
        #expect(address("", "APO AP 96303", "Unit 12") == ["", "APO AP 96303", "Unit 12", ""])
        #expect(address("鳥取県", "", "") == ["鳥取県", "", "", ""])
        #expect(address("鳥取県", "", "鳥取市東町1-220").joined() == "鳥取県鳥取市東町1-220")
    }

    @Test("one person is known again however the row is spelled")
    func identity() {
        func identity(_ name: String, _ line1: String, _ line2: String) -> String {
            Identity.text(
                name: name,
                postcode: "6808571",
                address: OldAddress(
                    prefecture: Prefecture(name: "鳥取県"),
                    line1: line1,
                    line2: line2
                ),
                phone: "0857228111"
            )
        }
        let one = identity("高崎梨花子", "鳥取市東町", "1丁目2番地3号")
        #expect(one == identity("髙﨑梨花子", "鳥取市東町", "１−２−３"))
        #expect(one == identity("高崎梨花子", "鳥取市東町1-2-3", ""))
        #expect(one != identity("高崎梨花子", "鳥取市東町", "12-3"))
        #expect(one != identity("高崎梨花", "鳥取市東町", "1-2-3"))
    }
}
