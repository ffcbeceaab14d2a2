import Basics
import Foundation
import Storage
import Vault
import VaultHost

/// The stage's city while it runs, with or without attackers in it.
struct RunningCity: Sendable {
    let data: URL
    private let process: Process
    private let log: URL
    private let vault: Database

    private static let patience: Duration = .seconds(60)

    /// Starts it, and returns once its pages are served.
    ///
    /// - Throws: ``BreachFault/notStarted(_:)``.
    init(
        _ stage: Stage,
        data: URL,
        roles: [RedRole] = [],
        _ more: [String: String] = [:]
    ) async throws {
        self.data = data
        log = data.deletingLastPathComponent().appending(path: "up.log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let process = Process()
        process.executableURL = stage.programs.appending(path: "ichi-red")
        process.arguments =
            ["up", "--data", data.path, "--ports", "\(stage.basePort)"]
            + roles.flatMap { ["--role", $0.rawValue] }
        process.environment = stage.environment(more)
        process.currentDirectoryURL = stage.folder
        let output = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        self.process = process
        try await RunningCity.waitForReady(process, log)
        vault = try await Strongroom.existing(
            DataLayout(data.path),
            environment: [:],
            access: .readWrite
        )
    }

    private static func waitForReady(_ process: Process, _ log: URL) async throws {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if words.contains("ready  ") { return }
            guard process.isRunning else { throw BreachFault.notStarted(String(words.suffix(300))) }
            try await Task.sleep(for: .milliseconds(30))
        }
        process.interrupt()
        throw BreachFault.notStarted("nothing is served after a minute")
    }

    /// What the launcher has said.
    var words: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    func logFile(of process: String) -> URL { data.appending(path: "run/\(process).log") }

    /// Freezes, those that were lifted included.
    func freezes() async throws -> [Freeze] { try await FreezeStore(vault).list() }

    /// Alarms, newest first.
    func alarms() async throws -> [Alarm] { try await AlarmStore(vault).list() }

    /// Lifts what stands frozen, as two officers would.
    func lift() async throws {
        for freeze in try await freezes() where freeze.lifted == nil {
            try await FreezeStore(vault).lift(freeze.id, by: "drill", at: WallClock.system.now())
        }
    }

    /// Waits until no mail waits any more: one that still did would be an attacker's to read who should
    /// meet only those who order meanwhile.
    ///
    /// - Throws: ``BreachFault/notQuiet`` where mails still wait after a minute.
    func settle() async throws {
        let end = ContinuousClock.now + RunningCity.patience
        while try await !VaultQuiet.isQuiet(vault) {
            guard ContinuousClock.now < end else { throw BreachFault.notQuiet }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func stop() async {
        await vault.close()
        guard process.isRunning else { return }
        process.interrupt()
        for _ in 0..<200 where process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
        if process.isRunning { process.terminate() }
    }
}
