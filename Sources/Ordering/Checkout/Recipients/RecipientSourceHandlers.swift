import Basics
import Counter
import Hummingbird
import VaultAPI
import Web

/// Recipients whose address is known already: the orderer, and those in a member's address book.
struct RecipientSourceHandlers: Sendable {
    let desk: OrderingDesk

    init(_ desk: OrderingDesk) { self.desk = desk }

    /// Sends (also) to the orderer.
    @Sendable func addOrderer(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await desk.serve(request, context, changingPeople: true) { visit in
            guard let orderer = visit.checkout.orderer else { throw Problem.expired }
            try await desk.add(orderer.subject, orderer.destination, isOrderer: true, visit)
            return .redirect(
                to: OrderingPath.recipient(visit.checkout.id, orderer.subject, "gift")
            )
        }
    }

    /// Sends to somebody of the member's address book, copied inside the vault.
    @Sendable func addContact(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await desk.serve(request, context, changingPeople: true) { visit in
            let answers = try await Form(
                .hidden("contact", upTo: 40),
                .hidden("draft", upTo: 40)
            ).read(request, in: context)
            let contacts = try await desk.contacts(visit)
            guard let contact = contacts.first(where: { $0.subject.text == answers["contact"] })
            else { throw Problem.notFound }
            let subject = try await desk.enrol([:], draft: answers["draft"], visit)
            _ = try await desk.vault.ask(
                Copy(
                    token: try visit.token,
                    from: contact.subject,
                    to: subject,
                    fields: PersonalField.ofName + PersonalField.ofAddress
                )
            )
            try await desk.add(subject, contact.destination, isOrderer: false, visit)
            return .redirect(to: OrderingPath.recipient(visit.checkout.id, subject, "gift"))
        }
    }
}
