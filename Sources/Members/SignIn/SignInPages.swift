import Web

/// Where signing in begins: an e-mail address, and by code or by password.
struct SignInPage: Page {
    static let template = "members/sign-in"
    var head: PageHead { PageHead("マイページに入る", scripts: ["passkeys.js", "once.js"]) }
    let form: FormView
    var passkeyFailure: String?
    let passkey = MemberPath.passkeySignIn
    let passkeyChallenges = MemberPath.passkeyChallenges
    let action = MemberPath.signIn
    let registration = MemberPath.registration
    let letters = MemberPath.letters
}

/// Where the mailed code is typed; the same page after a reload or another day's tab.
struct CodePage: Page {
    static let template = "members/code"
    var head: PageHead { PageHead(title, scripts: ["once.js"]) }
    let title: String
    let form: FormView
    let action: String
    let resend: String
    let wasResent: Bool
    let offersRemembering: Bool
}
