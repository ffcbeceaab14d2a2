import Basics
import Testing
import VaultAPI
import Wire

@Suite("What waits, perhaps since an older version")
struct KeptTests {
    @Test("letters and codes are kept and read again")
    func contents() throws {
        for content in Sample.contents {
            let kept = Kept.bytes(content)
            #expect(kept.first == 1)
            let read = try Kept.value(CourierItem.Content.self, in: kept)
            #expect(Packer.pack(read) == Packer.pack(content))
        }
    }

    @Test("claims are kept as text, shorter than they were, and read again")
    func claims() throws {
        for claims in Sample.claims {
            #expect(claims.payload.count < 130)
            #expect(try Kept.value(TokenClaims.self, inText: claims.payload) == claims)
        }
    }

    @Test("a letter that waits as JSON is read", arguments: OldForms.contents)
    func oldContents(text: String, number: UInt8) throws {
        let read = try Kept.value(CourierItem.Content.self, in: Array(text.utf8))
        #expect(Packer.pack(read).first == number)
    }

    @Test("all that an old letter tells is there")
    func oldLetter() throws {
        let text = OldForms.dispatched
        let letter = try Kept.value(Letter.self, inText: text)
        #expect(Packer.pack(letter) == Packer.pack(Sample.letters[3]))
    }

    @Test("a letter from before parcels had days of their own is read")
    func olderLetter() throws {
        let letter = try Kept.value(Letter.self, inText: OldForms.withoutParcels)
        guard case .orderReceived(let facts) = letter else {
            Issue.record("another letter")
            return
        }
        #expect(facts.number == "8294-6661-6075")
        #expect(facts.sellers.map(\.parcels.count) == [0])
    }

    @Test("a cookie of an older version is good until it ends")
    func oldClaims() throws {
        let payload = Base64URL.encode(Array(OldForms.claims.utf8))
        let claims = try Kept.value(TokenClaims.self, inText: payload)
        #expect(Sample.claims.contains(claims))
    }

    @Test("what is in no known form is refused")
    func unknown() {
        let packed = Packer.pack(Sample.letters[0])
        for bytes in [[], [0] + packed, [2] + packed, packed, Array("{}".utf8), Array("[]".utf8)] {
            #expect(throws: PackingFault.self) { try Kept.value(Letter.self, in: bytes) }
        }
        for text in ["", "{", "あ", "AQ==", "AQ"] {
            #expect(throws: PackingFault.self) { try Kept.value(Letter.self, inText: text) }
        }
    }
}

/// As it was written before.
private enum OldForms {
    static let contents: [(String, UInt8)] = [
        (#"{"letter":{"_0":{"memberLeft":{}},"orderCode":"ABCD2345"}}"#, 0),
        (#"{"letter":{"_0":\#(dispatched),"orderLink":"link"}}"#, 0),
        (#"{"signInCode":{"_0":"BCDE2345","validMinutes":30}}"#, 1),
        (#"{"letterCode":{"_0":"CDEF2345","validDays":14}}"#, 2),
        (#"{"registrationCode":{"_0":"DEFG2345","validMinutes":31}}"#, 3),
        (#"{"alreadyRegistered":{}}"#, 4),
        (#"{"emailChangeCode":{"_0":"EFGH2345","validMinutes":32}}"#, 5),
        (#"{"passwordChanged":{"_0":"replaced"}}"#, 6),
        (#"{"emailChanged":{}}"#, 7),
    ]

    static let dispatched = """
        {"parcelDispatched":{"_0":{"key":"oooooooooooooooooooooooooo","number":"2612-0830-5517",\
        "payment":"銀行振込(前払い)","paymentInstructions":["鳥取銀行 いなば支店 普通 0000123",\
        "12月15日(火)までに"],"placed":1796689805123,"postage":1980,"sellers":[{"lines":[{"amount":9960,\
        "count":2,"goods":"二十世紀梨 5kg"}],"name":"湖山池の梨 髙橋果樹園","parcels":[{"delivery":{"day":\
        "2026-12-19","earliest":"2026-12-13","window":"午前中"},"goods":["二十世紀梨 5kg ×1"]},{"delivery":\
        {"earliest":"2026-12-13"},"goods":[]}],"phone":"0857-00-0101"},{"lines":[],"name":\
        "福部砂丘らっきょう商店","parcels":[],"phone":""}],"total":14020},"_1":{"carrier":"いなば運送","delivery":\
        {"day":"2026-12-19","earliest":"2026-12-13","window":"午前中"},"goods":["二十世紀梨","王秋"],\
        "seller":"髙橋果樹園","trackingNumber":"123456789012"}}}
        """

    static let withoutParcels = """
        {"orderReceived":{"_0":{"key":"fap6wpxhorp7jg7ojjmcrvekya","number":"8294-6661-6075",\
        "payment":"銀行振込","paymentInstructions":[],"placed":1795370596358,"postage":1160,\
        "sellers":[{"lines":[{"amount":920,"count":1,"goods":"発酵バター 100g"}],"name":"ハム工房",\
        "phone":"0857-00-2147"}],"total":2080}}}
        """

    static let claims = """
        {"id":"tttttttttttttttttttttttttt","principal":"pppppppppppppppppppppppppp",\
        "caller":"importer","use":"remembered","minted":1796689805123,"end":9223372036854775807}
        """
}
