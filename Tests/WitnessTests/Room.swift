import Basics
import Crypto
import Foundation
import KeyFiles
import Ledger
import Synchronization
import TestKit
import Testing
import WitnessAPI

@testable import Witness

/// A clock that a test sets.
final class TestClock: Sendable {
    private let time: Mutex<Moment>

    /// 8 December 2026, noon in Japan.
    init(_ time: Moment = Moment(milliseconds: 1_796_698_800_000)) { self.time = Mutex(time) }

    func advance(hours: Int) { advance(minutes: hours * 60) }
    func advance(minutes: Int) { time.withLock { $0 = $0.adding(minutes: minutes) } }
    var now: Moment { time.withLock { $0 } }
    var wall: WallClock { WallClock { self.now } }
}

/// What a test turns on and off while others look.
final class Flag: Sendable {
    private let state = Mutex(false)
    var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// A witness in a folder of its own, and what it said aloud.
final class Bench: Sendable {
    static let name = "witness.example/w"

    let path: String
    let clock = TestClock()
    private let words = Mutex<[String]>([])

    init(_ folder: URL) { path = folder.path }

    var said: [String] { words.withLock { $0 } }
    var folder: WitnessFolder {
        WitnessFolder(data: path + "/witness", keys: path + "/witness-keys")
    }

    func start(
        budget: NameBudget = NameBudget(aDay: 100, inThirtyDays: 1000),
        bookFiles: BookFiles = .system,
        logFiles: LogFiles = .system,
        standIn: String? = nil
    ) async throws -> WitnessRoom {
        var folder = folder
        folder.bookFiles = bookFiles
        folder.logFiles = logFiles
        folder.standIn = standIn
        return try await WitnessRoom.start(
            folder,
            name: Bench.name,
            budget: budget,
            clock: clock.wall,
            say: { line in self.words.withLock { $0.append(line) } }
        )
    }

    /// The book's lines, read as anybody would.
    func book() throws -> [String] {
        let bytes = try Data(contentsOf: URL(filePath: path + "/witness/book"))
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.wholeMatch(of: /[a-z]+ [0-9]{13}( [ -~]*)?/) == nil ? nil : text
        }
    }

    func book(_ word: String) throws -> [String] { try book().filter { $0.hasPrefix(word + " ") } }
}

func withBench(_ test: (Bench) async throws -> Void) async throws {
    try await withTemporaryFolder { try await test(Bench($0)) }
}

/// What the vault seals for a witness.
struct Sealed {
    let half = SymmetricKey(size: .bits256)
    let shut: Witness.SealedHalf

    init(_ name: String, to room: WitnessRoom, sheet: Int = 1) throws {
        let standing = try room.standing()
        shut = Witness.SealedHalf(
            name: name,
            sheet: sheet,
            epoch: standing.epoch,
            bytes: try HalfSeal.seal(
                half,
                name: name,
                sheet: sheet,
                epoch: standing.epoch,
                to: try P256.KeyAgreement.PublicKey(x963Representation: standing.publicKey)
            )
        )
    }
}

extension WitnessRoom {
    /// Marks one input.
    func mark(_ kind: Witness.Mark, _ name: String?, _ bytes: [UInt8]) async throws -> [UInt8] {
        try await mark([Witness.KeyedInput(kind: kind, name: name, bytes: bytes)])[0]
    }

    /// Opens one half of each name, newly sealed.
    func read(_ names: String..., leaf: Int = 1) async throws {
        let sealed = try names.map { try Sealed($0, to: self) }
        let opened = try await open(leaf, sealed.map(\.shut), .unproven)
        #expect(opened == sealed.map(\.half))
    }
}
