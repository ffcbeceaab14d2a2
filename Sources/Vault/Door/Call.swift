import Basics
import VaultAPI

/// One request: through which process, and when.
struct Call: Sendable {
    var caller: Caller
    var now: Moment
}
