public import Wire
public import WitnessAPI

/// The witness as its page asks it: one closure for all messages, so that a test can play it.
public struct OfficersPort: Sendable {
    private let answer: @Sendable (any WitnessMessage) async throws -> any Sendable

    /// `answer` gives a message's own kind of answer, or a refusal.
    public init(_ answer: @escaping @Sendable (any WitnessMessage) async throws -> any Sendable) {
        self.answer = answer
    }

    /// The witness behind a client.
    public init(_ client: WitnessClient) {
        self.init { try await OfficersPort.ask($0, client) }
    }

    func ask<Message: WitnessMessage>(_ message: Message) async throws -> Message.Answer {
        guard let answer = try await answer(message) as? Message.Answer else {
            throw WitnessRefusal.unavailable
        }
        return answer
    }

    private static func ask<Message: WitnessMessage>(
        _ message: Message,
        _ client: WitnessClient
    ) async throws -> any Sendable {
        try await client.ask(message)
    }
}
