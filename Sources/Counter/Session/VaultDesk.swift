public import VaultAPI

/// The vault as every desk of the counter asks it: one closure for all messages, so that a test can
/// play it.
public struct VaultDesk: Sendable {
    /// The number of the link to the vault; nil where none stands just now.
    public let link: @Sendable () -> Int?
    private let answer: @Sendable (any VaultMessage) async throws -> any Sendable

    /// - Parameters:
    ///   - link: The number of the link to the vault; another number, perhaps another vault.
    ///   - answer: What a message is answered with: its own kind of answer, or a refusal.
    public init(
        link: @escaping @Sendable () -> Int? = { 1 },
        _ answer: @escaping @Sendable (any VaultMessage) async throws -> any Sendable
    ) {
        self.link = link
        self.answer = answer
    }

    /// Asks, and waits for the answer.
    ///
    /// - Throws: ``VaultAPI/VaultRefusal``; `unavailable` also for an answer of another kind.
    public func ask<Message: VaultMessage>(_ message: Message) async throws -> Message.Answer {
        guard let answer = try await answer(message) as? Message.Answer else {
            throw VaultRefusal.unavailable
        }
        return answer
    }
}
