import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// How somebody comes into a checkout as a recipient, and how what they get is changed.
extension OrderingDesk {
    /// Brings a person into the vault; the same draft brings the same person.
    func enrol(
        _ fields: PersonalFields,
        draft: String,
        _ visit: CheckoutVisit
    ) async throws -> Handle<Subject> {
        try await vault.ask(
            Enrol(
                idempotencyKey: "\(visit.checkout.id).\(draft)",
                kind: .recipient,
                fields: fields,
                token: try visit.token
            )
        ).handle
    }

    func add(
        _ subject: Handle<Subject>,
        _ destination: Destination,
        isOrderer: Bool,
        _ visit: CheckoutVisit
    ) async throws {
        try await change(visit) { $0.send(to: subject, destination, isOrderer: isOrderer) }
    }

    /// Changes the recipients, or what they get, while people may still be changed.
    @discardableResult
    func change(
        _ visit: CheckoutVisit,
        _ edit: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout? {
        try await checkouts.change(visit.checkout, at: clock.now()) { checkout in
            // The press that fixes the people may have come after this request had begun.
            if !checkout.arePeopleFixed { edit(&checkout) }
        }
    }

    /// The member's address book; guests have none.
    func contacts(_ visit: CheckoutVisit) async throws -> [ContactsPort.Entry] {
        guard visit.checkout.member != nil, let session = visit.session else { return [] }
        return try await contacts.entries(session)
    }
}

extension CheckoutVisit {
    /// The recipient that the address names.
    ///
    /// - Throws: ``Problem/notFound`` where this checkout has no such recipient.
    func recipient(_ context: CounterContext) throws(Problem) -> Checkout.Recipient {
        _ = try token
        guard let subject = context.parameters.get("subject").flatMap({ Handle<Subject>($0) }),
            let recipient = checkout.recipient(subject)
        else { throw .notFound }
        return recipient
    }
}
