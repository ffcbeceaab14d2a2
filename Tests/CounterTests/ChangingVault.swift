import Basics
import Counter
import Crypto
import Foundation
import Synchronization
import VaultAPI
import Wire

/// A vault that tells its key, and may come back with another.
final class ChangingVault: Sendable {
    private struct State {
        var key = Curve25519.Signing.PrivateKey()
        var link: Int? = 1
        var links = 1
        var asked = 0
        var changesDuringAnswer = false

        mutating func comeBack() {
            key = Curve25519.Signing.PrivateKey()
            links += 1
            link = links
        }
    }

    private let state = Mutex(State())

    /// How often the key was asked.
    var asked: Int { state.withLock { $0.asked } }

    func comeBackWithOtherKeys() { state.withLock { $0.comeBack() } }
    func changeDuringNextAnswer() { state.withLock { $0.changesDuringAnswer = true } }
    func hangUp() { state.withLock { $0.link = nil } }

    var desk: VaultDesk {
        VaultDesk(link: { [self] in state.withLock { $0.link } }) { [self] _ in
            state.withLock { state in
                state.asked += 1
                // Asking opens a link where none stands.
                if state.link == nil {
                    state.links += 1
                    state.link = state.links
                }
                let key = Array(state.key.publicKey.rawRepresentation)
                if state.changesDuringAnswer {
                    state.changesDuringAnswer = false
                    state.comeBack()
                }
                return Status.Answer(frozen: false, tokenKey: key, treeSize: 0)
            }
        }
    }

    func token() throws -> Token {
        let claims = TokenClaims(
            id: .mint(),
            principal: .mint(),
            caller: .counter,
            use: .member,
            minted: Moment(milliseconds: 0),
            end: Moment(milliseconds: .max)
        )
        let payload = claims.payload
        let signature = try state.withLock { try $0.key.signature(for: Data(payload.utf8)) }
        return Token(payload + "." + Base64URL.encode(Array(signature)))
    }
}
