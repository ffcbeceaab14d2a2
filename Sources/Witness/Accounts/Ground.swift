import Basics
import Crypto
import Wire

/// On which account an opening counts, once the ground that was given for it was found good.
enum Ground: Sendable, Equatable {
    /// A touch of a key of the office's: the key's name, and the touch's own.
    case touch(key: String, touch: String)
    /// A job, by its name.
    case job(String)
    /// The one that all shares what cannot be proven.
    case unproven

    /// A credential's name in the lines that tell of its use: short, and of one length.
    static func name(ofKey credential: [UInt8]) -> String {
        Base64URL.encode(Array(SHA256.hash(data: credential).prefix(16)))
    }

    /// A job's name, by its statement's hash.
    static func name(ofJob statement: [UInt8]) -> String { Base64URL.encode(statement) }

    /// Its word in the book.
    var word: String {
        switch self {
        case .touch(let key, let touch): "touch:\(key):\(touch)"
        case .job(let name): "job:\(name)"
        case .unproven: "unproven"
        }
    }

    init?(_ word: String) {
        let parts = word.split(separator: ":").map(String.init)
        switch (parts.first, parts.count) {
        case ("touch", 3): self = .touch(key: parts[1], touch: parts[2])
        case ("job", 2): self = .job(parts[1])
        case ("unproven", 1): self = .unproven
        default: return nil
        }
    }
}
