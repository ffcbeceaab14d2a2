import Basics
import WebAuthn
import WitnessAPI

/// The keys of the office that two officers know, and the touches of them that were used.
///
/// Each touch opens one person, once: who holds the vault can keep touches back, and then has no more
/// of them than there were.
struct TouchAccount: Sendable {
    /// Persons that one key opens on a day; nobody answers more calls.
    static let personsAKey = 300
    /// For so many days a touch is remembered: it is good on two.
    private static let days = 3

    /// A key, and for whose site it was made.
    struct Known: Sendable {
        var key: EnrolledKey
        var staff: String
        var party: RelyingParty
    }
    private struct Used: Sendable {
        var key: String
        var leaf: Int
        var name: String
    }

    private(set) var keys: [String: Known] = [:]
    /// By the day on which they were used, in the order of the days.
    private var used: [Int: [String: Used]] = [:]
    private var today = 0

    /// Two officers know this key.
    mutating func enrol(_ terms: StaffKeyTerms) {
        guard let party = RelyingParty(origin: terms.origin) else { return }
        let name = Ground.name(ofKey: terms.key.credential)
        keys[name] = Known(key: terms.key, staff: terms.staff, party: party)
    }

    /// Somebody of the office makes a new one: all older ones end.
    mutating func end(staff: String) { keys = keys.filter { $0.value.staff != staff } }

    mutating func end(_ names: [String]) { for name in names { keys[name] = nil } }

    /// Whether a touch opens these names for a line: one person, once, and again for that line alone, where an
    /// answer was lost.
    func allows(_ touch: String, of key: String, leaf: Int, _ names: [String], at time: Moment)
        -> Bool
    {
        guard keys[key] != nil, Set(names).count == 1, let name = names.first else { return false }
        if let before = used.values.compactMap({ $0[touch] }).first {
            return before.key == key && before.leaf == leaf && before.name == name
        }
        let day = max(today, Day(time).number)
        let mine = (used[day] ?? [:]).values.count { $0.key == key }
        return mine < TouchAccount.personsAKey
    }

    mutating func add(
        _ touch: String,
        of key: String,
        leaf: Int,
        _ names: [String],
        at time: Moment
    ) {
        today = max(today, Day(time).number)
        used = used.filter { $0.key > today - TouchAccount.days }
        guard let name = names.first else { return }
        used[today, default: [:]][touch] = Used(key: key, leaf: leaf, name: name)
    }
}
