import Web

/// お届け先の控え.
struct AddressBookPage: Page {
    static let template = "members/address-book"
    var head: PageHead {
        PageHead(title, crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)])
    }
    let title = "お届け先の控え"
    let entries: [Entry]
    let hasEntries: Bool
    let new = MemberPath.newContact

    struct Entry: Sendable {
        let label: String?
        let name: String
        let address: String
        let edit: String
        let removal: String
    }
}

/// A new or changed entry.
struct ContactPage: Page {
    static let template = "members/contact"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [
                Crumb("マイページ", MemberPath.account), Crumb("お届け先の控え", MemberPath.contacts),
                Crumb(title),
            ],
            scripts: ["postcode.js", "once.js"]
        )
    }
    let title: String
    let form: FormView
    let action: String
}
