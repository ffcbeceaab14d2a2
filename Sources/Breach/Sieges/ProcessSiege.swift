import Basics
import DemoCity
import Foundation
import Glibc

/// An attacker in a process's place, while people order; what he got is in that process's log, and in the
/// files that he could open.
struct ProcessSiege {
    let stage: Stage
    let position: Position
    let seconds: Double

    private static let patience: Duration = .seconds(90)

    func run() async throws -> BreachReport.Line {
        let data = try await stage.copy(for: position)
        let passing = data.deletingLastPathComponent().appending(path: "passing.known")
        let city = try await RunningCity(stage, data: data, roles: roles, try await settings(data))
        var watch = Watch(city, roles)
        do {
            try await attack(city, passing, &watch)
        } catch {
            await city.stop()
            throw error
        }
        await city.stop()
        var line = BreachReport.Line(position)
        watch.tell(&line)
        let isWatched = FileManager.default.fileExists(atPath: passing.path)
        let crowd = try KnownCrowd(stage, passing: isWatched ? passing : nil)
        let found = try await crowd.found(in: watch.files)
        crowd.count(found, namesADay: stage.namesADay, into: &line)
        if !found.isDisjoint(with: crowd.half), position == .vaultRootHasty {
            line.notes.append("one who was registering lies under the vault's key alone")
        }
        return line
    }

    private var roles: [RedRole] {
        switch position {
        case .market: [.market]
        case .counterLoud: [.counterLoud]
        case .counterWatching: [.counterWatching]
        case .officeStolenSession: [.office]
        case .courier: [.courier]
        case .shopRoot: [.market, .counterLoud, .office]
        case .vaultRootHasty: [.vault]
        case .witnessOperator: [.witness]
        default: []
        }
    }

    private var isPassed: Bool {
        [.counterLoud, .counterWatching, .courier, .shopRoot, .witnessOperator].contains(position)
    }

    private func settings(_ data: URL) async throws -> [String: String] {
        var settings = [RedSetting.seconds: "\(seconds)"]
        if position == .shopRoot { settings[RedSetting.host] = "shop" }
        if roles.contains(.office) {
            let words = try await stage.shell().run(
                stage.program("ichi-vault"),
                [
                    "staff", "invite", "--data", data.path, "--role", "operator", "--name", "中村 春香",
                    "--email", "haruka@inaba.example",
                ]
            )
            let code = words.split(whereSeparator: \.isWhitespace).last?.split(separator: "/").last
            settings[RedSetting.invitation] = code.map(String.init)
        }
        return settings
    }

    /// People order until the attack at full speed is over; then what is frozen is lifted for each way.
    private func attack(
        _ city: RunningCity,
        _ passing: URL,
        _ watch: inout Watch
    ) async throws {
        let people: Task<Int, any Error>? =
            isPassed
            ? Task { [stage] in
                try await Crowd(stage.town(), from: 1000, count: 600, known: passing).order()
            } : nil
        defer { people?.cancel() }
        let end = ContinuousClock.now + ProcessSiege.patience
        while !watch.isOver {
            guard ContinuousClock.now < end else { throw BreachFault.quiet(position.rawValue) }
            try await Task.sleep(for: .milliseconds(15))
            try await watch.look()
            guard watch.isRushOver else { continue }
            people?.cancel()
            try await city.lift()
        }
        people?.cancel()
        let orders = try await people?.value
        if let orders { watch.orders = orders }
        for _ in 0..<60 where watch.isChallenging && !city.words.contains("(signal 31)") {
            try await Task.sleep(for: .milliseconds(25))
        }
        try await watch.look()
    }
}

/// What the drill sees of attackers while they are at work.
private struct Watch {
    private let city: RunningCity
    private var tails: [RedTail]
    private let logs: [URL]
    private var events: [RedEvent] = []
    private var alarms = Alarms()
    private let roles: [RedRole]
    var orders: Int?

    init(_ city: RunningCity, _ roles: [RedRole]) {
        (self.city, self.roles) = (city, roles)
        logs = roles.map { city.logFile(of: $0.process) }
        tails = logs.map { RedTail($0.path) }
    }

    mutating func look() async throws {
        for place in tails.indices { events += tails[place].next() }
        alarms.hear(try await city.freezes())
        alarms.hear(alarms: try await city.alarms())
    }

    private func count(_ kind: RedEvent.Kind) -> Int { events.count { $0.kind == kind } }

    var isOver: Bool { count(.end) >= roles.count }
    var isRushOver: Bool { count(.rush) >= roles.count { $0 != .market } && count(.rush) > 0 }
    var isChallenging: Bool { count(.deadly) > 0 }

    /// Where loot may be: the attackers' own output, and what they could open.
    var files: [URL] {
        let opened = events.filter { $0.kind == .opened }.compactMap(\.name)
        return logs + Set(opened).sorted().map { URL(filePath: $0) }
    }

    /// By its number; a confined process cannot look that up.
    private static func user(_ number: String) -> String {
        guard let id = uid_t(number), let entry = getpwuid(id) else { return number }
        return String(cString: entry.pointee.pw_name)
    }

    mutating func tell(_ line: inout BreachReport.Line) {
        alarms.hear(launcher: city.words)
        alarms.hear(witness: city.logFile(of: "witness"))
        let here = events.first { $0.kind == .here }
        line.user = here?.name.flatMap { Watch.user($0) }
        line.isConfined = here?.isConfined
        let ways = events.filter { $0.kind == .way || $0.kind == .rush }
        line.ways = ways.map { event in
            BreachReport.Way(
                name: event.name ?? "all ways at once",
                attempts: event.attempts ?? 0,
                answers: event.answers ?? [:],
                attemptsUntilFrozen: event.untilFrozen,
                secondsUntilFrozen: event.seconds
            )
        }
        line.attempts = line.ways.reduce(0) { $0 + $1.attempts }
        let slowly = events.filter { $0.kind == .way }.compactMap(\.untilFrozen)
        line.attemptsUntilAlarm = slowly.max() ?? ways.compactMap(\.untilFrozen).max()
        line.secondsUntilFrozen = ways.compactMap(\.seconds).max()
        if line.attemptsUntilAlarm == nil, !alarms.isEmpty { line.attemptsUntilAlarm = 1 }
        line.frozen = alarms.freezes + alarms.words
        line.alarms = alarms.kinds
        line.notes += Set(events.filter { $0.kind == .note }.compactMap(\.name)).sorted()
        line.notes += events.filter { $0.kind == .survived }
            .map { "NOT ENDED when it tried \($0.name ?? "")" }
        if let orders { line.notes.append("\(orders) orders were placed meanwhile") }
    }
}
