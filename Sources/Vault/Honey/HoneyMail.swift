public import Basics
public import Storage
import VaultAPI

/// Judges mail that has come to a mailbox of somebody who never existed, for a command beside the vault.
public struct HoneyMail: Sendable {
    private let database: Database
    private let keys: VaultKeys

    public init(_ database: Database, keys: VaultKeys) {
        self.database = database
        self.keys = keys
    }

    public enum Verdict: Sendable, Equatable {
        /// The mailbox is nobody's here.
        case noHoney
        /// The vault itself sent this to that mailbox.
        case ownMail
        /// An alarm: the address came out of the vault.
        case foreign
    }

    /// What mail to a mailbox is, by its Message-ID.
    ///
    /// Who it says it is from, and what signed it, is not looked at: what the vault sent has a name that
    /// nobody can guess, and the vault knows which it sent there. Foreign mail raises the alarm.
    ///
    /// - Throws: `StorageError`; ``SheetFault`` where a box was damaged.
    public func judge(to mailbox: Secret<String>, messageID: String, at now: Moment) async throws
        -> Verdict
    {
        let wanted = EmailAddress(mailbox.revealed)?.normalised
        let sent = messageID.drop { $0 == "<" }.prefix { $0 != "@" && $0 != ">" }
        let verdict = try await database.read { tx -> Verdict in
            let store = VaultStore(tx)
            let owner = try store.honey(keys.notes).first {
                EmailAddress($0.row.mailbox.revealed)?.normalised == wanted
            }
            guard wanted != nil, let owner else { return .noHoney }
            let name = Vault.honeyMail(String(sent), to: owner.row.ledgerName, keys)
            return try store.isHoneyMail(name, at: now) ? .ownMail : .foreign
        }
        if verdict == .foreign { try await AlarmStore(database).raise(.honeyMailed, at: now) }
        return verdict
    }

    /// The Message-ID of a message's head (RFC 5322 3.6.4), which may be folded; empty where there is
    /// none, or more than one.
    public static func messageID(in message: String) -> String {
        let lines = message.replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.prefix { !$0.isEmpty }.joined(separator: "\n")
            .replacing("\n ", with: " ").replacing("\n\t", with: " ")
        let found = head.split(separator: "\n").filter {
            $0.lowercased().hasPrefix("message-id:")
        }
        guard found.count == 1, let line = found.first else { return "" }
        let value = line.dropFirst("message-id:".count)
        return String(value.drop { $0.isWhitespace }.prefix { !$0.isWhitespace })
    }
}
