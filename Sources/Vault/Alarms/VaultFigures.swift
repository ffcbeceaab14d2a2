public import Basics
import Storage
public import VaultAPI

/// What a vault that runs tells of itself in numbers: nothing of it is about a person.
public struct VaultFigures: Sendable {
    /// How often each kind was raised, ever.
    public var alarms: [AlarmKind: Int] = [:]
    /// Alarms that somebody has not been told of.
    public var untold = 0
    /// Freezes that stand, by what is frozen: token, person, process, purpose, site.
    public var freezes: [String: Int] = [:]
    /// Mails and letters that wait for the courier, and since when the oldest does.
    public var mails = 0
    public var oldestMail: Moment?
    /// Persons opened since the start, through which process.
    public var opened: [Caller: Int] = [:]
    /// Look-ups at the office since the start.
    public var lookUps = 0
}

extension Vault {
    /// - Throws: `StorageError`.
    public func figures() async throws -> VaultFigures {
        var figures = try await database.read { try VaultStore($0).figures() }
        let counts = tally.now
        (figures.opened, figures.lookUps) = (counts.opened, counts.lookUps)
        return figures
    }
}
