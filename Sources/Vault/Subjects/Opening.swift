import Basics
import VaultAPI

extension Vault {
    /// Reads some fields of one person; see ``Open``.
    func answer(_ message: Open, _ call: Call) async throws -> Open.Answer {
        // Mails and letters are opened by the courier's own way.
        guard ![.correspondence, .labels].contains(message.purpose) else {
            throw Halt.refused(.malformed)
        }
        let claims = try verify(message.token, call)
        let drawer = try await commit(call, by: claims) { desk, bearer in
            let holder = try bearer.admit(for: [.checkout, .orderView, .member], at: desk.now)
            let person = try desk.reach(message.handle, by: holder)
            try desk.count([person.ledgerName], by: holder)
            var drawer = try desk.drawer(
                of: message.handle.text,
                fields: message.fields.map(\.rawValue)
            )
            drawer.leaf = try desk.line(
                .open,
                by: holder,
                about: [person.ledgerName],
                fields: drawer.fields,
                purpose: message.purpose
            )
            return drawer
        }
        let values = try await open(drawer)
        return Open.Answer(
            fields: PersonalFields(byName: values),
            version: drawer.register.version
        )
    }
}
