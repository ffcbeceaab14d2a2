/// A Japanese postal code: seven digits, written `680-0011`.
public struct PostalCode: Hashable, Sendable, CustomStringConvertible {
    /// Seven ASCII digits.
    public let digits: String

    /// Takes full-width digits and any of the hyphens people type; nil unless seven digits remain.
    public init?(_ typed: String) {
        let digits = ContactForms.digits(of: typed, allowing: "〒")
        guard let digits, digits.count == 7 else { return nil }
        self.digits = digits
    }

    public var description: String { digits.prefix(3) + "-" + digits.suffix(4) }
}

/// A telephone number in Japan: ten or eleven digits beginning with 0 (電気通信番号規則).
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// Ten or eleven ASCII digits.
    public let digits: String

    /// Takes full-width digits, brackets and any of the hyphens people type, and +81 for the first 0.
    public init?(_ typed: String) {
        let domestic =
            typed.hasPrefix("+81") ? "0" + typed.dropFirst(3).drop(while: { $0 == "0" }) : typed
        let digits = ContactForms.digits(of: domestic, allowing: "()（）")
        guard let digits, digits.first == "0", (10...11).contains(digits.count),
            !digits.hasPrefix("00")
        else { return nil }
        self.digits = digits
    }

    public var description: String { digits }
}

/// An e-mail address as the shop accepts it: the common form of RFC 5321, and the old ones of
/// Japanese mobile carriers, which have doubled or final dots in the local part.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// As typed, trimmed, with the domain in lower case.
    public let text: String

    /// At most 254 characters of ASCII (RFC 5321 4.5.3.1.3, less the angle brackets).
    public init?(_ typed: String) {
        let halves = typed.split(separator: "@", omittingEmptySubsequences: false)
        guard typed.utf8.count <= 254, halves.count == 2 else { return nil }
        let local = String(halves[0])
        let domain = halves[1].lowercased()
        guard (1...64).contains(local.utf8.count), local.utf8.allSatisfy(EmailAddress.isLocal),
            EmailAddress.isDomain(domain)
        else { return nil }
        text = local + "@" + domain
    }

    /// What two spellings of one mailbox have in common: everything in lower case.
    public var normalised: String { text.lowercased() }

    public var description: String { text }

    private static let localPunctuation = Set("!#$%&'*+-/=?^_`{|}~.".utf8)

    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || localPunctuation.contains(byte)
    }

    private static func isDomain(_ domain: String) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.last?.utf8.allSatisfy(isDigit) == false
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
                    && label.first != "-" && label.last != "-"
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

enum ContactForms {
    /// The digits of what was typed, in ASCII; nil where anything else than hyphens, spaces and
    /// the allowed characters stands between them.
    static func digits(of typed: String, allowing allowed: String) -> String? {
        var digits = ""
        for scalar in typed.unicodeScalars {
            switch scalar.narrow {
            case "0"..."9": digits.unicodeScalars.append(scalar.narrow)
            case " ": continue
            default:
                guard scalar.isDash || allowed.unicodeScalars.contains(scalar) else { return nil }
            }
        }
        return digits
    }
}
