public import Basics
public import VaultAPI

/// The vault, as the courier sees it.
public struct ItemQueue: Sendable {
    /// The next item, after the vault has heard what became of the last one; nil where nothing waits.
    ///
    /// An item comes again until that is told.
    public var next: @Sendable (_ after: ItemDone?) async throws -> CourierItem?

    public init(next: @escaping @Sendable (_ after: ItemDone?) async throws -> CourierItem?) {
        self.next = next
    }
}

/// The way out.
public struct Relay: Sendable {
    public var hand: @Sendable (Envelope) async -> Reception

    public init(hand: @escaping @Sendable (Envelope) async -> Reception) { self.hand = hand }
}

/// One message for one mailbox.
public struct Envelope: Sendable {
    /// The address that is told of failures (RFC 5321 `MAIL FROM`).
    public var sender: EmailAddress
    public var recipient: Secret<EmailAddress>
    /// RFC 5322, lines ended by CR LF.
    public var message: Secret<[UInt8]>

    public init(
        sender: EmailAddress,
        recipient: Secret<EmailAddress>,
        message: Secret<[UInt8]>
    ) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}

/// What the relay said to an envelope.
public enum Reception: Sendable, Hashable {
    case accepted
    /// This envelope never: SMTP's 5xx to its recipient or its content.
    case refused(code: Int)
    /// This envelope not now: 4xx to its recipient or its content.
    case deferred(code: Int)
    /// No envelope at present: no connection, no certificate, no permission to send.
    ///
    /// The code is SMTP's, or libcurl's where the relay said nothing.
    case unreachable(code: Int)

    var outcome: ItemDone.Outcome {
        switch self {
        case .accepted: .handedOver
        case .refused: .refused
        case .deferred, .unreachable: .deferred
        }
    }
}
