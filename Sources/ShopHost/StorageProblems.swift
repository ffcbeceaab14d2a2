public import Storage
public import Web

extension StorageError: ProblemError {
    /// What an operator can mend while people wait; all else is a mistake of ours.
    public var problem: Problem? {
        switch self {
        case .full, .readOnly, .busy, .unavailable: .notKept
        default: nil
        }
    }
}
