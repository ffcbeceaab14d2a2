import Basics
import Templates
import Web

/// The list of those to whom goods are sent, and what is still to be given to somebody.
struct RecipientsPage: Page {
    static let template = "ordering/recipients"

    struct Card: Sendable, TemplateObject {
        var name: String
        var address: String
        var isOrderer: Bool
        var goods: [String]
        var gift: String
        var arrivals: [CardArrival]
        var giftAddress: String
        var editAddress: String
        var removeAddress: String
        var copyAddress: String

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "name": .text(self.name)
            case "address": .text(address)
            case "isOrderer": .truth(isOrderer)
            case "goods": .texts(goods)
            case "gift": .text(gift)
            case "arrivals": .objects(arrivals)
            case "giftAddress": .text(giftAddress)
            case "editAddress": .text(editAddress)
            case "removeAddress": .text(removeAddress)
            case "copyAddress": .text(copyAddress)
            default: nil
            }
        }
    }

    struct CardArrival: Sendable, TemplateObject {
        var words: String
        /// The day, once chosen or copied from another recipient, cannot be met here.
        var isImpossible: Bool

        func value(named name: String) -> TemplateValue? {
            switch name {
            case "words": .text(words)
            case "isImpossible": .truth(isImpossible)
            default: nil
            }
        }
    }

    struct Contact: Sendable {
        var name: String
        var subject: String
        var draft: String
    }

    /// Goods of which too few or too many are given to somebody.
    struct Left: Sendable {
        let title: String
        let words: String

        /// Above 0, so many are still to be given; below, so many are given too often.
        init(title: String, count: Int) {
            self.title = title
            words = count > 0 ? "あと\(count)個" : "\(-count)個多くなっています"
        }
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
        _ choices: RecipientChoices,
        _ terms: [ShopID: SellerTerms],
        _ id: Handle<Checkout>
    ) {
        func path(_ page: String) -> String {
            OrderingPath.recipient(id, recipient.subject, page)
        }
        self.init(
            name: person.name,
            address: person.address,
            isOrderer: recipient.isOrderer,
            goods: choices.parcels.flatMap(\.lines).map { "\($0.offer.title) ×\($0.count)" },
            gift: recipient.gift.japanese,
            arrivals: choices.parcels.map { parcel in
                let delivery = recipient.delivery(of: parcel.kind)
                let name = choices.parcels.count > 1 ? parcel.kind.words(terms) + " " : ""
                return .init(
                    words: name + parcel.words(delivery),
                    isImpossible: !parcel.allows(delivery)
                )
            },
            giftAddress: path("gift"),
            editAddress: path(""),
            removeAddress: path("removal"),
            copyAddress: path("copies")
        )
    }
}

extension ParcelChoices {
    fileprivate func words(_ delivery: DeliveryChoice) -> String {
        Arrival.words(day: acceptsDay ? delivery.day : nil, window: delivery.window)
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
