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
