/// Where somebody breaks in.
public enum Position: String, Sendable, CaseIterable, Codable {
    case sqlInjection = "sql-injection"
    case files
    case oldBackup = "old-backup"
    case market
    case counterLoud = "counter-loud"
    case counterWatching = "counter-watching"
    case officeStolenSession = "office-stolen-session"
    case courier
    case shopRoot = "shop-root"
    case vaultRootHasty = "vault-root-hasty"
    case vaultRootPatient = "vault-root-patient"
    case witnessOperator = "witness-operator-with-vault-backup"
    case bothHosts = "both-hosts"

    /// Who it is, for people.
    public var title: String {
        switch self {
        case .sqlInjection: "SQL injection, reading and writing at will"
        case .files: "every file but the keys'"
        case .oldBackup: "a backup older than an erasure, with today's keys"
        case .market: "the market's process"
        case .counterLoud: "the counter's process, loud"
        case .counterWatching: "the counter's process, only watching"
        case .officeStolenSession: "the office's process, with a clerk's session and no key"
        case .courier: "the courier's process"
        case .shopRoot: "root on the shop's host"
        case .vaultRootHasty: "root on the vault's host, in haste"
        case .vaultRootPatient: "root on the vault's host, with patience"
        case .witnessOperator: "the witness's operator, with the vault's backup"
        case .bothHosts: "root on both hosts"
        }
    }

    /// What is promised of it.
    public var promise: Promise {
        switch self {
        case .sqlInjection, .files, .oldBackup, .market, .officeStolenSession, .witnessOperator:
            .nobody
        case .counterLoud, .counterWatching, .courier, .shopRoot: .whoPassed
        case .vaultRootHasty, .vaultRootPatient: .witnessLimit
        case .bothHosts: .everybody
        }
    }

    /// What holds it, for people.
    public var limit: String {
        switch self {
        case .sqlInjection:
            "handles; who may open whom, the vault knows by itself"
        case .files: "sealed under two keepers' keys"
        case .oldBackup: "the old epochs' keys are destroyed"
        case .market: "no path to the vault"
        case .counterLoud: "frozen at the first impossible request"
        case .counterWatching: "those who pass, until the process is replaced"
        case .officeStolenSession: "a touch of the clerk's own key for each person"
        case .courier: "the mails that pass"
        case .shopRoot: "those who pass, until frozen"
        case .vaultRootHasty: "the witness's limit a day"
        case .vaultRootPatient: "the witness's limit in thirty days"
        case .witnessOperator: "the vault's half of every key"
        case .bothHosts: "none"
        }
    }
}

/// Whose data somebody may be able to read at most.
public enum Promise: String, Sendable, Codable {
    case nobody
    /// Those on the line, and whom they enter, while he is there.
    case whoPassed
    /// So many a day as the witness's budget has.
    case witnessLimit
    case everybody
}
