import CSwitchboard
import Glibc
import VaultAPI
import Wire

/// Starts the processes of a city, connects them as the plan has it, and starts again what ends.
///
/// It must run on one thread from beginning to end: the system kills the children when the thread
/// that started them ends, so that none outlives the launcher, whatever ends it.
public final class Launcher {
    private let plan: LaunchPlan
    private let ground: LaunchGround
    private let say: (String) -> Void
    private var children: [String: Child] = [:]
    private var patience: [String: Patience] = [:]
    private var due: [String: ContinuousClock.Instant] = [:]
    private var isReady = false

    /// How long processes may take to end by themselves.
    private static let courtesy: Duration = .milliseconds(1500)
    /// Endings before the city was ever open, after which it is given up.
    private static let mostEndingsAtStart = 5
    private static let glanceMilliseconds: CInt = 50

    /// A launcher that tells the one who started it what happens, a line at a time.
    public init(_ plan: LaunchPlan, say: @escaping (String) -> Void) {
        self.plan = plan
        ground = LaunchGround(plan: plan)
        self.say = say
    }

    /// Runs until SIGINT, SIGTERM or SIGHUP; every process has ended when it returns or throws.
    public func run() throws(LaunchError) {
        let lock = try ground.prepare()
        defer { close(lock) }
        let signals = ichi_signals()
        tellUsers()
        defer { stop() }
        for process in plan.processes { try start(process) }
        while true {
            wait(signals)
            while case let signal = ichi_next_signal(signals), signal != 0 {
                if signal != SIGCHLD { return }
            }
            hear()
            try reap()
            try startWhatIsDue()
            if !isReady { lookWhetherReady() }
        }
    }

    private func tellUsers() {
        guard geteuid() == 0 else { return }
        let missing = plan.processes.filter { ground.user(of: $0) == nil }.map(\.user)
        guard !missing.isEmpty else { return }
        say("note: no system users \(missing.joined(separator: ", ")): these processes run as root")
    }

    private func start(_ process: LaunchPlan.Process) throws(LaunchError) {
        let child = try Child(process, log: log(of: process.name), user: ground.user(of: process))
        children[process.name] = child
        due[process.name] = nil
    }

    private func log(of name: String) -> String { "\(plan.dataDirectory)/run/\(name).log" }

    private func wait(_ signals: CInt) {
        var watched = [signals] + children.values.compactMap(\.calling)
        var entries = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let isWaiting = !isReady || !due.isEmpty
        _ = poll(&entries, nfds_t(entries.count), isWaiting ? Launcher.glanceMilliseconds : -1)
        watched = entries.filter { $0.revents != 0 }.map(\.fd)
        readable = Set(watched)
    }

    private var readable: Set<CInt> = []

    // MARK: The switchboard

    private func hear() {
        for (name, child) in children {
            guard let line = child.calling, readable.contains(line) else { continue }
            guard let isCall = (try? Switchboard.hear(line)) ?? nil else {
                children[name]?.closeCallingLine()
                continue
            }
            if isCall { connect(child.process, line) }
        }
    }

    private func connect(_ process: LaunchPlan.Process, _ line: CInt) {
        guard let call = process.calls else {
            say("\(process.name) may call nobody, did, and was refused")
            return refuse(line)
        }
        let server = children.values.first { $0.process.serves == call.service }
        guard let serving = server?.serving else { return refuse(line) }
        try? Switchboard.connect(call.caller, on: line, toServerOn: serving)
    }

    private func refuse(_ line: CInt) {
        try? Switchboard.refuse(line)
    }

    // MARK: Endings

    private func reap() throws(LaunchError) {
        for (name, var child) in children {
            guard let ending = child.ending() else { continue }
            child.closeLines()
            children[name] = nil
            let delay = patience[name, default: Patience()]
                .delay(afterRunning: child.began.duration(to: .now))
            due[name] = .now + delay
            say("\(name) ended (\(ending)); it is started again. Its log: \(log(of: name))")
            let endings = patience[name]?.endings ?? 0
            if !isReady, endings >= Launcher.mostEndingsAtStart {
                let log = log(of: name)
                throw .keepsEnding(name: name, lastWords: lastWords(in: log), log: log)
            }
        }
    }

    private func startWhatIsDue() throws(LaunchError) {
        for process in plan.processes {
            guard let time = due[process.name], time <= .now else { continue }
            try start(process)
        }
    }

    private func stop() {
        for child in children.values { child.tell(SIGTERM) }
        let deadline = ContinuousClock.now + Launcher.courtesy
        while forgetEnded(), ContinuousClock.now < deadline { usleep(5000) }
        for child in children.values { child.tell(SIGKILL) }
        while forgetEnded() { usleep(1000) }
    }

    /// Whether any still runs.
    private func forgetEnded() -> Bool {
        for (name, var child) in children where child.ending() != nil {
            child.closeLines()
            children[name] = nil
        }
        return !children.isEmpty
    }

    // MARK: Readiness

    private func lookWhetherReady() {
        guard children.count == plan.processes.count else { return }
        isReady = plan.doors.allSatisfy { door in
            let socket = LoopbackSocket()
            defer { socket.close() }
            return socket.answersHTTP(port: door.port, host: "\(door.name).localhost:\(door.port)")
        }
        guard isReady else { return }
        say(plan.readyLine)
    }
}
