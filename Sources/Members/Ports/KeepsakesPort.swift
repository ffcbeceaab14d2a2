public import Basics
public import VaultAPI

/// What else the shop keeps of a member, and what happens to it when the member leaves.
public struct KeepsakesPort: Sendable {
    /// Names of goods the member has a heart on.
    public var favourites: @Sendable (Handle<Subject>) async throws -> [String]
    /// Forgets whatever the shop keeps under the handle and need not keep by law.
    public var forget: @Sendable (Handle<Subject>) async throws -> Void

    public init(
        favourites: @escaping @Sendable (Handle<Subject>) async throws -> [String],
        forget: @escaping @Sendable (Handle<Subject>) async throws -> Void
    ) {
        self.favourites = favourites
        self.forget = forget
    }
}
