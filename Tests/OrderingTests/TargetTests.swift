import Basics
import HTTPTypes
import Ordering
import Testing
import VaultAPI
import Web

/// What the two buttons under the first form do, whichever is pressed, late or twice.
@Suite("Where the goods go", .serialized)
struct TargetTests {
    private static let toOthers = Customer.address.merging(["to": "others"]) { $1 }
    private static let toOneself = Customer.address.merging(["to": "orderer"]) { $1 }

    @Test("others by the button: straight to their address, and a member to the address book")
    func others() async throws {
        try await Town.with { town in
            let fields = Self.toOthers
            let guest = Customer(town)
            let checkout = try await guest.begin([(1, 1)])
            #expect(
                try await guest.fill(checkout + "/orderer", fields).location
                    == checkout + "/recipients/new"
            )
            let member = try await town.vault.addMember([:])
            let customer = Customer(town)
            customer.counter.setCookie("__Host-member", member.token.secret.revealed)
            let second = try await customer.begin([(1, 1)])
            #expect(
                try await customer.fill(second + "/orderer", fields).location
                    == second + "/recipients"
            )
        }
    }

    @Test("who goes back to the first page and on again is there once, with the newer address")
    func backAndOn() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            var fields = Self.toOneself
            fields["street"] = "東町2丁目1"
            #expect(try await customer.fill(checkout + "/orderer", fields).location == gift)
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.contains("東町2丁目1"))
            #expect(customer.counter.page.split(separator: "panel-head").count == 2)
        }
    }

    @Test("who meant others after all says so on the first page, and nothing is left behind")
    func othersAfterAll() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, _) = try await customer.toOneself([(1, 2)])
            try await customer.counter.get(checkout + "/orderer")
            #expect(customer.counter.page.contains("ほかの方に届ける"))
            let meant = try await customer.fill(checkout + "/orderer", Self.toOthers)
            #expect(meant.location == checkout + "/recipients/new")
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            let mother = try #require(added.location)
            // All of the basket is hers: nobody else is in the way.
            #expect(
                try await customer.fill(mother, ["count-1": "2"]).location == checkout + "/payment"
            )
        }
    }

    @Test("who corrects the own address from the list of recipients takes nobody out of it")
    func correctedFromTheList() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 2)])
            let card = gift.replacing("/gift", with: "")
            let form = try #require(try await customer.counter.get(card).location)
            try await customer.counter.get(form)
            #expect(!customer.counter.page.contains("ほかの方に届ける"))
            // Also where something is amiss.
            var fields = Customer.address
            fields["phone"] = ""
            #expect(try await customer.fill(form, fields).status == .unprocessableContent)
            #expect(!customer.counter.page.contains("ほかの方に届ける"))
            #expect(try await customer.fill(form, Customer.address).status == .seeOther)
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.split(separator: "panel-head").count == 2)
        }
    }

    @Test("once something was chosen, the first page only corrects")
    func chosen() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, gift) = try await customer.toOneself([(1, 1)])
            try await customer.fill(gift, ["count-1": "1", "noshi": "thanks", "place": "outer"])
            try await customer.counter.get(checkout + "/orderer")
            #expect(!customer.counter.page.contains("ほかの方に届ける"))
            let corrected = try await customer.fill(checkout + "/orderer", Customer.address)
            #expect(corrected.location == checkout + "/payment")
            // A page from before, which still has the buttons.
            try await customer.fill(checkout + "/orderer", Self.toOthers)
            try await customer.counter.get(checkout + "/recipients")
            #expect(customer.counter.page.contains("御礼"))
            // Whoever lost the token does not begin anew and lose what was chosen.
            customer.counter.setCookie("__Host-checkout", "")
            #expect(try await customer.counter.get(checkout + "/orderer").status == .gone)
        }
    }

    @Test("of two tabs that say it at once the first counts, and the other is led to no dead end")
    func tabs() async throws {
        try await Town.with { town in
            let first = Customer(town)
            let checkout = try await first.begin([(1, 1)])
            try await first.counter.get(checkout + "/orderer")
            var fields = Self.toOneself
            fields["draft"] = first.counter.value(of: "draft")
            let second = Customer(town)
            await town.vault.beforeNext(Enrol.self) {
                try await second.fill(checkout + "/orderer", Self.toOneself)
            }
            let late = try await first.counter.post(checkout + "/orderer", fields)
            #expect(late.location == checkout + "/payment")
            #expect(await town.vault.forgeries == 0)
        }
    }

    @Test("a correction that comes while the order is being placed adds nobody")
    func late() async throws {
        try await Town.with { town in
            let customer = Customer(town)
            let (checkout, orderer) = try await customer.toOneself([(1, 1)])
            let added = try await customer.fill(checkout + "/recipients/new", Customer.mother)
            try await customer.counter.get(checkout + "/recipients")
            try await customer.counter.post(orderer.replacing("/gift", with: "/removal"))
            try await customer.fill(try #require(added.location), ["count-1": "1"])
            try await customer.fill(checkout + "/payment", ["payment": "bankTransfer"])
            let id = try #require(Handle<Checkout>(String(checkout.split(separator: "/")[1])))
            await town.vault.beforeNext(Change.self) {
                let open = try #require(try await town.shop.checkouts.find(id))
                try await town.shop.checkouts.change(open, at: Sample.noon) {
                    $0.arePeopleFixed = true
                }
            }
            let told = try await customer.fill(checkout + "/orderer", Self.toOneself)
            #expect(told.location == checkout + "/confirmation")
            #expect(try await town.shop.checkouts.find(id)?.recipients.count == 1)
            #expect(try await customer.place(checkout).location == checkout + "/thanks")
        }
    }
}
