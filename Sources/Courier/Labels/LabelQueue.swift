public import Basics
public import VaultAPI

/// The vault's runs of labels, as the courier sees them.
public struct LabelQueue: Sendable {
    /// The next run; nil where none waits.
    ///
    /// It comes again until its last part was kept.
    public var next: @Sendable () async throws -> NextLabels.Work?
    /// One label of the run in hand.
    public var label: @Sendable (Handle<LabelRun>, _ place: Int) async throws -> NextLabel.Answer
    /// Hands in a part of the sealed file.
    public var keep: @Sendable (KeepLabels) async throws -> Void

    public init(
        next: @escaping @Sendable () async throws -> NextLabels.Work?,
        label: @escaping @Sendable (Handle<LabelRun>, Int) async throws -> NextLabel.Answer,
        keep: @escaping @Sendable (KeepLabels) async throws -> Void
    ) {
        self.next = next
        self.label = label
        self.keep = keep
    }
}
