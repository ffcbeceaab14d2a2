import Basics
import Foundation
import Glibc
import Logging
import Wire
import WireTLS
import Witness
import WitnessAPI

/// The process `ichi-witness standby`.
enum StandbyProcess {
    private static let pause: Duration = .milliseconds(300)

    /// Follows until SIGTERM or SIGINT, or until it cannot.
    static func run(
        _ layout: WitnessLayout,
        of leader: String,
        environment: [String: String],
        logger: Logger
    ) async throws {
        try layout.requireKeys()
        let lock = try await WitnessProcess.hold(layout)
        defer { close(lock) }
        guard layout.isStandby || !layout.hasBook else {
            throw WitnessError.refused(
                "\(layout.data) has a book of its own: a standby begins with an empty folder"
            )
        }
        let room = try StandbyRoom(
            layout.folder,
            name: WitnessProcess.name(environment),
            say: { logger.warning("\($0)") }
        )
        try Data().write(to: URL(filePath: layout.standbyMark), options: .atomic)
        let client = try client(layout, leader, environment)
        let (ends, end) = AsyncThrowingStream<Void, any Error>.makeStream()
        let signals = Signals { end.finish() }
        defer { signals.cancel() }
        let following = Task {
            do { try await follow(room, client, logger) } catch { end.finish(throwing: error) }
        }
        logger.info("Standby ready", metadata: ["leader": "\(leader)"])
        defer { following.cancel() }
        for try await _ in ends {}
        await client.close()
    }

    private static func client(
        _ layout: WitnessLayout,
        _ leader: String,
        _ environment: [String: String]
    ) throws -> WitnessClient {
        let name = "ICHI_LEADER_FINGERPRINT"
        guard let fingerprint = environment[name].flatMap({ TLSFingerprint($0) }) else {
            throw WitnessError.refused("\(name) is no fingerprint: `ichi-witness key` prints it")
        }
        guard let address = WireAddress("tls://" + leader) else {
            throw WitnessError.refused("\(leader) is no HOST:PORT")
        }
        let tunnel = try layout.identity().tunnel(to: fingerprint, clock: .system)
        return WitnessClient(address, through: tunnel, timeoutSeconds: 5, dialSeconds: 2)
    }

    private static func follow(_ room: StandbyRoom, _ client: WitnessClient, _ logger: Logger)
        async throws
    {
        var isFollowing = false
        while !Task.isCancelled {
            do {
                let followed = try await client.ask(await room.request)
                try await room.take(followed)
                if !isFollowing { logger.info("Following") }
                isFollowing = true
            } catch WitnessRefusal.otherBook {
                throw WitnessError.refused(
                    "the one that leads has another book: a standby begins with an empty folder"
                )
            } catch let refusal as WitnessRefusal {
                if isFollowing { logger.error("It does not follow: \(refusal)") }
                isFollowing = false
                try await Task.sleep(for: pause)
            }
        }
    }
}
