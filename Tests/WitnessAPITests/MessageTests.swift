import Basics
import Crypto
import Foundation
import Testing
import Wire
import WitnessAPI

/// One value in its packed form, and how such bytes are read and packed again.
struct Specimen: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let again: @Sendable ([UInt8]) throws -> [UInt8]

    init<Value: Packable>(_ name: String, _ value: Value) {
        testDescription = name
        bytes = Packer.pack(value)
        again = { Packer.pack(try Unpacker.unpack(Value.self, $0)) }
    }

    private static let half = Witness.SealedHalf(name: "n", sheet: 2, epoch: 3, bytes: [1, 2, 3])
    private static let key = SymmetricKey(data: Array(repeating: 7 as UInt8, count: 32))
    private static let standing = WitnessStanding(
        epoch: 2,
        publicKey: Array(repeating: 4, count: 65),
        epochs: [1, 2],
        cosigner: "w+1+2",
        ledgerKey: "l+3+4",
        ledgerSize: 9,
        checkpointSize: 8,
        budget: NameBudget(aDay: 100, inThirtyDays: 200),
        used: NameBudget(aDay: 1, inThirtyDays: 2),
        isShut: true,
        replayed: 7,
        goal: 8,
        term: WitnessTerm(number: 3, word: "w"),
        isFollowed: true,
        isFenced: true,
        erasedToday: 7
    )

    private static let touch = KeyTouch(
        credential: [1],
        clientData: [2],
        authenticatorData: [3],
        signature: [4],
        userHandle: [5]
    )
    private static let session = OfficerSession(Secret("s"))
    private static let item = StatementItem(
        hash: [1],
        words: SampleStatement.all[0].words,
        by: "山田",
        isVaults: true,
        proposed: SampleStatement.at,
        ends: SampleStatement.at.adding(days: 7),
        state: .approved,
        decided: SampleStatement.at,
        agreed: ["一", "二"],
        isOpen: false
    )
    private static let decision = Decision(
        statement: SampleStatement.all[1],
        approvals: [
            Approval(
                officer: 1,
                verdict: .approve,
                number: [1],
                touch: touch,
                at: SampleStatement.at
            )
        ]
    )
    private static var officers: [Officer] {
        (1...3).map { number in
            var key = SampleStatement.key
            (key.credential, key.publicKey) = ([UInt8(number)], [UInt8(number)])
            return Officer(number: number, name: "責任者\(number)", keys: [key])
        }
    }

    static let ofOfficers: [Specimen] = [
        .init(InviteOfficer.name, InviteOfficer(officer: "一", leaves: 2)),
        .init("invitation", OfficerInvitation(origin: "https://w", code: Secret("c"))),
        .init("officers", OfficersStanding(sheet: nil, candidates: officers, waiting: [item])),
        .init(Propose.name, Propose(SampleStatement.all[0])),
        .init(AskDecisions.name, AskDecisions(from: 3)),
        .init("decided", Decisions(count: 4, decisions: [decision])),
        .init(LookFinish.name, LookFinish(number: [1], touch: touch)),
        .init(AskBoard.name, AskBoard(session)),
        .init(EndLook.name, EndLook(session)),
        .init(
            JudgeBegin.name,
            JudgeBegin(session: session, statement: [1], verdict: .reject)
        ),
        .init(JudgeFinish.name, JudgeFinish(session: session, number: [1], touch: touch)),
        .init(OfficerKeyBegin.name, OfficerKeyBegin(Secret("c"))),
        .init(
            OfficerKeyFinish.name,
            OfficerKeyFinish(code: Secret("c"), number: [1], clientData: [2], attestation: [3])
        ),
        .init(
            "touch",
            TouchRequest(number: [1], challenge: [2], party: "w", keys: [CredentialName([3])])
        ),
        .init(
            "offer",
            OfficerKeyOffer(
                number: [1],
                challenge: [2],
                party: "w",
                userHandle: [3],
                officer: "一",
                others: [CredentialName([4])]
            )
        ),
        .init("made", OfficerKeyMade(officer: "一", fingerprint: "1f3a", waits: true)),
    ]

    private static let digest = [UInt8](repeating: 4, count: 32)

    static let all: [Specimen] =
        ofOfficers + [
            .init(
                OpenHalves.name,
                OpenHalves(
                    leaf: 5,
                    halves: [half, half],
                    basis: .unproven,
                    term: .init(number: 1, word: "w")
                )
            ),
            .init(
                "open for a job",
                OpenHalves(leaf: 5, halves: [half], basis: .job(digest), term: .init())
            ),
            .init(
                "open for a touch",
                OpenHalves(
                    leaf: 5,
                    halves: [half],
                    basis: .touch(
                        WitnessedTouch(day: Day(number: 9), digest: digest, touch: touch)
                    ),
                    term: .init()
                )
            ),
            .init(EndKeys.name, EndKeys([[1], [], [2, 3]])),
            .init(
                LearnOwnKey.name,
                LearnOwnKey(
                    leaf: 3,
                    key: OwnKey(
                        name: "n",
                        party: "p",
                        origins: ["https://p"],
                        key: SampleStatement.key
                    )
                )
            ),
            .init(
                ProveOwnKey.name,
                ProveOwnKey(
                    WitnessedTouch(day: Day(number: 9), digest: digest, touch: touch)
                )
            ),
            .init("answer to open", [OpenedHalf(key)]),
            .init(
                MarkInputs.name,
                MarkInputs([
                    .init(kind: .oldKey, name: "s", bytes: [9]), .init(kind: .email, bytes: []),
                ])
            ),
            .init("answer to mark", [MarkOfInput(Array(repeating: 1, count: 32))]),
            .init(EraseNames.name, EraseNames(names: ["a", "b"], leaf: 6)),
            .init(
                LedgerStretch.name,
                LedgerStretch(key: "k", from: 4, entries: [[1], [], [2, 3]], checkpoint: [5])
            ),
            .init("stretch", LedgerStretch(key: "k", from: 0, entries: [], checkpoint: nil)),
            .init("answer to extend", StretchTaken(size: 7, cosignature: "— w AAAA\n")),
            .init("taken", StretchTaken(size: 7, cosignature: nil)),
            .init(Rewrap.name, Rewrap([half])),
            .init("answer to rewrap", [half]),
            .init("answer to standing", standing),
            .init(DestroyEpoch.name, DestroyEpoch(3)),
            .init(AskTail.name, AskTail(from: 7)),
            .init(AskErased.name, AskErased(names: ["a", "b"])),
            .init(Reopen.name, Reopen(checkpoint: [1, 2])),
            .init(ErasuresTold.name, ErasuresTold(size: 4)),
            .init(Fence.name, Fence(term: 2)),
            .init(
                Follow.name,
                Follow(place: 9, from: 12, check: [1, 2], last: 4, ledger: 3, entries: 5)
            ),
            .init(
                "answer to follow",
                Followed(
                    frames: [1, 2, 3],
                    stretch: LedgerStretch(key: "k", from: 0, entries: [[4]], checkpoint: nil),
                    keys: [5]
                )
            ),
            .init("nothing to follow", Followed(frames: [], stretch: nil, keys: [])),
        ]
}

