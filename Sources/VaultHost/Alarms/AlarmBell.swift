import Vault
import VaultAPI

/// Carries what is noticed beside the vault, or before it is open, to where the vault raises it.
struct AlarmBell: Sendable {
    private let rings: AsyncStream<AlarmKind>
    private let ringing: AsyncStream<AlarmKind>.Continuation

    init() {
        // One of a kind is as good as many, and there are few kinds.
        (rings, ringing) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
    }

    func ring(_ kind: AlarmKind) { ringing.yield(kind) }

    /// Raises all of them until the task is cancelled.
    func answer(_ vault: Vault) async {
        for await kind in rings { await vault.raise(kind) }
    }
}
