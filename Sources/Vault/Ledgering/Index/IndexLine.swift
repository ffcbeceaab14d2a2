import Basics
import VaultAPI

/// What a scope needs of a line.
struct IndexLine: Sendable, Hashable {
    /// How a person's data was touched.
    enum Touch: Int, Sendable {
        case none, opened, passed
    }

    var at: Moment
    var caller: Caller?
    var touch: Touch
    /// None where nothing was touched.
    var fields: [PersonalField]
    /// Ledger names; none where nothing was touched.
    var subjects: [String]
}

extension IndexLine {
    /// Actions in which data came from a form: nothing was opened, but who held the process saw it.
    private static let passing: Set<LedgerEntry.Action> = [
        .enrol, .change, .email, .signInBegin, .takeOver, .passkeyAdd, .compare,
    ]

    init(_ entry: LedgerEntry) {
        at = entry.at
        caller = entry.caller
        touch = IndexLine.touch(entry)
        fields = touch == .none ? [] : entry.fields
        subjects = touch == .none ? [] : entry.subjects
    }

    private static func touch(_ entry: LedgerEntry) -> Touch {
        guard !entry.fields.isEmpty, !entry.subjects.isEmpty else { return .none }
        if LedgerEntry.revealing.contains(entry.action) { return .opened }
        return passing.contains(entry.action) ? .passed : .none
    }
}
