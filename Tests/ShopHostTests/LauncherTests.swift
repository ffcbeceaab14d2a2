import Foundation
import Glibc
import Synchronization
import Testing

@testable import ShopHost

@Suite("the launcher", .serialized)
struct LauncherTests {
    /// A launcher on a thread of its own, with shell scripts as its processes.
    private final class Running: Sendable {
        let directory: String
        let said = Mutex<[String]>([])
        let thrown = Mutex<LaunchError?>(nil)
        private let thread = Mutex<pthread_t?>(nil)
        private let isOver = Mutex(false)

        init(_ scripts: [String: String], doors: [LaunchPlan.Door] = []) {
            directory =
                FileManager.default.temporaryDirectory
                .appending(path: "up-\(UUID().uuidString)").path
            let plan = plan(scripts, doors)
            Thread.detachNewThread { [self] in
                thread.withLock { $0 = pthread_self() }
                do throws(LaunchError) {
                    try Launcher(plan) { line in self.said.withLock { $0.append(line) } }.run()
                } catch { thrown.withLock { $0 = error } }
                isOver.withLock { $0 = true }
            }
        }

        private func plan(_ scripts: [String: String], _ doors: [LaunchPlan.Door]) -> LaunchPlan {
            LaunchPlan(
                dataDirectory: directory,
                processes: scripts.sorted { $0.key < $1.key }.map { name, script in
                    LaunchPlan.Process(
                        name: name,
                        command: ["/bin/sh", "-c", script],
                        environment: ["PATH": "/usr/bin:/bin", "DIR": directory],
                        directories: [name]
                    )
                },
                doors: doors
            )
        }

        func lines(_ file: String) -> [String] {
            let text = try? String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
            return text?.split(separator: "\n").map(String.init) ?? []
        }

        /// Ask it to stop; the time that took.
        func stop() async throws -> Duration {
            let began = ContinuousClock.now
            if let thread = thread.withLock({ $0 }) { pthread_kill(thread, SIGTERM) }
            try await until { self.isOver.withLock { $0 } }
            return began.duration(to: .now)
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }
    }

    private static let stays = "echo $$ >> $DIR/pids; exec sleep 60"

    @Test("it says ready, starts again what is killed, and ends all of them at once")
    func restart() async throws {
        let up = Running(["a": Self.stays])
        try await until { up.lines("pids").count == 1 }
        try await until { up.said.withLock { $0 }.contains { $0.hasPrefix("ready") } }
        let first = try #require(pid_t(up.lines("pids")[0]))
        kill(first, SIGKILL)
        try await until { up.lines("pids").count == 2 }
        let second = try #require(pid_t(up.lines("pids")[1]))
        #expect(up.said.withLock { $0 }.contains { $0.contains("a ended (signal 9)") })
        #expect(try await up.stop() < .seconds(1))
        #expect(kill(second, 0) != 0)
    }

    @Test("what will not end is killed within two seconds")
    func stubborn() async throws {
        let up = Running(["a": "trap '' TERM; echo $$ >> $DIR/pids; while :; do sleep 0.1; done"])
        try await until { up.lines("pids").count == 1 }
        #expect(try await up.stop() < .seconds(2))
        let process = try #require(pid_t(up.lines("pids")[0]))
        #expect(kill(process, 0) != 0)
    }

    @Test("what ends again and again before the city is open is given up, with its last words")
    func givesUp() async throws {
        let door = LaunchPlan.Door(name: "market", port: 47_123)
        let up = Running(["a": "echo broken; exit 3", "b": Self.stays], doors: [door])
        try await until { up.thrown.withLock { $0 } != nil }
        let log = "\(up.directory)/run/a.log"
        #expect(
            up.thrown.withLock { $0 } == .keepsEnding(name: "a", lastWords: "broken", log: log)
        )
        #expect(up.lines("run/a.log").first == "broken")
        let left = try #require(up.lines("pids").first.flatMap { pid_t($0) })
        #expect(kill(left, 0) != 0)
    }

    @Test("a child has its lines, its log and nothing else of the launcher's")
    func descriptors() async throws {
        let up = Running(["a": "ls /proc/self/fd > $DIR/fds; exec sleep 60"])
        try await until { up.lines("fds").count >= 6 }
        // 5 is the directory that ls itself reads.
        #expect(up.lines("fds") == ["0", "1", "2", "3", "4", "5"])
        _ = try await up.stop()
    }

    @Test("a port that is taken is told before anything is started")
    func portTaken() async throws {
        let taken = LoopbackSocket()
        defer { taken.close() }
        try #require(taken.bind(port: 47_124) == 0)
        let up = Running(["a": Self.stays], doors: [.init(name: "market", port: 47_124)])
        try await until { up.thrown.withLock { $0 } != nil }
        #expect(up.thrown.withLock { $0 } == .portTaken(47_124))
        #expect(up.lines("pids").isEmpty)
    }
}

private func until(_ isTrue: () -> Bool) async throws {
    for _ in 0..<600 where !isTrue() { try await Task.sleep(for: .milliseconds(10)) }
    try #require(isTrue())
}
