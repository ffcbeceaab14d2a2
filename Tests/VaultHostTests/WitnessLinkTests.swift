import Basics
import Crypto
import Foundation
import TestKit
import Testing
import Wire
import Witness
import WitnessAPI

@testable import VaultHost

@Suite("the vault's link to its witness", .serialized)
struct WitnessLinkTests {
    private func sealed(_ witness: Witness) throws -> (SymmetricKey, Witness.SealedHalf) {
        let (half, epoch) = (SymmetricKey(size: .bits256), witness.sealing())
        let bytes = try HalfSeal.seal(
            half,
            name: "n",
            sheet: 1,
            epoch: epoch.number,
            to: epoch.key
        )
        return (half, .init(name: "n", sheet: 1, epoch: epoch.number, bytes: bytes))
    }

    /// A witness on a socket.
    private func withBench(_ test: (WitnessBench) async throws -> Void) async throws {
        try await withTemporaryFolder { try await test(WitnessBench($0)) }
    }

    /// The same, with a link that has met it.
    private func withLink(_ test: (WitnessBench, WitnessLink) async throws -> Void) async throws {
        try await withBench { bench in
            let link = try await bench.link()
            try await link.meet()
            try await test(bench, link)
            await link.end()
        }
    }

    @Test("all that the vault may ask is answered over a socket as by the room itself")
    func everything() async throws {
        try await withLink { bench, link in
            let witness = try link.witness
            let (half, shut) = try sealed(witness)
            #expect(try await witness.open(3, [shut], .unproven) == [half])
            let inputs = [
                Witness.KeyedInput(kind: .email, bytes: [1, 2]), .init(kind: .phone, bytes: [3]),
            ]
            #expect(try await witness.marks(inputs) == bench.room.mark(inputs))
            #expect(try await witness.standing() == bench.room.standing())
            #expect(try await bench.room.makeEpoch() == 2)
            let anew = try await witness.rewrap([shut])
            #expect(anew.map(\.epoch) == [2])
            #expect(try await witness.open(4, anew, .unproven) == [half])
            try await witness.erase(["n"], 5)
            await #expect(throws: WitnessRefusal.erased) {
                try await witness.open(6, anew, .unproven)
            }
            await #expect(throws: WitnessRefusal.unproven) {
                try await witness.open(6, anew, .job([UInt8](repeating: 7, count: 32)))
            }
        }
    }

    @Test("what was learned of it lets the vault start and seal while it is away")
    func away() async throws {
        try await withBench { bench in
            let first = try await bench.link()
            try await first.meet()
            await first.end()
            bench.be(.away)
            let link = try await bench.link()
            try await link.meet()
            let witness = try link.witness
            let (half, shut) = try sealed(witness)
            await #expect(throws: WitnessRefusal.unavailable) {
                try await witness.open(1, [shut], .unproven)
            }
            bench.be(.honest)
            #expect(try await witness.open(1, [shut], .unproven) == [half])
            await link.end()
        }
    }

    @Test("a new epoch is learned and kept, and the vault seals to it")
    func newEpoch() async throws {
        try await withLink { bench, link in
            #expect(try link.witness.sealing().number == 1)
            _ = try await bench.room.makeEpoch()
            let again = try await bench.link()
            try await again.meet()
            #expect(try again.witness.sealing().number == 2)
            #expect(try WitnessPin.read(bench.layout.witnessPin)?.epoch == 2)
            await again.end()
        }
    }

    @Test("another witness than the pinned one is refused, and asked for nothing")
    func otherWitness() async throws {
        try await withTemporaryFolder { folder in
            let bench = try await WitnessBench(folder)
            let link = try await bench.link()
            try await link.meet()
            await link.end()
            let keys = bench.layout.directory + "/witness-keys"
            await bench.room.close()
            for path in [keys, bench.layout.witness] {
                try FileManager.default.removeItem(atPath: path)
            }
            let other = try await WitnessBench(folder)
            let met = try await other.link()
            await #expect(throws: HostError.self) { try await met.meet() }
            let used = try other.room.standing().used
            #expect(used == NameBudget(aDay: 0, inThirtyDays: 0))
            await met.end()
        }
    }

    @Test("a witness that was set back to an older epoch is refused")
    func setBack() async throws {
        try await withBench { bench in
            var standing = try bench.room.standing()
            let pin = WitnessPin(standing)
            #expect(pin.objection(to: standing) == nil)
            standing.epoch = 0
            #expect(pin.objection(to: standing) != nil)
            standing = try bench.room.standing()
            standing.publicKey[5] ^= 1
            #expect(pin.objection(to: standing) != nil)
            standing.epoch = 2
            #expect(pin.objection(to: standing) == nil)
        }
    }

    @Test(
        "of two that have led, the earlier is refused and told so; of one term the first met is known"
    )
    func terms() async throws {
        try await withTemporaryFolder { folder in
            let bench = try await WitnessBench(folder)
            let link = try await bench.link()
            try await link.meet()
            try await bench.room.dismiss()
            let later = try await bench.link()
            try await later.meet()
            #expect(try WitnessPin.read(bench.layout.witnessPin)?.term.number == 1)
            for term in [WitnessTerm(number: 1, word: "others"), WitnessTerm(number: 2, word: "w")]
            {
                var standing = try bench.room.standing()
                standing.term = term
                try WitnessPin(standing).keep(bench.layout.witnessPin)
                let refusing = try await bench.link()
                await #expect(throws: HostError.self) { try await refusing.meet() }
                #expect(try bench.room.standing().isFenced == (term.number == 2))
                await refusing.end()
            }
            await link.end()
            await later.end()
        }
    }

    @Test("a witness that is too slow is one that is away, and the next question is answered")
    func slow() async throws {
        try await withLink { bench, link in
            let witness = try link.witness
            let (half, shut) = try sealed(witness)
            bench.be(.slow(.seconds(5)))
            await #expect(throws: WitnessRefusal.unavailable) {
                try await witness.open(1, [shut], .unproven)
            }
            bench.be(.honest)
            #expect(try await witness.open(2, [shut], .unproven) == [half])
        }
    }

    @Test(
        "an answer that is none of its message is no answer",
        arguments: [[], [0], Array(repeating: 0xff, count: 40), Packer.pack(Done()) + [7]]
            as [[UInt8]]
    )
    func wrongAnswer(bytes: [UInt8]) async throws {
        try await withLink { bench, link in
            let witness = try link.witness
            let (_, shut) = try sealed(witness)
            bench.be(.says(bytes))
            await #expect(throws: WitnessRefusal.unavailable) {
                try await witness.open(1, [shut], .unproven)
            }
            await #expect(throws: WitnessRefusal.unavailable) {
                try await witness.marks([.init(kind: .email, bytes: [1])])
            }
        }
    }

    @Test("marks that are fewer than what was asked for are no answer")
    func fewerMarks() async throws {
        try await withLink { bench, link in
            let witness = try link.witness
            bench.be(.says(Packer.pack([MarkOfInput(Array(repeating: 1, count: 32))])))
            let input = Witness.KeyedInput(kind: .email, bytes: [1])
            #expect(try await witness.marks([input]).count == 1)
            await #expect(throws: WitnessRefusal.unavailable) {
                try await witness.marks([input, input])
            }
        }
    }

    @Test("bytes that are no frame, or no message, are answered by nothing and open nothing")
    func hostile() async throws {
        try await withBench { bench in
            let door = try bench.room.port.door(
                bench.room.operations,
                forged: { _ in },
                failed: { _, _ in }
            )
            let (_, shut) = try sealed(bench.room.port)
            let message = Packer.pack(
                OpenHalves(leaf: 1, halves: [shut], basis: .unproven, term: .init())
            )
            for count in 0..<message.count {
                let answer = await door.answer(.vault, "open", Array(message.prefix(count)))
                #expect(throws: WitnessRefusal.malformed) { try answer.get() }
            }
            for name in ["", "opens", "makeEpoch", "destroyEpoch", "reopen", "dismiss", "follow"] {
                let answer = await door.answer(.vault, name, message)
                #expect(throws: WitnessRefusal.malformed) { try answer.get() }
            }
            // A standby has the book, and may ask for nothing that is in it.
            for name in ["open", "mark", "erase", "standing", "fence", "dismiss"] {
                let answer = await door.answer(.standby, name, message)
                #expect(throws: WitnessRefusal.malformed) { try answer.get() }
            }
            let used = try bench.room.standing().used
            #expect(used == NameBudget(aDay: 0, inThirtyDays: 0))
        }
    }
}
