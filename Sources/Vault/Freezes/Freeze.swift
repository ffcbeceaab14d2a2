public import Basics
public import VaultAPI

/// Whom a freeze falls on: the smallest that explains the request.
public enum FreezeTarget: Sendable, Hashable, CustomStringConvertible {
    case token(Handle<Token>)
    case person(Handle<Subject>)
    case process(Caller)
    case purpose(Purpose)
    case site

    /// `token:…`, `process:counter`, `site`: as it is kept and as the command line shows it.
    public var description: String {
        switch self {
        case .token(let id): "token:\(id)"
        case .person(let handle): "person:\(handle)"
        case .process(let caller): "process:\(caller.rawValue)"
        case .purpose(let purpose): "purpose:\(purpose.rawValue)"
        case .site: "site"
        }
    }
}

/// A request that correct software cannot make.
public enum Forgery: String, Sendable, CaseIterable {
    /// A token the vault never signed got past the counter, which checks before it asks.
    case badSignature
    /// A token that was given to another process.
    case othersToken
    /// A handle that was never in the token's reach.
    case outOfReach
    /// A message that is not this caller's to send.
    case notItsMessage
    /// A message the vault does not know.
    case unknownMessage
    /// Bytes that are no message.
    case undecodable
    /// A touch that the role of who asks for it is not given.
    case notItsRole
    /// Several callers frozen through one bigger one.
    case several
}

/// Why a request came to no answer, inside the vault.
enum Halt: Error {
    /// A kind word; no news.
    case refused(VaultRefusal)
    /// Too much of something good: refused, and an alarm.
    case excessive(AlarmKind)
    /// An attack: somebody is frozen for it.
    case forged(Forgery, FreezeTarget)
    /// An attack with a good token: the token is frozen for it.
    case misused(TokenClaims, Forgery)
}

/// A freeze as it stands in the vault's rows.
public struct Freeze: Sendable, Hashable {
    public enum Tag {}
    public var id: Handle<Freeze.Tag>
    /// As ``FreezeTarget`` describes itself.
    public var target: String
    /// As ``Forgery`` is named.
    public var reason: String
    public var since: Moment
    public var lifted: Moment?
    public var liftedBy: String?
}
