import Web

/// The form of registration.
struct RegistrationPage: Page {
    static let template = "members/registration"
    var head: PageHead { PageHead("会員登録", scripts: ["postcode.js", "once.js"]) }
    let form: FormView
    let action = MemberPath.registration
    /// The same for every showing of one form, so that a second press registers once.
    let attempt: String
}

/// The page after registering while the witness is away.
struct RegisteredPage: Page {
    static let template = "members/registered"
    var head: PageHead { PageHead("会員登録を受け付けました") }
    let market: String
}
