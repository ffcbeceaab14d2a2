public import Wire

/// What the shop may speak with the vault.
public enum VaultLanguage: WireLanguage {
    public typealias Caller = VaultAPI.Caller
    public typealias Refusal = VaultRefusal
}

/// One thing that may be asked of the vault.
public protocol VaultMessage: WireMessage where Language == VaultLanguage {}

/// Asks the vault.
public typealias VaultClient = WireClient<VaultLanguage>
/// Hears those who ask the vault.
public typealias VaultServer = WireServer<VaultLanguage>
/// What the vault does with what comes in by its channels.
public typealias VaultDoor = WireDoor<VaultLanguage>
/// Where the vault is reached.
public typealias VaultAddress = WireAddress

/// A process that may speak to the vault.
///
/// The launcher, or the certificate of the connection, says which one it is.
public enum Caller: String, Codable, PackableCase, WireCaller {
    case counter
    case courier
    /// Brings an old shop's persons in: writes only.
    case importer
    /// The office: staff and officers, one touch for one person.
    case office

    /// Of two couriers each would be given what the other carries.
    public var isAlone: Bool { self == .courier }
}

/// Why the vault did not answer.
///
/// None of these says anything about a person.
public enum VaultRefusal: String, WireRefusal, CaseIterable {
    /// The token's time is over: sign in again.
    case expired
    /// The token was ended by signing out, leaving, or a restore.
    case ended
    /// The subject has been erased, by its own wish or because its time was over.
    case erased
    /// This token sees states and amounts only; personal data needs a fresh code.
    case needsFreshCode
    /// The code, password or link does not fit. Always the same answer, whatever was wrong.
    case wrongProof
    /// Somebody, perhaps the same person in another tab, has changed this in between.
    case outOfDate
    /// The draft has been placed as an order and can no longer be changed.
    case alreadyPlaced
    /// Too many tries or too many persons in a time: throttled.
    case tooMany
    /// The caller, or this token, has been frozen after a request that correct software cannot make.
    case frozen
    /// The vault cannot be reached just now.
    case unavailable
    /// What is kept sealed cannot be opened just now: the witness is away or shut. Writing goes on.
    case sealed
    /// The message is of the right kind but its content breaks a rule: a field too long, a form
    /// that no page of ours can send.
    case malformed
    /// The mailbox that was just proven is a member's already: who registered with it is gone again.
    case alreadyMember
    /// This role does not work from that network.
    case elsewhere
}
