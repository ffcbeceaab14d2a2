import Basics
import Crypto
import VaultAPI
import Wire

/// One-time codes: 8 characters that cannot be mistaken for one another, 30 minutes, five tries.
enum Codes {
    static let minutes = 30
    static let tries = 5
    /// How often one challenge sends a code, the first included.
    static let sendings = 5
    /// A code in a letter lasts longer: the post takes days.
    static let letterDays = 14

    /// 31 signs, without 0 O 1 I L: eight of them are 39 bits, of which five tries see nothing.
    private static let signs = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    private static let length = 8

    static func mint() -> Secret<String> {
        var generator = SystemRandomNumberGenerator()
        let code = (0..<length).map { _ in
            signs[Int.random(in: signs.indices, using: &generator)]
        }
        return Secret(String(code))
    }

    /// A code as typed: any width and case, with the spaces and hyphens people put in.
    static func normalised(_ typed: Secret<String>) -> Secret<String> {
        let text = typed.revealed.prefix(64).unicodeScalars.compactMap(narrow)
        return Secret(String(String.UnicodeScalarView(text)).uppercased().filter(signs.contains))
    }

    /// Full-width letters and digits are the narrow ones moved by 0xFEE0.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
    }
}

extension Vault {
    /// The only form in which a code is kept: keyed, and bound to what it is for.
    func hash(_ code: Secret<String>, for purpose: String) -> [UInt8] {
        var packer = Packer()
        packer.add("ichi code v1")
        packer.add(purpose)
        packer.add(Codes.normalised(code).revealed)
        return Keyed.hash(packer.bytes, with: keys.code)
    }
}
