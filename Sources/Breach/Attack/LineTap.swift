import Basics
import Foundation
import Glibc
import Logging
import Synchronization
import VaultAPI
import Wire

/// Sits on the calling line of the process that was taken over: what works there goes on as before, and
/// all that it asks and is answered passes through here.
final class LineTap: Sendable {
    /// The process's own line, in the attacker's hands.
    let vault: VaultClient
    private let heard: @Sendable (_ name: String, _ asked: [UInt8], _ answered: [UInt8]?) -> Void

    /// Puts itself between; `heard` hears what passes.
    ///
    /// - Throws: `Switchboard.Failure`.
    init(
        as caller: Caller,
        heard: @escaping @Sendable (String, [UInt8], [UInt8]?) -> Void
    ) throws {
        self.heard = heard
        vault = VaultClient(.switchboard(line: dup(Switchboard.callingLine)))
        // A confined process makes no other pairs than these; one call at a time keeps words apart.
        let (inner, outer) = try Switchboard.stream()
        let (serving, served) = try Switchboard.stream()
        dup2(outer, Switchboard.callingLine)
        close(outer)
        Thread.detachNewThread {
            while let isCall = (try? Switchboard.hear(inner)) ?? nil {
                guard isCall else { continue }
                try? Switchboard.connect(caller.rawValue, on: inner, toServerOn: serving)
            }
        }
        let server = VaultServer(door: door, logger: Logger(label: "tap"))
        Task { try await server.serve(switchboard: served) }
    }

    private var door: VaultDoor {
        VaultDoor(
            answer: { [vault, heard] _, name, payload in
                do throws(VaultRefusal) {
                    let answer = try await vault.pass(name, payload)
                    heard(name, payload, answer)
                    return .success(answer)
                } catch {
                    heard(name, payload, nil)
                    return .failure(error)
                }
            },
            forged: { _ in }
        )
    }
}

/// Tokens that passed, newest last.
final class Passed: Sendable {
    struct Bearer: Sendable {
        var token: Token
        var handle: Handle<Subject>
    }

    private let bearers = Mutex<[Bearer]>([])
    private let counts = Mutex<[String: Int]>([:])

    var all: [Bearer] { bearers.withLock { $0 } }

    /// Waits until so many messages of a name have passed; half a minute at most.
    func wait(for count: Int, of name: String) async {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end, counts.withLock({ $0[name] ?? 0 }) < count {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Counts what passed, and takes the token out of an answer that brought one.
    func note(_ name: String, _ answer: [UInt8]) {
        if name != NextItem.name || answer != Packer.pack(NextItem.Answer(item: nil)) {
            counts.withLock { $0[name, default: 0] += 1 }
        }
        switch name {
        case Enrol.name:
            guard let enrolled = try? Unpacker.unpack(Enrol.Answer.self, answer),
                let token = enrolled.token
            else { return }
            add(Bearer(token: token, handle: enrolled.handle))
        case SignInFinish.name:
            guard let entered = try? Unpacker.unpack(SignInFinish.Answer.self, answer) else {
                return
            }
            add(Bearer(token: entered.token, handle: entered.handle))
        default: return
        }
    }

    private func add(_ bearer: Bearer) { bearers.withLock { $0.append(bearer) } }

    /// The first that passes, or passed; nil after some seconds.
    func first(within seconds: Double) async -> Bearer? {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if let bearer = all.last { return bearer }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }
}
