public import NIOCore
import NIOPosix
import Synchronization

/// The asking side of a language, many questions at a time.
///
/// Where the channel ends it is asked for anew. A question that may have been heard is never asked
/// twice: it is answered ``WireRefusal/unavailable``, and who asked decides.
public final class WireClient<Language: WireLanguage>: Sendable {
    private let address: WireAddress
    private let tunnel: WireTunnel?
    private let timeout: TimeAmount
    private let dialing: TimeAmount
    private let channel = Mutex<Task<any Channel, any Error>?>(nil)
    private let standing = Mutex<(number: Int, channel: (any Channel)?)>((0, nil))

    /// A client that connects with its first question; an answer is waited for `timeoutSeconds`, of
    /// which `dialSeconds` at most pass until somebody takes the question.
    ///
    /// To other machines it goes `through` a tunnel, or not at all.
    public init(
        _ address: WireAddress,
        through tunnel: WireTunnel? = nil,
        timeoutSeconds: Int = 5,
        dialSeconds: Int? = nil
    ) {
        self.address = address
        self.tunnel = tunnel
        timeout = .seconds(Int64(timeoutSeconds))
        dialing = .seconds(Int64(dialSeconds ?? timeoutSeconds))
    }

    /// Ask, and wait for the answer.
    ///
    /// Throws ``WireRefusal/unavailable`` where no answer comes in time or the channel ends,
    /// ``WireRefusal/malformed`` where the question is longer than 1 MiB.
    public func ask<M: WireMessage>(_ message: M) async throws(Language.Refusal) -> M.Answer
    where M.Language == Language {
        let bytes = try await pass(M.name, Packer.pack(message))
        guard let answer = try? Unpacker.unpack(M.Answer.self, bytes) else { throw .unavailable }
        return answer
    }

    /// Pass on what is packed already, and wait for the answer's bytes; whether it is a message of the
    /// language is not looked at.
    ///
    /// Throws as ``ask(_:)`` does.
    public func pass(_ name: String, _ payload: [UInt8]) async throws(Language.Refusal) -> [UInt8] {
        guard payload.count <= Frame.longestPayload, name.utf8.count <= Frame.longestName else {
            throw .malformed
        }
        do {
            return try await exchange(name, payload)
        } catch {
            guard let refused = error as? Refused else { throw .unavailable }
            throw Language.Refusal(rawValue: refused.word) ?? .unavailable
        }
    }

    /// The number of the link that stands, counted from 1; nil where none does.
    ///
    /// Behind another number another process may be, with other keys.
    public var link: Int? {
        standing.withLock { $0.channel?.isActive == true ? $0.number : nil }
    }

    /// End the channel; a later question opens another.
    public func close() async {
        let task = channel.withLock { held in
            defer { held = nil }
            return held
        }
        try? await task?.value.close()
    }

    private func exchange(_ name: String, _ payload: [UInt8]) async throws -> [UInt8] {
        let deadline = NIODeadline.now() + timeout
        let dialed = NIODeadline.now() + dialing
        while true {
            let channel = try await connected(by: dialed)
            let promise = channel.eventLoop.makePromise(of: [UInt8].self)
            let question = Question(
                name: name,
                payload: payload,
                deadline: deadline,
                answer: promise
            )
            // One wait for both: each that resumes a task wakes a thread.
            let taken = channel.eventLoop.makePromise(of: Void.self)
            taken.futureResult.whenFailure { _ in promise.fail(NeverTaken()) }
            channel.writeAndFlush(question, promise: taken)
            do {
                return try await promise.futureResult.get()
            } catch is NeverTaken {
                guard NIODeadline.now() < dialed else { throw NeverAnswered() }
            }
        }
    }

    // While the other side is being restarted nobody answers; nothing was sent yet, so waiting is safe.
    private func connected(by deadline: NIODeadline) async throws -> any Channel {
        while true {
            let task = dialed()
            if let channel = try? await task.value, channel.isActive { return channel }
            channel.withLock { if $0 == task { $0 = nil } }
            guard NIODeadline.now() < deadline else { throw NeverAnswered() }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func dialed() -> Task<any Channel, any Error> {
        channel.withLock { held in
            if let held { return held }
            let task = Task {
                let channel = try await WireClient.connect(address, tunnel)
                standing.withLock { $0 = ($0.number + 1, channel) }
                return channel
            }
            held = task
            return task
        }
    }

    private static func connect(
        _ address: WireAddress,
        _ tunnel: WireTunnel?
    ) async throws -> any Channel {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.speakFrames { Asking() } }
        switch address {
        case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path).get()
        case .switchboard(let line):
            let socket = try await Switchboard.waiting { try Switchboard.dial(line) }
            return try await bootstrap.withConnectedSocket(socket).get()
        case .tls(let host, let port):
            guard let tunnel else { throw NeverAnswered() }
            return
                try await bootstrap
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try tunnel.enter(channel) }
                        .flatMap { channel.speakFrames { Asking() } }
                }
                .connectTimeout(.seconds(2))
                .connect(host: host, port: port).get()
        case .child(let line, let caller):
            let socket = try Switchboard.announce(caller, on: line)
            return try await bootstrap.withConnectedSocket(socket).get()
        }
    }
}

/// What a channel to another machine goes through before frames are spoken on it.
public struct WireTunnel: Sendable {
    /// Puts it before whatever else the channel has, on the channel's event loop.
    public var enter: @Sendable (any Channel) throws -> Void

    public init(_ enter: @escaping @Sendable (any Channel) throws -> Void) { self.enter = enter }
}
