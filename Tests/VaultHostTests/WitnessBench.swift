import Basics
import Foundation
import Ledger
import Logging
import Synchronization
import TestKit
import Testing
import Wire
import Witness
import WitnessAPI

@testable import VaultHost

/// A city's folder with a witness that answers on a socket, and what a test makes of its answers.
final class WitnessBench: Sendable {
    /// What stands between the door and who asks.
    enum Manner: Sendable {
        case honest
        /// It takes its time.
        case slow(Duration)
        /// Answers with these bytes, whatever was asked.
        case says([UInt8])
        /// Refuses as if it were not there.
        case away
    }

    private final class Mood: Sendable {
        let manner = Mutex(Manner.honest)
    }

    let layout: DataLayout
    let room: WitnessRoom
    private let mood = Mood()
    private let serving: Task<Void, any Error>

    var environment: [String: String] { ["ICHI_WITNESS": "unix:\(layout.directory)/w"] }

    init(_ folder: URL, name: String = "witness.example/w") async throws {
        let layout = DataLayout(folder.path)
        for path in [layout.vault, layout.ledger] {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        }
        let room = try await WitnessRoom.start(
            WitnessFolder(data: layout.witness, keys: layout.directory + "/witness-keys"),
            name: name,
            budget: .standard,
            clock: .system,
            say: { _ in }
        )
        let honest = try room.port.door(room.operations, forged: { _ in }, failed: { _, _ in })
        let (mood, path) = (mood, layout.directory + "/w")
        let door = WireDoor<WitnessLanguage>(
            answer: { caller, name, payload in
                switch mood.manner.withLock({ $0 }) {
                case .honest: break
                case .slow(let time): try? await Task.sleep(for: time)
                case .says(let bytes): return .success(bytes)
                case .away: return .failure(.unavailable)
                }
                return await honest.answer(caller, name, payload)
            },
            forged: { _ in }
        )
        let server = WitnessServer(door: door, logger: quiet)
        let listener = try UnixSocket.listen(at: path)
        serving = Task { try await server.serve(.vault, listener: listener) }
        (self.layout, self.room) = (layout, room)
    }

    func be(_ new: Manner) { mood.manner.withLock { $0 = new } }

    func link() async throws -> WitnessLink {
        try await WitnessLink(layout, environment: environment, isKept: true, logger: quiet)
    }
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A condition that becomes true within some seconds.
func until(_ seconds: Int = 10, _ isTrue: () async throws -> Bool) async throws {
    for _ in 0..<seconds * 100 {
        if try await isTrue() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    try #require(try await isTrue())
}
