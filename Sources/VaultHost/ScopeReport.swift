public import Basics
import Vault
public import VaultAPI

/// What was touched in a time: persons and fields, an upper bound with nothing missing.
public struct ScopeReport: Codable, Sendable, Equatable {
    /// One person.
    public struct Person: Codable, Sendable, Equatable {
        /// The name in the ledger, which outlives the person's data.
        public var ledgerName: String
        /// The handle that the shop's rows bear; nil once the person is erased.
        public var handle: String?
        /// Fields that were opened: shown, mailed or copied.
        public var opened: [PersonalField]
        /// Fields that passed through the process while they were typed.
        public var passed: [PersonalField]
    }

    /// Milliseconds since 1970.
    public var from: Moment
    public var to: Moment
    public var process: Caller?
    /// Lines in that time.
    public var lines = 0
    /// Lines of the ledger, whatever their time, that the index answered for; the rest were read.
    public var indexed = 0
    /// Stretches of the index that are not as they were sealed, or of another ledger: their lines
    /// were read.
    public var indexFaults: [Int] = []
    /// Lines that cannot be read any more, whatever their time: never left out silently.
    public var unreadable = 0
    /// What is broken in the ledger's files.
    public var damages: [String] = []
    public var persons: [Person] = []
}

extension ScopeReport {
    /// The report as its decoder reads it, a person a line.
    ///
    /// Written by hand: with Foundation's encoder the answer took longer than finding it.
    public var json: [UInt8] {
        var object = JSONObject()
        object.add("from", number: from.milliseconds)
        object.add("to", number: to.milliseconds)
        object.add("process", process?.rawValue)
        object.add("lines", number: Int64(lines))
        object.add("indexed", number: Int64(indexed))
        object.add("indexFaults", numbers: indexFaults)
        object.add("unreadable", number: Int64(unreadable))
        object.add("damages", list: damages)
        object.add("persons", lines: persons.map(\.json))
        return object.bytes
    }
}

extension ScopeReport.Person {
    fileprivate var json: [UInt8] {
        var object = JSONObject()
        object.add("ledgerName", ledgerName)
        object.add("handle", handle)
        object.add("opened", list: opened.map(\.rawValue))
        object.add("passed", list: passed.map(\.rawValue))
        return object.bytes
    }
}
