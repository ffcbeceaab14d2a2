import Basics
import Foundation
import Glibc
import Logging
import Wire
import WireTLS
import Witness
import WitnessAPI

/// The process `ichi-witness witness`.
enum WitnessProcess {
    /// One that was killed may be going still.
    private static let lockPatience: Duration = .seconds(3)

    /// Serves until SIGTERM, SIGINT, or the end of who started it.
    static func run(
        _ layout: WitnessLayout,
        listen: String?,
        origin: String,
        environment: [String: String],
        logger: Logger
    ) async throws {
        try layout.require()
        guard !layout.isStandby else { throw WitnessError.standby(layout.directory) }
        let lock = try await hold(layout)
        defer { close(lock) }
        let room = try await WitnessRoom.start(
            layout.folder,
            name: name(environment),
            budget: try .named(in: environment),
            origin: origin,
            clock: .system,
            say: { logger.warning("\($0)") }
        )
        let server = WitnessServer(door: try door(room, logger), logger: logger)
        let (ends, end) = AsyncThrowingStream<Void, any Error>.makeStream()
        let signals = Signals { end.finish() }
        defer { signals.cancel() }
        operate(server, layout, logger)
        Task {
            do {
                try await serve(server, layout, listen, environment)
                end.finish()
            } catch {
                end.finish(throwing: error)
            }
        }
        logger.info("Witness ready", metadata: ["keys": "\(layout.keys)"])
        let outcome: Result<Void, any Error>
        do {
            for try await _ in ends {}
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await room.close()
        unlink(layout.socket)
        try outcome.get()
    }

    /// What it cosigns as.
    static func name(_ environment: [String: String]) -> String {
        environment["ICHI_WITNESS_NAME"] ?? "inaba.example/witness"
    }

    private static func door(_ room: WitnessRoom, _ logger: Logger) throws
        -> WireDoor<WitnessLanguage>
    {
        try room.port.door(
            room.operations,
            forged: { caller in
                logger.critical(
                    "Something came that correct software cannot send",
                    metadata: ["caller": "\(caller.rawValue)"]
                )
            },
            failed: { message, error in
                logger.error("No answer", metadata: ["message": "\(message)", "cause": "\(error)"])
            }
        )
    }

    /// The operator's own socket; without it the witness still serves the vault.
    private static func operate(
        _ server: WitnessServer,
        _ layout: WitnessLayout,
        _ logger: Logger
    ) {
        Task {
            do {
                let listener = try UnixSocket.listen(at: layout.socket)
                try await server.serve(.operator, listener: listener)
            } catch {
                logger.error(
                    "There is no socket for commands",
                    metadata: ["socket": "\(layout.socket)", "cause": "\(error)"]
                )
            }
        }
    }

    /// By systemd's sockets, or the launcher's line; for other machines by a port; by hand there may be
    /// none of these, and the operator alone.
    private static func serve(
        _ server: WitnessServer,
        _ layout: WitnessLayout,
        _ listen: String?,
        _ environment: [String: String]
    ) async throws {
        let sockets = InheritedSockets.callers(
            of: WitnessCaller.self,
            environment: environment,
            processID: ProcessInfo.processInfo.processIdentifier
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (caller, listener) in sockets {
                group.addTask { try await server.serve(caller, listener: listener) }
            }
            if let listen {
                group.addTask { try await serve(server, layout, at: listen, environment) }
            } else if sockets.isEmpty {
                group.addTask {
                    if isSocket(Switchboard.servingLine) { return try await server.serve() }
                    try await Task.sleep(for: .seconds(1_000_000_000))
                }
            }
            try await group.waitForAll()
        }
    }

    private static func serve(
        _ server: WitnessServer,
        _ layout: WitnessLayout,
        at listen: String,
        _ environment: [String: String]
    ) async throws {
        guard let (host, port) = HostAndPort.parse(listen) else {
            throw WitnessError.refused("\(listen) is no ADDRESS:PORT")
        }
        let gate = try layout.identity().gate(peers(environment), clock: .system)
        try await server.serve(host: host, port: port, admit: gate)
    }

    /// Whose certificates are let in, and as whom.
    private static func peers(_ environment: [String: String]) throws
        -> [TLSFingerprint: WitnessCaller]
    {
        var peers: [TLSFingerprint: WitnessCaller] = [:]
        for caller in WitnessCaller.allCases {
            let name = "ICHI_\(caller.rawValue.uppercased())_FINGERPRINT"
            guard let text = environment[name] else { continue }
            guard let fingerprint = TLSFingerprint(text) else {
                throw WitnessError.refused("\(name) is no fingerprint: `ichi-vault key` prints it")
            }
            peers[fingerprint] = caller
        }
        guard !peers.isEmpty else {
            throw WitnessError.refused("--listen wants ICHI_VAULT_FINGERPRINT: whom to let in")
        }
        return peers
    }

    private static func isSocket(_ descriptor: CInt) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Two witnesses with one book would each let half of what is asked go uncounted.
    static func hold(_ layout: WitnessLayout) async throws -> CInt {
        try layout.makeFolders()
        let lock = open(layout.data + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw WitnessError.unusable(layout.data, cause: errno) }
        let deadline = ContinuousClock.now + lockPatience
        while flock(lock, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline else {
                close(lock)
                throw WitnessError.inUse(layout.directory)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return lock
    }
}
