import Basics
import CSwitchboard
import Glibc
import VaultAPI

/// A process that was started, and the launcher's end of its line.
struct Child {
    let process: LaunchPlan.Process
    let processID: pid_t
    let began: ContinuousClock.Instant
    private(set) var line: CInt?

    /// Start a process; its words go to the end of its log.
    init(_ process: LaunchPlan.Process, log path: String, user: String?) throws(LaunchError) {
        let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard log >= 0 else { throw .directory(path: path, cause: systemWords()) }
        defer { close(log) }
        guard let (mine, its) = try? Switchboard.line() else {
            throw .spawn(name: process.name, cause: systemWords())
        }
        defer { close(its) }
        let variables = process.environment.map { "\($0.key)=\($0.value)" }
        let processID = withCStrings(process.command) { arguments in
            withCStrings(variables) { environment in
                ichi_spawn(arguments[0], arguments, environment, its, log, user)
            }
        }
        guard processID > 0 else {
            close(mine)
            throw .spawn(name: process.name, cause: systemWords())
        }
        self.process = process
        self.processID = processID
        began = .now
        line = mine
    }

    /// How it ended, in words; nil while it runs.
    func ending() -> String? {
        var status: CInt = 0
        guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? "code \((status >> 8) & 0xff)" : "signal \(signal)"
    }

    func tell(_ signal: CInt) { kill(processID, signal) }

    mutating func closeLine() {
        if let line { close(line) }
        line = nil
    }
}
