import Basics
import Counter
import Testing
import VaultAPI
import Web

@testable import Ordering

@Suite("Templates of ordering")
struct OrderingTemplateTests {
    private let person = Person([
        .familyName: Secret("髙橋"), .givenName: Secret("花子"), .postcode: Secret("6800011"),
        .prefecture: Secret("鳥取県"), .email: Secret("h@example.jp"), .note: Secret("備考"),
        .giftName: Secret("髙橋"), .giftMessage: Secret("お元気で"), .senderFamilyName: Secret("田中"),
    ])

    private var offers: [GoodsID: Offer] {
        var pear = Sample.pear
        pear.orderedUntil = Sample.day("2026-12-20")
        pear.stock = 1
        return [pear.goods: pear, Sample.sake.goods: Sample.sake]
    }

    private var terms: [ShopID: SellerTerms] { [10: Sample.terms(10)] }

    private let checkout: Checkout = {
        var checkout = Sample.checkout([1: 2, 3: 1])
        checkout.payment = .cashOnDelivery
        checkout.recipients[0].deliveries = [
            ParcelKind(Sample.pear): DeliveryChoice(day: Sample.day("2026-12-02"))
        ]
        checkout.recipients[0].gift = GiftChoice(
            noshi: .init(occasion: .yearEnd, place: .outer),
            hasCard: true
        )
        return checkout
    }()

    private var visit: CheckoutVisit { CheckoutVisit(checkout: checkout, session: nil) }

    private var order: Order {
        let quote = Quote(checkout, offers: offers, at: Sample.noon)
        var order = Order(
            checkout,
            number: .mint(),
            orderer: .mint(),
            payment: .cashOnDelivery,
            quote: quote,
            terms: terms,
            at: Sample.noon
        )
        order.parcels[0].carrier = "いなば運送"
        order.parcels[0].tracking = "123456789012"
        return order
    }

    private func form(_ names: [String]) -> FormView {
        Form(names.map { .line($0, $0, upTo: 10) }).view()
    }

    private func address(_ more: FormField...) throws -> FormView {
        let path = try Town.postcodePath()
        let postcodes = try PostcodeFile(path: path)
        let both =
            AddressForm.orderer(postcodes).fields
            + AddressForm.recipient(postcodes).fields.filter { $0.name == "company" }
        return try Form(both + more + [.hidden("draft").optional(), .hidden("warned").optional()])
            .answers(from: Submission(decoding: [])).view
    }

    /// One parcel with every question, one that takes neither day nor window.
    private var deliveries: [DeliveryPart] {
        let form = form(["day", "window", "season"])
        let bare = DeliveryPart(isAlone: true, name: "", goods: [], earliest: "x")
        var full = DeliveryPart(isAlone: false, name: "x", goods: ["y"], earliest: "z")
        full.day = form["day"]
        full.window = form["window"]
        full.season = form["season"]
        return [full, bare]
    }

    private func checkoutPages() throws -> [any Page] {
        let gift = GiftForm(checkout, checkout.recipients[0], offers, at: Sample.noon)
        let lines = checkout.recipients[0].lines(offers)
        let choices = RecipientChoices(lines, to: Sample.tokyo, at: Sample.noon)
        let card = RecipientsPage.Card(
            checkout.recipients[0],
            person,
            choices,
            terms,
            checkout.id
        )
        let contact = ContactsPort.Entry(
            subject: .mint(),
            name: Secret("母"),
            destination: Sample.tokyo
        )
        var half = checkout
        half.recipients[0].shares = [1: 1]
        return [
            UnderWayPage(earlier: checkout, new: checkout),
            OrdererPage(
                steps: .checkout(0),
                form: try address(.email("email"), .line("emailKeeper", "x", upTo: 9)),
                action: "/",
                isMember: false,
                asksWhereTo: true
            ),
            RecipientsPage(
                CheckoutVisit(checkout: half, session: nil),
                cards: [card, card],
                contacts: [contact],
                offers: offers,
                problems: ["x"]
            ),
            RecipientPage(steps: .checkout(1), form: try address(), action: "/", back: "/"),
            GiftPage(
                form: try gift.form.answers(from: Submission(decoding: [])).view,
                counts: gift.countNames.compactMap { gift.form.view()[$0] },
                action: "/",
                back: "/",
                hasNoshi: true,
                hasCard: true,
                deliveries: deliveries,
                hasNewParcel: true,
                isOnlyRecipient: true,
                opensSender: true
            ),
            PaymentPage(
                form: try Form(.line("payment", "x", upTo: 9), .line("note", "y", upTo: 9))
                    .answers(from: Submission(decoding: [])).view,
                action: "/",
                back: "/",
                offersCollection: true
            ),
            try confirmation(
                showing: Dictionary(uniqueKeysWithValues: everybody.map { ($0, person) })
            ),
            try confirmation(showing: nil),
            thanks,
        ]
    }

    private var thanks: ThanksPage {
        let site = SiteConfiguration.sample
        var page = ThanksPage(order, market: site.market, site: site.name)
        page.offersPasskey = true
        return page
    }

    private var everybody: Set<Handle<Subject>> {
        Set(
            visit.checkout.recipients.map(\.subject)
                + [visit.checkout.orderer?.subject].compactMap(\.self)
        )
    }

    private func confirmation(
        showing people: [Handle<Subject>: Person]?
    ) throws -> ConfirmationPage {
        ConfirmationPage(
            visit,
            Quote(checkout, offers: offers, at: Sample.noon),
            people: people,
            orderer: try #require(visit.checkout.orderer).subject,
            terms: terms,
            problems: ["x"],
            form: try ConfirmationPage.form.answers(
                from: Submission(decoding: Array("total=1".utf8))
            ).view,
            basketAddress: "/"
        )
    }

    private func orderPages() throws -> [any Page] {
        let orderVisit = OrderVisit(order: order, token: Token("x"))
        return [
            OrderLinkPage(link: "x"),
            OrderCodePage(form: form(["code"]), action: "/", resendAction: "/"),
            OrderPage(
                orderVisit,
                orderer: person,
                people: [:],
                events: [Order.Event(at: Sample.noon, step: "place", actor: "customer")]
            ),
            CorrectionPage(
                form: try address(),
                words: [form(["x"])["x"]].compactMap(\.self),
                hasWords: true,
                deliveries: deliveries,
                action: "/",
                back: "/"
            ),
        ]
    }

    @Test("every tag is a property, and every template has a sample")
    func whole() throws {
        let basket = BasketPage(
            KeptBasket(basket: checkout.basket, prefecture: Sample.prefecture("東京都")),
            offers: offers,
            terms: terms,
            message: "x",
            token: .mint()
        )
        let samples: [any Page] = try [basket] + checkoutPages() + orderPages()
        let check = TemplateCheck(try Town.pages(.counter))
        #expect(check.faults(in: samples) == [])
        #expect(try check.templates(of: .ordering, notIn: samples) == [])
    }
}
