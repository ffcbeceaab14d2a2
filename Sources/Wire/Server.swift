import Glibc
public import Logging
public import NIOCore
import NIOPosix

/// What the answering side does with what comes in by its channels.
public struct WireDoor<Language: WireLanguage>: Sendable {
    /// Answer a message: its name and what it packs, from the caller that the channel belongs to.
    public var answer:
        @Sendable (_ caller: Language.Caller, _ name: String, _ payload: [UInt8]) async
            -> Result<[UInt8], Language.Refusal>
    /// Something came that correct software cannot have sent; the channel is closed.
    public var forged: @Sendable (_ caller: Language.Caller) async -> Void

    public init(
        answer:
            @escaping @Sendable (Language.Caller, String, [UInt8]) async
            -> Result<[UInt8], Language.Refusal>,
        forged: @escaping @Sendable (Language.Caller) async -> Void
    ) {
        self.answer = answer
        self.forged = forged
    }
}

/// The answering side of a language: hears its callers and hands what they say to a door.
public final class WireServer<Language: WireLanguage>: Sendable {
    private let door: WireDoor<Language>
    private let seats: Seats<Language.Caller>
    private let logger: Logger

    public init(door: WireDoor<Language>, logger: Logger) {
        self.door = door
        self.logger = logger
        seats = Seats(logger: logger)
    }

    /// Serve the callers whom the launcher connects, until the launcher ends.
    public func serve(switchboard line: CInt = Switchboard.servingLine) async throws {
        while let (name, socket) = try await Switchboard.waiting({ try Switchboard.accept(line) }) {
            if let caller = Language.Caller(rawValue: name) {
                try await serve(caller, socket: socket)
            } else {
                close(socket)
            }
        }
    }

    /// Serve one caller on a connected socket; returns once it is being served.
    public func serve(_ caller: Language.Caller, socket: CInt) async throws {
        logger.info("Caller connected", metadata: ["caller": "\(caller.rawValue)"])
        _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [door, seats] channel in
                channel.speakFrames { Answering(caller: caller, door: door, seats: seats) }
            }
            .withConnectedSocket(socket).get()
    }

    /// Serve who comes from other machines and is admitted, until the task is cancelled.
    ///
    /// `admit` puts before the channel whatever tells who it is, and then says so; `bound` gets the
    /// port.
    public func serve(
        host: String,
        port: Int,
        admit: @escaping @Sendable (any Channel) throws -> EventLoopFuture<Language.Caller>,
        bound: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [door, seats, logger] channel in
                channel.eventLoop.makeCompletedFuture {
                    try admit(channel).whenSuccess { caller in
                        logger.info("Caller connected", metadata: ["caller": "\(caller.rawValue)"])
                        let spoken = channel.speakFrames {
                            Answering(caller: caller, door: door, seats: seats)
                        }
                        spoken.whenFailure { _ in channel.close(promise: nil) }
                    }
                }
            }
            .bind(host: host, port: port).get()
        bound(channel.localAddress?.port ?? port)
        try await withTaskCancellationHandler {
            try await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Serve everyone who connects to a listening socket as one caller, until it is closed.
    ///
    /// The socket's owner and mode decide who that can be.
    public func serve(_ caller: Language.Caller, listener: CInt) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [door, seats] channel in
                channel.speakFrames { Answering(caller: caller, door: door, seats: seats) }
            }
            .withBoundSocket(listener).get()
        try await channel.closeFuture.get()
    }
}

/// The sockets that systemd hands over: each is named after its caller (`FileDescriptorName=`).
public enum InheritedSockets {
    private static let first: CInt = 3

    /// The listening sockets by caller.
    ///
    /// Empty where `LISTEN_PID` is not this process; sockets with other names are left out.
    public static func callers<Caller: WireCaller>(
        of kind: Caller.Type,
        environment: [String: String],
        processID: Int32
    ) -> [(Caller, listener: CInt)] {
        guard environment["LISTEN_PID"] == String(processID),
            let count = environment["LISTEN_FDS"].flatMap(CInt.init), count > 0
        else { return [] }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(
            separator: ":",
            omittingEmptySubsequences: false
        )
        return zip(names, first..<first + count).compactMap { name, descriptor in
            Caller(rawValue: String(name)).map { ($0, descriptor) }
        }
    }
}
