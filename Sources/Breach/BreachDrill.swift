import Glibc

/// Plays every attacker on a city of its own, one after the other, and counts whom each could read.
public struct BreachDrill: Sendable {
    private let stage: Stage
    private let positions: [Position]
    private let seconds: Double
    private let days: Int

    /// - Parameters:
    ///   - stage: The city, not built yet.
    ///   - positions: Who attacks.
    ///   - seconds: How long each tries at full speed.
    ///   - days: How many days the patient thief has.
    public init(_ stage: Stage, positions: [Position], seconds: Double, days: Int) {
        (self.stage, self.positions) = (stage, positions)
        (self.seconds, self.days) = (seconds, days)
    }

    /// - Parameter tell: Hears what is done.
    /// - Returns: What came of each position, in the order of the positions.
    /// - Throws: ``BreachFault``, and what the city's parts throw.
    public func run(tell: @Sendable (String) -> Void) async throws -> BreachReport {
        let began = ContinuousClock.now
        tell("a city is made")
        try await stage.build()
        let people = try KnownCrowd(stage, passing: nil).people.count
        var report = BreachReport(seed: stage.seed, persons: people, namesADay: stage.namesADay)
        report.users = BreachDrill.users
        for position in positions {
            tell(position.title)
            report.positions.append(try await line(position))
        }
        report.seconds = (ContinuousClock.now - began) / .seconds(1)
        return report
    }

    private func line(_ position: Position) async throws -> BreachReport.Line {
        switch position {
        case .files: return try await FileSiege(stage: stage).everyFile()
        case .oldBackup: return try await FileSiege(stage: stage).oldBackup()
        case .bothHosts: return try await FileSiege(stage: stage).bothHosts()
        case .sqlInjection: return try await InjectionSiege(stage: stage).run()
        case .witnessOperator:
            var line = try await siege(position)
            try await FileSiege(stage: stage).witnessOperator(&line)
            return line
        case .vaultRootPatient: return try await PatientThief(seed: stage.seed, days: days).run()
        default: return try await siege(position)
        }
    }

    private func siege(_ position: Position) async throws -> BreachReport.Line {
        try await ProcessSiege(stage: stage, position: position, seconds: seconds).run()
    }

    /// Why each process is not a user of its own here; nil where it is.
    private static var users: String? {
        if geteuid() != 0 { return "not root: all processes run as one user" }
        guard getpwnam("ichi-counter") == nil else { return nil }
        return "no system users ichi-counter and others: all processes run as root, confined"
    }
}
