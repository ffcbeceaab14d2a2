import Basics
import Web

/// マイページ.
struct AccountPage: Page {
    static let template = "members/account"
    var head: PageHead { PageHead("マイページ") }
    /// Nil where the browser is only remembered.
    let name: String?
    let isWelcome: Bool
    let orders: [OrderRow]
    let hasOrders: Bool
    let links = AccountLinks()
    let signOut = MemberPath.signOut
    let market: String

    struct OrderRow: Sendable {
        let number: String
        let placed: String
        let total: Money
        let state: String
        let summary: String
        let address: String
        let reorderAddress: String

        init(_ entry: OrdersPort.Entry) {
            number = entry.number
            placed = entry.placed.japanese
            total = entry.total
            state = entry.state
            summary = entry.summary
            address = entry.address
            reorderAddress = entry.reorderAddress
        }
    }
}

/// Where my page leads.
struct AccountLinks: Sendable {
    let profile = MemberPath.profile
    let email = MemberPath.email
    let password = MemberPath.password
    let contacts = MemberPath.contacts
    let favourites = MemberPath.favourites
    let history = MemberPath.history
    let download = MemberPath.download
    let leaving = MemberPath.leaving
    let signIn = MemberPath.signIn
}

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
