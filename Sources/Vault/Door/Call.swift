import Basics
import VaultAPI

/// One request: through which process, when, and its message's name.
struct Call: Sendable {
    var caller: Caller
    var now: Moment
    var message: String?
}
