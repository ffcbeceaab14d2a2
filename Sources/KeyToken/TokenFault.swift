/// Why a token does not do its work, in words for an operator.
public enum TokenFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// `ICHI_VAULT_TOKEN` is no URI that can be used; what it lacks.
    case badAddress(String)
    case noModule(String)
    case noToken
    case noKey(String)
    /// Several keys of that name, or one that could leave the token.
    case unfitKey(String)
    case noPIN(String)
    case wrongPIN
    case locked
    /// It was pulled out, or its device failed.
    case gone
    /// The token refuses a call, by PKCS#11's number.
    case refused(String, code: UInt)
    /// A file that this token's key has not wrapped under this name.
    case foreign(String)
    /// A plain key lies where a wrapped one is wanted.
    case plain(String)

    public var description: String {
        switch self {
        case .badAddress(let what): "ICHI_VAULT_TOKEN: \(what)"
        case .noModule(let path):
            "\(path) is no PKCS#11 module that can be loaded: is the token's software installed?"
        case .noToken: "the token that ICHI_VAULT_TOKEN names is not there: is it plugged in?"
        case .noKey(let label):
            "the token has no AES key «\(label)»: `ichi-vault key wrap` makes one"
        case .unfitKey(let label):
            "the token's key «\(label)» will not do: there are several, or it could leave the token"
        case .noPIN(let path):
            "\(path) cannot be read as a PIN: it must be a file of its user's alone (0600), not empty"
        case .wrongPIN: "the token refuses the PIN; it was tried once, since tokens lock themselves"
        case .locked: "the token has locked itself after wrong PINs: its officer must unlock it"
        case .gone: "the token is gone: plug it in again; what is open stays open meanwhile"
        case .refused(let call, let code): "the token refuses \(call) (CKR \(hex(code)))"
        case .foreign(let path):
            "\(path) was not wrapped by this token's key, or not under this name"
        case .plain(let path):
            "\(path) lies there in the clear: `ichi-vault key wrap` has the token wrap it"
        }
    }
}

private func hex(_ code: UInt) -> String { "0x" + String(code, radix: 16, uppercase: true) }
