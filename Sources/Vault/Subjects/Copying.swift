import Basics
import VaultAPI

extension Vault {
    /// Copies some fields of one person in reach to another, inside the vault; see ``Copy``.
    func answer(_ message: Copy, _ call: Call) async throws -> Change.Answer {
        let claims = try verify(message.token, call)
        let drawer = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            let from = try desk.reach(message.from, by: holder)
            let to = try desk.reach(message.to, by: holder)
            try desk.refusePlaced(to, by: holder)
            try desk.count([from.ledgerName], by: holder)
            var drawer = try desk.drawer(
                of: message.from.text,
                fields: message.fields.map(\.rawValue)
            )
            drawer.leaf = try desk.line(
                .copy,
                by: holder,
                about: [from.ledgerName, to.ledgerName],
                fields: drawer.fields
            )
            return drawer
        }
        let values = PersonalFields(byName: try await open(drawer))
        return try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .member], at: desk.now)
            let to = try desk.reach(message.to, by: holder)
            try desk.refusePlaced(to, by: holder)
            guard to.kind != .member else { throw Halt.refused(.malformed) }
            let version = try desk.replace(
                values,
                of: to.subject,
                clearing: message.fields.filter { values[$0] == nil },
                expecting: nil
            )
            // What is cleared is touched as much as what is copied.
            try desk.line(
                .change,
                by: holder,
                about: [to.ledgerName],
                fields: message.fields.sorted { $0.rawValue < $1.rawValue }
            )
            return Change.Answer(version: version)
        }
    }
}
