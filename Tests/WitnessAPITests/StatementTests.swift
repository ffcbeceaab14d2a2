import Basics
import Testing
import Wire
import WitnessAPI

enum SampleStatement {
    static let at = Moment(milliseconds: 1_796_691_600_000)
    static let key = EnrolledKey(
        credential: [1, 2, 3],
        publicKey: [4, 5],
        userHandle: [6],
        isBackupEligible: true,
        model: Array(repeating: 0, count: 16),
        attestation: [7, 8]
    )
    static let receiver = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    static let contents: [Statement.Content] = [
        .liftFreeze(
            FrozenCaller(freeze: "h5x2", target: "process:counter", reason: "outOfReach", since: at)
        ),
        .raiseBudget(NameBudget(aDay: 20_000, inThirtyDays: 1_234_567)),
        .handover(
            Handover(
                leaves: 2,
                comes: Officer(number: 4, name: "総務課長 高橋 恵", keys: [key])
            )
        ),
        .recoverStaff(
            StaffRecovery(
                staff: "k7qm",
                role: "operator",
                invitation: Array(repeating: 9, count: 32)
            )
        ),
        .job(
            JobTerms(
                title: "送り状",
                template: Array(repeating: 1, count: 32),
                audience: "加盟店12の、受け付けて発送していない荷物",
                sink: "加盟店12の鍵で封をしたファイル",
                dailyCap: 300,
                from: Day(at),
                until: Day(at).adding(days: 30)
            )
        ),
        .registerReceiver(ReceiverTerms(shop: 12, key: receiver)),
        .staffKey(
            StaffKeyTerms(
                staff: "k7qm",
                role: "operator",
                origin: "https://office.example",
                key: key
            )
        ),
    ]

    static func of(_ content: Statement.Content, by: String = "山田") -> Statement {
        Statement(number: Array(repeating: 5, count: 16), proposed: at, by: by, content: content)
    }

    static let all = contents.map { of($0) }
}

@Suite("statements")
struct StatementTests {
    @Test("each comes back as it was packed, and any other byte is another statement")
    func packing() throws {
        for statement in SampleStatement.all {
            let bytes = statement.packed
            #expect(try Unpacker.unpack(Statement.self, bytes) == statement)
            for place in bytes.indices {
                var changed = bytes
                changed[place] ^= 1
                let other = try? Unpacker.unpack(Statement.self, changed)
                #expect(other?.hash != statement.hash)
                // What is read is what is signed: no two forms of one statement.
                if let other { #expect(other.packed == changed) }
            }
            #expect(throws: PackingFault.self) {
                try Unpacker.unpack(Statement.self, Array(bytes.dropLast()))
            }
            #expect(throws: PackingFault.self) {
                try Unpacker.unpack(Statement.self, bytes + [0])
            }
        }
        #expect(Set(SampleStatement.all.map(\.hash)).count == SampleStatement.all.count)
    }

    @Test("all that is signed is written out")
    func words() {
        let wanted = [
            ["窓口(counter)", "届く範囲にない方の情報", "2026年12月8日(火) 10時00分", "h5x2"],
            ["20,000人", "1,234,567人"],
            ["総務課長 高橋 恵(番号 4)", "2", SampleStatement.key.fingerprint],
            ["k7qm", "お客様センター", "0909 0909 0909 0909"],
            [
                "送り状", "加盟店12の、受け付けて発送していない荷物", "加盟店12の鍵で封をしたファイル", "300人まで",
                "2026年12月8日(火)から2027年1月7日(木)まで", "0101 0101 0101 0101",
            ],
            ["12", SampleStatement.receiver, "99672 50094 49171 60536 95196 69864"],
            [
                "k7qm", "お客様センター", "https://office.example",
                SampleStatement.key.fingerprint,
            ],
        ]
        for (statement, texts) in zip(SampleStatement.all, wanted) {
            let words = statement.words
            let page = ([words.title] + words.facts.map(\.value)).joined(separator: "\n")
            for text in texts { #expect(page.contains(text), "\(text)") }
            #expect(words.consequence.contains("お二人が承認すると"))
        }
    }

    @Test(
        "no words that hide, turn or run on",
        arguments: [
            "", "山田\n佐藤", "山田\u{202E}佐藤", "山田\u{200B}", String(repeating: "山", count: 201),
        ]
    )
    func hidden(_ text: String) {
        let statement = SampleStatement.of(SampleStatement.contents[0], by: text)
        #expect(!statement.isSound)
        #expect(throws: PackingFault.self) {
            try Unpacker.unpack(Statement.self, statement.packed)
        }
    }

    @Test("a sheet has three officers at least, and nothing in it twice")
    func sheet() throws {
        func officer(_ number: Int, _ name: String, _ key: UInt8) -> Officer {
            var made = SampleStatement.key
            (made.credential, made.publicKey) = ([key], [key, key])
            return Officer(number: number, name: name, keys: [made])
        }
        let three = [officer(1, "一", 1), officer(2, "二", 2), officer(3, "三", 3)]
        let sheet = try OfficersSheet(three.reversed())
        #expect(sheet.officers.map(\.number) == [1, 2, 3])
        #expect(throws: OfficersFault.tooFew) { try OfficersSheet(Array(three.dropLast())) }
        for other in [officer(1, "四", 4), officer(4, "一", 4), officer(4, "四", 1)] {
            #expect(throws: OfficersFault.twice) { try OfficersSheet(three + [other]) }
        }
        #expect(throws: OfficersFault.keys) {
            try OfficersSheet(three + [Officer(number: 4, name: "四", keys: [])])
        }
        let next = try sheet.after(Handover(leaves: 1, comes: officer(4, "四", 4)))
        #expect(next.officers.map(\.number) == [2, 3, 4])
        #expect(throws: OfficersFault.wrongProof) {
            try sheet.after(Handover(leaves: 9, comes: officer(4, "四", 4)))
        }
    }

    @Test("digits are compared as people type them")
    func digits() {
        let bytes: [UInt8] = [0x1F, 0x3A, 0x00, 0xC2]
        #expect(PaperDigits.text(bytes) == "1f3a 00c2")
        for typed in ["1f3a 00c2", "1F3A00C2", "1f:3a-00 c2"] {
            #expect(PaperDigits.fits(typed, bytes))
        }
        #expect(!PaperDigits.fits("1f3a 00c3", bytes) && !PaperDigits.fits("", bytes))
    }
}
