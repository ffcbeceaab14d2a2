import Basics
import Crypto

/// What a form of the counter sends back to show that it came from a page of ours.
///
/// SHA-256 over a label and the visit's cookie: nothing is stored for it, and a page of another
/// site, which cannot read the cookie, cannot make it.
public enum CrossSiteToken {
    /// The parameter of forms.
    public static let parameter = "_token"

    /// The token that belongs to a visit.
    public static func derive(from visit: String) -> String {
        let digest = SHA256.hash(data: Array("ichi cross-site token 1\n\(visit)".utf8))
        return Base32.encode(Array(digest.prefix(20)))
    }

    /// Compared in a time that does not depend on where they differ.
    static func matches(_ sent: String, _ expected: String) -> Bool {
        let a = Array(sent.utf8)
        let b = Array(expected.utf8)
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
