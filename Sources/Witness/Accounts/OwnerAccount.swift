import WitnessAPI

/// Members' own passkeys, and who has touched one: opening somebody who did costs nothing that day and the next.
struct OwnerAccount: Sendable {
    private static let days = 2

    private(set) var keys: [String: OwnKey] = [:]
    /// By name, the newest day on which a key of theirs was asked for.
    private var proved: [String: Int] = [:]
    private var newest = 0

    mutating func learn(_ own: OwnKey) { keys[Ground.name(ofKey: own.key.credential)] = own }

    mutating func end(_ names: [String]) { for name in names { keys[name] = nil } }

    mutating func prove(_ name: String, on day: Int) {
        if day > newest {
            newest = day
            proved = proved.filter { $0.value > day - OwnerAccount.days }
        }
        proved[name] = max(proved[name] ?? 0, day)
    }

    /// Whether somebody's own touch covers a day.
    func covers(_ name: String, on day: Int) -> Bool {
        proved[name].map { (day - OwnerAccount.days + 1...day).contains($0) } ?? false
    }

    /// Whether a touch of that very day is known.
    func isProved(_ name: String, on day: Int) -> Bool { proved[name] == day }
}
