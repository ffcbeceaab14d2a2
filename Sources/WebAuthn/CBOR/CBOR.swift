/// What authenticators say, as far as they may say it: the types of CTAP2's canonical CBOR
/// (Client to Authenticator Protocol 2.1, section 8) without floats, tags and simple values of other
/// kinds, which nothing in a ceremony has.
enum CBOR: Sendable, Hashable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// Keys are integers or texts, each once.
    case map([CBOR: CBOR])
    case bool(Bool)
    case null
}

extension CBOR {
    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
    var array: [CBOR]? { if case .array(let value) = self { value } else { nil } }
    var map: [CBOR: CBOR]? { if case .map(let value) = self { value } else { nil } }
}

/// Bytes that are no canonical CBOR, or more of it than any ceremony has.
struct CBORFault: Error, Equatable {
    enum Cause: Sendable {
        /// The bytes end before the value does.
        case truncated
        /// Bytes stand behind the value.
        case trailing
        /// A length or number is not in its shortest form, or a length is indefinite.
        case notCanonical
        case duplicateKey
        /// A float, a tag, a simple value, a text that is no UTF-8, a number beyond 63 bits, or a key
        /// that is neither number nor text.
        case unsupported
        /// More levels or more values than ``CBORReader`` allows.
        case tooMuch
    }

    var cause: Cause
}
