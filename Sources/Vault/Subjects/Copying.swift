import Basics
import VaultAPI

extension Vault {
    /// Copies some fields of one person in reach to another, inside the vault; see ``Copy``.
    func answer(_ message: Copy, _ call: Call) async throws -> Change.Answer {
        let claims = try verify(message.token, call)
        let drawer = try await commit(call) { desk in
            let holder = try desk.admit(claims, for: [.checkout, .member])
            let from = try desk.reach(message.from, by: holder)
            let to = try desk.reach(message.to, by: holder)
            try desk.refusePlaced(to, by: holder)
            let name = from.ledgerName ?? ""
            try desk.count([name], by: holder)
            var drawer = try desk.drawer(
                of: message.from.text,
                fields: message.fields.map(\.rawValue)
            )
            drawer.leaf = try desk.line(
                .copy,
                by: holder,
                about: [name, to.ledgerName].compactMap { $0 },
                fields: drawer.fields
            )
            return drawer
        }
        let values = PersonalFields(byName: try await open(drawer))
        return try await commit(call) { desk in
            let holder = try desk.admit(claims, for: [.checkout, .member])
            let to = try desk.reach(message.to, by: holder)
            try desk.refusePlaced(to, by: holder)
            guard to.kind != .member else { throw Halt.refused(.malformed) }
            let version = try desk.replace(values, of: to, expecting: nil)
            try desk.line(
                .change,
                by: holder,
                about: [to.ledgerName].compactMap { $0 },
                fields: drawer.fields
            )
            return Change.Answer(version: version)
        }
    }
}
