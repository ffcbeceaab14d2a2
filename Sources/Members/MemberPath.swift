public import Basics
public import VaultAPI

/// The addresses of this room.
public enum MemberPath {
    public static let signIn = "/sign-in"
    static let letters = "/sign-in/by-letter"
    public static let signOut = "/sign-out"
    public static let registration = "/registration"
    static let registered = "/registered"
    public static let account = "/account"
    static let confirmation = "/account/confirmation"
    public static let profile = "/account/profile"
    public static let email = "/account/email"
    public static let password = "/account/password"
    public static let passkeys = "/account/passkeys"
    static let passkeyOffers = "/account/passkeys/offers"
    static let passkeyCode = "/account/passkeys/code"
    static let passkeySignIn = "/sign-in/passkey"
    static let passkeyChallenges = "/sign-in/passkey/challenges"
    public static let contacts = "/account/contacts"
    public static let newContact = "/account/contacts/new"
    public static let favourites = "/account/favourites"
    public static let history = "/account/history"
    public static let download = "/account/download"
    public static let leaving = "/account/leaving"
    public static let left = "/left"

    /// Where a code or a password is asked; reloading it loses nothing.
    public static func signIn(_ challenge: Handle<Challenge>) -> String {
        "\(signIn)/\(challenge)"
    }

    static func passkey(_ passkey: Handle<KeptPasskey>) -> String { "\(passkeys)/\(passkey)" }

    static func letter(_ challenge: Handle<Challenge>) -> String { "\(letters)/\(challenge)" }

    public static func registration(_ challenge: Handle<Challenge>) -> String {
        "\(registration)/\(challenge)"
    }

    public static func email(_ challenge: Handle<Challenge>) -> String { "\(email)/\(challenge)" }

    static func favouriteRemoval(_ goods: GoodsID) -> String {
        "\(favourites)/\(goods.rawValue)/removal"
    }

    public static func contact(_ contact: Handle<Subject>) -> String { "\(contacts)/\(contact)" }
}

/// Where somebody wanted to go before being asked to sign in.
public enum SignInGoal: String, Sendable, CaseIterable {
    case account, profile, email, password, passkeys, contacts, favourites, history, download,
        leaving, checkout

    /// The address, once signed in.
    public var path: String {
        switch self {
        case .account: MemberPath.account
        case .profile: MemberPath.profile
        case .email: MemberPath.email
        case .password: MemberPath.password
        case .passkeys: MemberPath.passkeys
        case .contacts: MemberPath.contacts
        case .favourites: MemberPath.favourites
        case .history: MemberPath.history
        case .download: MemberPath.download
        case .leaving: MemberPath.leaving
        case .checkout: "/checkout"
        }
    }
}
