import Basics
import Catalogue
import Counter
import Members
import Merchants
import OldShop
import Ordering
import Storage
import VaultAPI
import Wire

extension MemberRoom.Ports {
    /// A member's orders, hearts and the shops' names, from the rooms that keep them.
    static func fromRooms(_ shop: Database, market: Database) -> MemberRoom.Ports {
        MemberRoom.Ports(
            orders: .fromOrdering(shop),
            favourites: .fromCatalogue(shop, market: market),
            keepsakes: .fromCatalogue(shop),
            oldShop: .fromOldShop(OldShopStore(shop)),
            shopName: { number in
                try await shop.read { tx in
                    try MerchantStore(tx).shop(ShopID(rawValue: number))?.name
                }
            }
        )
    }
}

extension FavouritesPort {
    /// Hearts of members, and of browsers that come from the market.
    static func fromCatalogue(_ shop: Database, market: Database) -> FavouritesPort {
        let engine = shop.engine
        return FavouritesPort(
            favourites: { member in
                try await shop.read { tx in
                    let goods = try MemberFavouriteStore(tx).goods(of: member)
                    return try CatalogueStore(tx, engine).cards(goods).map(Entry.init)
                }
            },
            handedOver: { text, now in
                guard let token = Handle<FavouriteHandOver>(text) else { return [] }
                return try await market.read {
                    try VisitorFavouriteStore($0).handedOver(by: token, at: now)
                }
            },
            join: { goods, member, now in
                try await shop.write {
                    try MemberFavouriteStore($0).join(goods, to: member, at: now)
                }
            },
            remove: { goods, member in
                try await shop.write { try MemberFavouriteStore($0).remove(goods, of: member) }
            }
        )
    }
}

extension FavouritesPort.Entry {
    init(_ card: GoodsCard) {
        self.init(
            goods: card.id,
            name: card.name,
            shop: card.shop,
            price: card.price,
            stock: card.availability.words,
            path: CatalogueURL.goods(card.id).path
        )
    }
}

extension KeepsakesPort {
    /// Hearts that were joined to a member.
    static func fromCatalogue(_ shop: Database) -> KeepsakesPort {
        let engine = shop.engine
        return KeepsakesPort(
            favourites: { member in
                try await shop.read { tx in
                    let goods = try MemberFavouriteStore(tx).goods(of: member)
                    return try CatalogueStore(tx, engine).cards(goods).map(\.name)
                }
            },
            forget: { member in
                try await shop.write { tx in try MemberFavouriteStore(tx).forget(member) }
                try await OldShopStore(shop).forget(member)
            }
        )
    }
}

extension OldShopPort {
    /// Orders and points that came over.
    static func fromOldShop(_ store: OldShopStore) -> OldShopPort {
        OldShopPort(address: OldShopPath.orders) { member in
            Belongings(
                points: try await store.points(of: member),
                orders: try await store.orders(of: member).map { order in
                    Order(
                        number: order.number,
                        placed: Day(order.placed),
                        total: order.payable,
                        state: order.state
                    )
                }
            )
        }
    }
}

extension ContactsPort {
    /// A member's address book, opened for this response only.
    static func fromMembers(_ book: AddressBookStore, _ vault: VaultClient) -> ContactsPort {
        ContactsPort { session in
            let member = session.claims.principal
            var entries: [Entry] = []
            for contact in try await book.contacts(of: member) {
                let open = Open(
                    token: session.token,
                    handle: contact,
                    fields: [.label, .familyName, .givenName, .postcode, .prefecture],
                    purpose: .correction
                )
                let answer = try await book.known(contact, of: member) { try await vault.ask(open) }
                if let answer, let entry = Entry(contact, answer.fields) { entries.append(entry) }
            }
            return entries
        }
    }
}

extension ContactsPort.Entry {
    /// Nil where the prefecture, which postage needs, is not known.
    fileprivate init?(_ contact: Handle<Subject>, _ fields: PersonalFields) {
        guard let prefecture = fields[.prefecture].flatMap({ Prefecture(name: $0.revealed) }) else {
            return nil
        }
        let names: [PersonalField] = [.label, .familyName, .givenName]
        let name = names.compactMap { fields[$0]?.revealed }.filter { !$0.isEmpty }
        let code = fields[.postcode].flatMap { PostalCode($0.revealed) }
        self.init(
            subject: contact,
            name: Secret(name.joined(separator: " ")),
            destination: Destination(
                prefecture: prefecture,
                isIsland: code.map { IslandPostcodes.contain($0.digits) } ?? false
            )
        )
    }
}
