/// Why the witness does not start, other than `KeyFileFault`, ``BookFault`` and `Damage`.
public enum WitnessFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// A cosigner's name with white space or a plus.
    case badName(String)
    /// A setting that has not the form.
    case badSetting(String)
    /// A stand-in's key is not the one that was taken over.
    case twoWitnesses(String)
    /// A standby whose keys were not brought.
    case keyMissing(String)
    /// A standby that never followed anybody has nothing to lead with.
    case neverFollowed
    /// Halves are sealed to an epoch whose key is gone.
    case epochMissing(Int)
    /// A book is brought back, and the keys of before are not there.
    case keysMissing(String)
    /// A witness lies where one is to be brought back.
    case witnessThere(String)
    /// A file beside the keys cannot be taken away.
    case unusable(String)

    public var description: String {
        switch self {
        case .badName(let name): "\(name) is no name for a cosigner: no white space, no plus"
        case .badSetting(let name): "\(name) wants a whole number above 0"
        case .twoWitnesses(let path): "\(path) belongs to another witness than this one"
        case .keysMissing(let path):
            "\(path) has no mark.key and cosign.key: bring the witness's keys back first"
        case .witnessThere(let path):
            "\(path) holds a witness already: nothing is brought back over it"
        case .unusable(let path): "\(path) cannot be removed"
        case .keyMissing(let path): "\(path) is not here: a standby has the keys of whom it follows"
        case .neverFollowed: "it has never followed a witness: there is nothing to lead with"
        case .epochMissing(let epoch): "the key of epoch \(epoch) is not here"
        }
    }
}
