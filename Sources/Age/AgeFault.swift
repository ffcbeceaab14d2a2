/// Why a file cannot be opened, in words for the person who tries.
public enum AgeFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It does not begin as a file of age's does.
    case otherFormat
    /// Wrapped in letters for a mail (`-----BEGIN AGE ENCRYPTED FILE-----`), which is not read here.
    case armored
    case unknownVersion
    /// The head breaks the format's rules in this line, counted from 1.
    case damagedHead(line: Int)
    case headTooLong
    /// The head's rules hold, and none of its stanzas is for any of our keys.
    case notForThisKey
    /// The head is not as its maker wrote it: its code does not fit.
    case alteredHead
    /// The file ends before its last chunk has come whole.
    case cut
    /// The chunk, counted from 1, was altered, or stands where another belongs, or is cut.
    case damagedChunk(Int)
    /// Something follows the last chunk: another file, perhaps.
    case somethingBehind

    public var description: String {
        switch self {
        case .otherFormat: "this is no file sealed with age"
        case .armored:
            "this file is wrapped for a mail; unwrap it with `age`, or ask for the file itself"
        case .unknownVersion: "this file has a newer form than this program knows"
        case .damagedHead(let line): "the file is damaged: line \(line) of its head"
        case .headTooLong: "the file is damaged: its head does not end"
        case .notForThisKey: "the file is sealed to another key than this one"
        case .alteredHead: "the file's head was altered since it was sealed"
        case .cut: "the end of the file is missing: fetch it again"
        case .damagedChunk(let number):
            "the file was altered since it was sealed: part \(number) of it does not fit"
        case .somethingBehind: "something was added to the file behind its end"
        }
    }
}
