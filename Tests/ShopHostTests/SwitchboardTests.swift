import Foundation
import Glibc
import Synchronization
import TestKit
import Testing
import VaultAPI
import Wire

@testable import ShopHost

/// Children in Python: what they are told and what they hear goes into files.
private enum Script {
    private static let opening = """
        import os, socket, sys, time
        name = sys.argv[1]
        def note(file, text):
            open(os.environ['DIR'] + '/' + file, 'a').write(text + '\\n')
        """

    /// Answers the one that is announced with its own name, and notes under which name that was.
    static let serves = """
        \(opening)
        serving = socket.socket(fileno=3)
        word, ends, _, _ = socket.recv_fds(serving, 64, 1)
        note('told-' + name, word.decode())
        socket.socket(fileno=ends[0]).send(name.encode())
        """

    /// Answers one, and then calls.
    static let both = serves + "\n" + calls

    /// Calls, whatever it may claim to be, until somebody answers, and notes who did.
    static let calls = """
        \(opening)
        line = socket.socket(fileno=4)
        for word in [b'vault as courier', b'courier', b'witness', b'\\xff' * 60]: line.send(word)
        for _ in range(50):
            line.send(b'call')
            word, ends, _, _ = socket.recv_fds(line, 64, 1)
            if ends:
                note('heard-' + name, socket.socket(fileno=ends[0]).recv(64).decode())
                break
            note('refused-' + name, word.decode())
            time.sleep(0.05)
        time.sleep(60)
        """
}

@Suite("two services on one switchboard", .serialized)
struct SwitchboardTests {
    private func process(
        _ name: String,
        _ script: String,
        in folder: String,
        serves: LaunchPlan.Service? = nil,
        calls: LaunchPlan.Call? = nil
    ) -> LaunchPlan.Process {
        LaunchPlan.Process(
            name: name,
            command: ["/usr/bin/python3", "-c", script, name],
            environment: ["PATH": "/usr/bin:/bin", "DIR": folder],
            serves: serves,
            calls: calls,
            directories: []
        )
    }

    @Test("who is connected to whom, and under which name, is the plan's to say and nobody else's")
    func plan() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path
            let plan = LaunchPlan(
                dataDirectory: path,
                processes: [
                    process(
                        "witness",
                        Script.serves + "\ntime.sleep(60)",
                        in: path,
                        serves: .witness
                    ),
                    process(
                        "vault",
                        Script.both,
                        in: path,
                        serves: .vault,
                        calls: .witness
                    ),
                    process("counter", Script.calls, in: path, calls: .vault(as: .counter)),
                    process("market", Script.calls, in: path),
                ],
                doors: []
            )
            let thread = Mutex<pthread_t?>(nil)
            try await confirmation { ended in
                let (ends, end) = AsyncStream<Void>.makeStream()
                Thread.detachNewThread {
                    thread.withLock { $0 = pthread_self() }
                    try? Launcher(plan) { _ in }.run()
                    end.finish()
                }
                let said = { (file: String) in
                    (try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8))?
                        .split(separator: "\n").map(String.init) ?? []
                }
                for _ in 0..<800 where said("heard-vault").isEmpty || said("refused-market").isEmpty
                {
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(said("told-vault") == ["counter"])
                #expect(said("heard-counter") == ["vault"])
                #expect(said("told-witness") == ["vault"])
                #expect(said("heard-vault") == ["witness"])
                #expect(said("heard-market").isEmpty)
                #expect(Set(said("refused-market")) == ["refused"])
                if let thread = thread.withLock({ $0 }) { pthread_kill(thread, SIGTERM) }
                for await _ in ends {}
                ended()
            }
        }
    }
}
