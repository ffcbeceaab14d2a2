public import Wire

/// What may be spoken with the witness.
public enum WitnessLanguage: WireLanguage {
    public typealias Caller = WitnessCaller
    public typealias Refusal = WitnessRefusal
}

/// Who may speak to the witness.
public enum WitnessCaller: String, WireCaller, CaseIterable {
    case vault
    /// Who types commands on the witness's own machine.
    case `operator`
    /// Holds the same book, and takes over when somebody says so.
    case standby
    /// The officers' page: it shows what waits, and carries what their keys answer.
    case page

    /// A vault that is being started anew meets the one that ends; of two standbys neither would have all.
    public var isAlone: Bool { self == .standby }
}

/// One thing that may be asked of the witness.
public protocol WitnessMessage: WireMessage where Language == WitnessLanguage {}

/// Asks the witness.
public typealias WitnessClient = WireClient<WitnessLanguage>
/// Hears those who ask the witness.
public typealias WitnessServer = WireServer<WitnessLanguage>
