public import Basics
import Crypto

/// What carries a basket from the market to the counter: random, good once and for a minute.
public struct HandOverToken: Sendable {
    public static let validSeconds = 60

    public let text: Secret<String>
    /// What is stored: the token itself is in nobody's database.
    public let hash: String

    public init?(_ text: String) {
        guard let handle = Handle<HandOverToken>(text) else { return nil }
        self.init(handle)
    }

    public static func mint() -> HandOverToken { HandOverToken(Handle<HandOverToken>.mint()) }

    private init(_ handle: Handle<HandOverToken>) {
        text = Secret(handle.text)
        hash = Base32.encode(Array(SHA256.hash(data: Array(handle.text.utf8))))
    }
}
