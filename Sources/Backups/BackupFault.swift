/// Why a backup is not made, or not restored from, in words for an operator.
public enum BackupFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder to write into holds something.
    case notEmpty(String)
    /// The system refused; the place and the number (errno).
    case file(String, errno: Int32)
    /// No manifest: it was never finished, or is no backup.
    case unfinished(String)
    /// A manifest that cannot be read, or is of a later form.
    case unreadable(String)
    /// Another domain's.
    case otherDomain(String, is: String, wanted: String)
    /// A file is missing, is not as it was written, or was never part of it.
    case damaged(String)
    /// Keys belong in no backup.
    case holdsKey(String)

    public var description: String {
        switch self {
        case .notEmpty(let folder):
            "\(folder) is not empty: name a new folder, or empty what an ended backup left there"
        case .file(let path, let code): "\(path): \(words(of: code))"
        case .unfinished(let folder):
            "\(folder) has no manifest.json: it is no backup, or one that was never finished"
        case .unreadable(let folder): "the manifest in \(folder) cannot be read by this program"
        case .otherDomain(let folder, let domain, let wanted):
            "\(folder) is a backup of the \(domain), not of the \(wanted)"
        case .damaged(let path):
            "\(path) is not as it was when the backup was made: nothing is restored"
        case .holdsKey(let path): "\(path) is a key: no backup may hold one"
        }
    }
}
