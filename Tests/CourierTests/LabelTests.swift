import Age
import Basics
import Paper
import Synchronization
import Testing
import VaultAPI

@testable import Courier

/// A run of labels as the vault keeps it, and what was handed in of it.
private final class FakeRun: Sendable {
    struct State {
        var kept: [KeepLabels] = []
        var asked: [Int] = []
        var isDone = false
        var isChanged = false
        var isAway = false
    }
    let state = Mutex(State())
    let secret = ReceiverSecret()
    let labels: Int
    let run = Handle<LabelRun>.mint()

    struct Away: Error {}

    init(labels: Int) { self.labels = labels }

    var queue: LabelQueue {
        LabelQueue(
            next: { try self.next() },
            label: { _, place in self.label(place) },
            keep: { part in
                self.state.withLock { state in
                    if part.part == 0 { state.kept = [] }
                    state.kept.append(part)
                    state.isDone = part.isLast
                }
            }
        )
    }

    private func next() throws -> NextLabels.Work? {
        try state.withLock { state in
            if state.isAway { throw Away() }
            guard !state.isDone else { return nil }
            return NextLabels.Work(
                run: run,
                shopName: "湯所果樹園",
                made: Day(Sample.now),
                receiver: secret.receiver.description,
                labels: labels
            )
        }
    }

    private func label(_ place: Int) -> NextLabel.Answer {
        state.withLock { state in
            state.asked.append(place)
            if state.isChanged, place == 1 {
                state.isChanged = false
                return .changed
            }
            let parcel = LabelParcel(
                name: .init(order: .mint(), position: 1),
                recipient: .mint(),
                number: "2612-0830-5517-\(place)",
                goods: ["二十世紀梨 ×2"],
                cooling: "冷蔵",
                hasOwnSender: place == 1
            )
            let sender: PersonalFields = [.familyName: Secret("山田"), .phone: Secret("03")]
            return .label(parcel, recipient: FakeRun.person, sender: place == 0 ? sender : [:])
        }
    }

    static let person: PersonalFields = [
        .familyName: Secret("髙﨑"), .givenName: Secret("祥子"), .postcode: Secret("6800941"),
        .prefecture: Secret("鳥取県"), .city: Secret("鳥取市"), .street: Secret("湖山町北9"),
        .building: Secret("とねりこ荘"), .senderFamilyName: Secret("青谷"),
        .senderGivenName: Secret("五月"), .giftMessage: Secret("花音より"),
    ]

    /// The bundle in the file that was handed in, as the shop's computer reads it.
    func bundle() throws -> LabelBundle {
        var file = state.withLock { $0.kept.flatMap(\.bytes) }[...]
        var opener = try AgeOpener(with: [secret]) { most in
            defer { file = file.dropFirst(most) }
            return Array(file.prefix(most))
        }
        var reader = LabelBundleReader()
        while let piece = try opener.next() { try reader.take(piece) }
        return try reader.finish()
    }
}

@Suite("Labels that the courier makes")
struct LabelTests {
    @Test("open with the shop's key, and say who sends and who gets")
    func made() async throws {
        let run = FakeRun(labels: 3)
        var maker = LabelMaker(queue: run.queue, logger: Sample.silent)
        let made = await maker.makeOne()
        let more = await maker.makeOne()
        #expect(made && !more)
        let bundle = try run.bundle()
        #expect(bundle.head.shop == "湯所果樹園" && bundle.head.bundle == run.run.text)
        #expect(bundle.labels.map(\.number.last) == ["0", "1", "2"])
        let receiver = bundle.labels[0].receiver
        #expect(receiver.name.revealed == "髙﨑 祥子" && receiver.postcode.revealed == "680-0941")
        #expect(receiver.address.revealed == "鳥取県鳥取市湖山町北9 とねりこ荘")
        let senders = bundle.labels.map(\.sender.name.revealed)
        #expect(senders == ["山田", "青谷 五月", "髙﨑 祥子"])
        #expect(bundle.labels[0].card?.revealed == "花音より")
    }

    @Test("are handed in part by part, so that no file is whole here")
    func parts() async throws {
        let run = FakeRun(labels: 900)
        var maker = LabelMaker(queue: run.queue, logger: Sample.silent)
        let made = await maker.makeOne()
        #expect(made)
        let kept = run.state.withLock { $0.kept }
        #expect(kept.count > 2 && kept.map(\.part) == Array(0..<kept.count))
        #expect(kept.map(\.isLast) == kept.indices.map { $0 == kept.count - 1 })
        #expect(kept.allSatisfy { $0.bytes.count < 256 * 1024 })
        #expect(try run.bundle().labels.count == 900)
    }

    @Test("begin again where somebody is gone, under keys of their own")
    func changed() async throws {
        let run = FakeRun(labels: 2)
        run.state.withLock { $0.isChanged = true }
        var maker = LabelMaker(queue: run.queue, logger: Sample.silent)
        _ = await maker.makeOne()
        #expect(run.state.withLock { $0.kept }.isEmpty)
        _ = await maker.makeOne()
        #expect(run.state.withLock { $0.asked } == [0, 1, 0, 1])
        #expect(try run.bundle().labels.count == 2)
    }

    @Test("wait a while where the vault gives none, and nothing else waits for them")
    func away() async throws {
        let run = FakeRun(labels: 1)
        run.state.withLock { $0.isAway = true }
        var maker = LabelMaker(queue: run.queue, logger: Sample.silent)
        let first = await maker.makeOne()
        run.state.withLock { $0.isAway = false }
        let second = await maker.makeOne()
        #expect(!first && !second)
        #expect(run.state.withLock { $0.kept }.isEmpty)
    }
}
