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
    /// - Throws: ``CheckoutVisit/peopleFixed`` where it would have to be kept first, and the press that
    ///   fixes the people has come meanwhile; `gone` where the checkout is over; and what the vault refuses.
    func write(
        _ texts: PersonalFields,
        for subject: Handle<Subject>,
        _ visit: CheckoutVisit
    ) async throws {
        if !visit.checkout.writtenFor.contains(subject) {
            guard texts.values.contains(where: { !$0.revealed.isEmpty }) else { return }
            try await mark([subject], visit)
        }
        _ = try await vault.ask(
            Change(token: try visit.token, handle: subject, version: nil, fields: texts)
        )
    }

    /// The same texts for others, copied inside the vault; nothing where nobody has any.
    func copyTexts(
        _ fields: [PersonalField],
        from model: Handle<Subject>,
        to others: [Handle<Subject>],
        _ visit: CheckoutVisit
    ) async throws {
        let written = visit.checkout.writtenFor
        let isModel = written.contains(model)
        if isModel { try await mark(others, visit) }
        for other in others where isModel || written.contains(other) {
            _ = try await vault.ask(
                Copy(token: try visit.token, from: model, to: other, fields: fields)
            )
        }
    }

    private func mark(_ subjects: [Handle<Subject>], _ visit: CheckoutVisit) async throws {
        let marked = try await change(visit) { $0.markWritten(for: subjects) }
        guard let marked, !marked.isOver(at: clock.now()) else { throw gone }
        guard subjects.allSatisfy(marked.writtenFor.contains) else { throw visit.peopleFixed }
    }
}
