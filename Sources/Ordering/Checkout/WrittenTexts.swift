import Basics
import Counter
import VaultAPI

/// Texts of one person beyond the address: 備考, the words of のし and card, another sender.
extension OrderingDesk {
    /// What was written for a person; the vault is not asked where nobody wrote anything.
    func written(
        _ fields: [PersonalField],
        for subject: Handle<Subject>,
        _ visit: CheckoutVisit
    ) async throws -> PersonalFields {
        guard visit.checkout.writtenFor.contains(subject) else { return [:] }
        return try await vault.ask(
            Open(token: try visit.token, handle: subject, fields: fields, purpose: .correction)
        ).fields
    }

    /// Has the vault keep what was typed; nothing where nothing was, and nothing is to be cleared.
    ///
    /// The checkout knows of it first: an order never carries words that its check did not show.
    ///
    /// - Throws: ``CheckoutVisit/peopleFixed`` where the press that fixes the people has come meanwhile;
    ///   `gone` where the checkout is over; and what the vault refuses.
    func write(
        _ texts: PersonalFields,
        for subject: Handle<Subject>,
        _ visit: CheckoutVisit
    ) async throws {
        let isKnown = visit.checkout.writtenFor.contains(subject)
        guard isKnown || texts.values.contains(where: { !$0.revealed.isEmpty }) else { return }
        _ = try await marked(visit) { $0.markWritten(for: [subject]) }
        _ = try await vault.ask(
            Change(token: try visit.token, handle: subject, version: nil, fields: texts)
        )
    }

    /// The same texts for others, copied inside the vault; nothing where nobody has any.
    ///
    /// Each copy goes by the row of that moment: another tab may have written for somebody since this
    /// request began, or pressed.
    ///
    /// - Throws: As ``write(_:for:_:)``.
    func copyTexts(
        _ fields: [PersonalField],
        from model: Handle<Subject>,
        to others: [Handle<Subject>],
        _ visit: CheckoutVisit
    ) async throws {
        for other in others {
            let written = try await marked(visit) { checkout in
                guard checkout.writtenFor.contains(model) else { return }
                checkout.markWritten(for: others)
            }.writtenFor
            guard written.contains(model) || written.contains(other) else { continue }
            _ = try await vault.ask(
                Copy(token: try visit.token, from: model, to: other, fields: fields)
            )
        }
    }

    /// The checkout as its row has it now, once it knows of what is to be written.
    private func marked(
        _ visit: CheckoutVisit,
        _ mark: @escaping @Sendable (inout Checkout) -> Void
    ) async throws -> Checkout {
        let marked = try await change(visit, mark)
        guard let marked, !marked.isOver(at: clock.now()) else { throw gone }
        guard !marked.arePeopleFixed else { throw visit.peopleFixed }
        return marked
    }
}
