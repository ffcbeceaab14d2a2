import NIOCore
import NIOPosix
import Synchronization

/// The shop's side of the language: asks the vault, many questions at a time.
///
/// Where the channel ends it is asked for anew. A question that may have reached the vault is never
/// asked twice: it is answered ``VaultRefusal/unavailable``, and who asked decides.
public final class VaultClient: Sendable {
    private let address: VaultAddress
    private let timeout: TimeAmount
    private let dialing: TimeAmount
    private let channel = Mutex<Task<any Channel, any Error>?>(nil)
    private let standing = Mutex<(number: Int, channel: (any Channel)?)>((0, nil))

    /// A client that connects with its first question; an answer is waited for `timeoutSeconds`, of
    /// which `dialSeconds` at most pass until somebody takes the question.
    public init(_ address: VaultAddress, timeoutSeconds: Int = 5, dialSeconds: Int? = nil) {
        self.address = address
        timeout = .seconds(Int64(timeoutSeconds))
        dialing = .seconds(Int64(dialSeconds ?? timeoutSeconds))
    }

    /// Ask, and wait for the answer.
    ///
    /// Throws ``VaultRefusal/unavailable`` where the vault does not answer in time or the channel
    /// ends, ``VaultRefusal/malformed`` where the question is longer than 1 MiB.
    public func ask<M: VaultMessage>(_ message: M) async throws(VaultRefusal) -> M.Answer {
        let payload = Packer.pack(message)
        guard payload.count <= Frame.longestPayload else { throw .malformed }
        do {
            return try Unpacker.unpack(M.Answer.self, await exchange(M.name, payload))
        } catch {
            throw error as? VaultRefusal ?? .unavailable
        }
    }

    /// The number of the link that stands, counted from 1; nil where none does.
    ///
    /// Behind another number another vault may be, with other keys.
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
                guard NIODeadline.now() < dialed else { throw VaultRefusal.unavailable }
            }
        }
    }

    // While the vault is being restarted nobody answers; nothing was sent yet, so waiting is safe.
    private func connected(by deadline: NIODeadline) async throws -> any Channel {
        while true {
            let task = dialed()
            if let channel = try? await task.value, channel.isActive { return channel }
            channel.withLock { if $0 == task { $0 = nil } }
            guard NIODeadline.now() < deadline else { throw VaultRefusal.unavailable }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func dialed() -> Task<any Channel, any Error> {
        channel.withLock { held in
            if let held { return held }
            let task = Task {
                let channel = try await VaultClient.connect(address)
                standing.withLock { $0 = ($0.number + 1, channel) }
                return channel
            }
            held = task
            return task
        }
    }

    private static func connect(_ address: VaultAddress) async throws -> any Channel {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.speakFrames { Asking() } }
        switch address {
        case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path).get()
        case .switchboard(let line):
            let socket = try await Switchboard.waiting { try Switchboard.dial(line) }
            return try await bootstrap.withConnectedSocket(socket).get()
        }
    }
}
