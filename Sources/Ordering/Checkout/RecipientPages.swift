import Basics
import Web

/// The list of those to whom goods are sent, and what is still to be given to somebody.
struct RecipientsPage: Page {
    static let template = "ordering/recipients"

    struct Card: Sendable {
        var name: String
        var address: String
        var isOrderer: Bool
        var goods: [String]
        var gift: String
        var arrival: String
        var giftAddress: String
        var editAddress: String
        var removeAddress: String
        var copyAddress: String
    }

    struct Contact: Sendable {
        var name: String
        var subject: String
        var draft: String
    }

    struct Left: Sendable {
        var title: String
        var count: Int
    }

    let head = PageHead("お届け先")
    let steps = Steps.checkout(1)
    let cards: [Card]
    let hasCards: Bool
    let hasSeveral: Bool
    let contacts: [Contact]
    let hasContacts: Bool
    let left: [Left]
    let hasLeft: Bool
    let problems: [String]
    let hasProblems: Bool
    let canAddOrderer: Bool
    let canAdd: Bool
    let ordererAction: String
    let contactAction: String
    let newAddress: String
    let action: String
    let postageWords = PostageTable.words

    init(
        _ visit: CheckoutVisit,
        cards: [Card],
        contacts: [ContactsPort.Entry],
        offers: [GoodsID: Offer],
        problems: [String]
    ) {
        let checkout = visit.checkout
        self.cards = cards
        hasCards = !cards.isEmpty
        hasSeveral = cards.count > 1
        self.contacts = contacts.map {
            Contact(
                name: $0.name.revealed,
                subject: $0.subject.text,
                draft: Handle<Contact>.mint().text
            )
        }
        hasContacts = !contacts.isEmpty
        left = checkout.basket.lines.compactMap { line in
            let count = checkout.left(of: line.goods)
            return count == 0 ? nil : Left(title: offers[line.goods]?.title ?? "商品", count: count)
        }
        hasLeft = hasCards && !left.isEmpty
        self.problems = problems
        hasProblems = !problems.isEmpty
        canAddOrderer = !checkout.recipients.contains(where: \.isOrderer)
        canAdd = checkout.recipients.count < Checkout.mostRecipients
        ordererAction = visit.path("recipients/orderer")
        contactAction = visit.path("recipients/contacts")
        newAddress = visit.path("recipients/new")
        action = visit.path("recipients")
    }
}

extension RecipientsPage.Card {
    init(
        _ recipient: Checkout.Recipient,
        _ person: Person,
        _ offers: [GoodsID: Offer],
        _ id: Handle<Checkout>
    ) {
        func path(_ page: String) -> String {
            OrderingPath.recipient(id, recipient.subject, page)
        }
        self.init(
            name: person.name,
            address: person.address,
            isOrderer: recipient.isOrderer,
            goods: recipient.lines(offers).map { "\($0.offer.title) ×\($0.count)" },
            gift: recipient.gift.japanese,
            arrival: Arrival.words(day: recipient.day, window: recipient.window),
            giftAddress: path("gift"),
            editAddress: path(""),
            removeAddress: path("removal"),
            copyAddress: path("copies")
        )
    }
}

/// When something is to arrive, in words.
enum Arrival {
    static func words(day: Day?, window: TimeWindow?, earliest: Day? = nil) -> String {
        let window = window.map { " \($0.japanese)" } ?? ""
        if let day { return day.japanese + window }
        guard let earliest else { return "お届け日の指定なし" + window }
        return "\(earliest.japanese)以降、準備ができしだいお届けします\(window)"
    }
}

/// The address of one recipient.
struct RecipientPage: Page {
    static let template = "ordering/recipient"

    var head: PageHead { PageHead("お届け先の入力", scripts: ["postcode.js"]) }
    let steps: Steps
    let form: FormView
    let action: String
    let back: String
}
