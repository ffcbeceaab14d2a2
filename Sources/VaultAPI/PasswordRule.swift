public import Basics
private import Foundation

/// What a password must be.
///
/// A password signs in by itself here, so NIST SP 800-63B-4 section 3.1.1.2 asks 15 characters and a
/// blocklist, and forbids rules of composition. Both sides of the language hold the same rule: the
/// counter to tell it beside the field, the vault because it believes nobody.
public enum PasswordRule {
    /// Characters, at least.
    public static let leastLength = 15
    /// Characters, at most; Argon2id takes any length, but nobody types more than this.
    public static let greatestLength = 128

    /// What is wrong with a password.
    public enum Fault: Error, Sendable, Equatable {
        case tooShort, tooLong
        /// On the blocklist, a run of the keyboard, or little more than the address or the site.
        case common
    }

    /// What is wrong with a password for the holder of an e-mail address; nil where it will do.
    public static func fault(of password: Secret<String>, email: Secret<String>) -> Fault? {
        let text = normalised(password.revealed)
        if text.count < leastLength { return .tooShort }
        if text.count > greatestLength { return .tooLong }
        return isCommon(text.lowercased(), email: email.revealed.lowercased()) ? .common : nil
    }

    /// The form that is hashed: NFKC, so that full-width and half-width input are one password.
    public static func normalised(_ password: String) -> String {
        password.precomposedStringWithCompatibilityMapping
    }

    private static func isCommon(_ text: String, email: String) -> Bool {
        var rest = text.filter { $0.isLetter || $0.isNumber }
        for word in personal(email) + PasswordBlocklist.words where word.count >= 3 {
            rest = rest.replacing(word, with: "")
        }
        // What the listed words leave over must be a password's worth of its own.
        return Set(rest).count < 5 || rest.count < 6 || isRun(rest)
    }

    private static func personal(_ email: String) -> [String] {
        email.split { $0 == "@" || $0 == "." || $0 == "-" || $0 == "_" || $0 == "+" }
            .map(String.init).sorted { $0.count > $1.count }
    }

    /// Mostly neighbours in the alphabet or among the digits.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).filter { abs($0 - $1) <= 1 }.count
        return steps * 4 >= values.count * 3
    }
}
