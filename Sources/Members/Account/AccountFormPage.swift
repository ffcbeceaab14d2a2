import Web

/// A form on one of my page's own pages.
struct AccountFormPage: Page {
    static let template = "members/account-form"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)],
            scripts: ["postcode.js", "once.js"]
        )
    }
    let title: String
    let lead: String
    let form: FormView
    let fields: [FieldView]
    let hasAddress: Bool
    let action: String
    let button: String
    let wasDone: Bool

    /// `names` are the fields to show below each other, in this order.
    init(
        _ title: String,
        lead: String,
        form: FormView,
        names: [String],
        hasAddress: Bool = false,
        action: String,
        button: String,
        wasDone: Bool = false
    ) {
        self.title = title
        self.lead = lead
        self.form = form
        fields = names.compactMap { form[$0] }
        self.hasAddress = hasAddress
        self.action = action
        self.button = button
        self.wasDone = wasDone
    }
}
