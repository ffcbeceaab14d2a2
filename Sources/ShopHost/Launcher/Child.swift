import Basics
import CSwitchboard
import Glibc
import VaultAPI
import Wire

/// A process that was started, and the launcher's ends of its lines.
struct Child {
    let process: LaunchPlan.Process
    let processID: pid_t
    let began: ContinuousClock.Instant
    /// On which it calls.
    private(set) var calling: CInt?
    /// On which it is told of its callers; nil for who answers nobody.
    private(set) var serving: CInt?

    /// Start a process; its words go to the end of its log.
    init(_ process: LaunchPlan.Process, log path: String, user: String?) throws(LaunchError) {
        let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard log >= 0 else { throw .directory(path: path, cause: systemWords()) }
        defer { close(log) }
        guard let calling = try? Switchboard.line() else {
            throw .spawn(name: process.name, cause: systemWords())
        }
        defer { close(calling.1) }
        let serving = process.serves == nil ? nil : try? Switchboard.line()
        defer { if let serving { close(serving.1) } }
        let variables = process.environment.map { "\($0.key)=\($0.value)" }
        let processID = withCStrings(process.command) { arguments in
            withCStrings(variables) { environment in
                ichi_spawn(
                    arguments[0],
                    arguments,
                    environment,
                    serving?.1 ?? -1,
                    calling.1,
                    log,
                    user
                )
            }
        }
        guard processID > 0 else {
            close(calling.0)
            if let serving { close(serving.0) }
            throw .spawn(name: process.name, cause: systemWords())
        }
        self.process = process
        self.processID = processID
        began = .now
        self.calling = calling.0
        self.serving = serving?.0
    }

    /// How it ended, in words; nil while it runs.
    func ending() -> String? {
        var status: CInt = 0
        guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? "code \((status >> 8) & 0xff)" : "signal \(signal)"
    }

    func tell(_ signal: CInt) { kill(processID, signal) }

    mutating func closeLines() {
        for line in [calling, serving] { if let line { close(line) } }
        (calling, serving) = (nil, nil)
    }

    mutating func closeCallingLine() {
        if let calling { close(calling) }
        calling = nil
    }
}