@Suite("What vault and witness say, packed")
struct MessageTests {
    @Test("what was packed is read again, whole", arguments: Specimen.all)
    func roundTrip(specimen: Specimen) throws {
        #expect(try specimen.again(specimen.bytes) == specimen.bytes)
    }

    @Test("every message is among them, but for those that say nothing")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/WitnessAPI/Messages").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
                .matches(of: /static let name = "(\w+)"/).map { String($0.1) }
        }
        let sampled = Set(Specimen.all.map(\.testDescription))
        #expect(
            Set(names).subtracting(sampled)
                == ["standing", "makeEpoch", "dismiss", "foundOfficers", "lookBegin"]
        )
    }

    @Test("cut off anywhere, or with something behind, it is refused", arguments: Specimen.all)
    func cut(specimen: Specimen) {
        for count in 0..<specimen.bytes.count {
            #expect(throws: PackingFault.self) {
                try specimen.again(Array(specimen.bytes.prefix(count)))
            }
        }
        for byte: UInt8 in [0, 1, 0xff] {
            #expect(throws: PackingFault.self) { try specimen.again(specimen.bytes + [byte]) }
        }
    }

    @Test(
        "with any byte changed it is refused, or is another value's whole form",
        arguments: Specimen.all
    )
    func changed(specimen: Specimen) {
        for place in specimen.bytes.indices {
            for mask: UInt8 in [0x01, 0x80] {
                var bytes = specimen.bytes
                bytes[place] ^= mask
                if let again = try? specimen.again(bytes) { #expect(again == bytes) }
            }
        }
    }

    @Test("a half is 32 bytes, a mark too")
    func lengths() {
        for count in [0, 31, 33] {
            var packer = Packer()
            packer.add(Array(repeating: 1 as UInt8, count: count))
            #expect(throws: PackingFault.self) {
                try Unpacker.unpack(OpenedHalf.self, packer.bytes)
            }
            #expect(throws: PackingFault.self) {
                try Unpacker.unpack(MarkOfInput.self, packer.bytes)
            }
        }
    }
}
