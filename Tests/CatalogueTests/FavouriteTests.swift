import Basics
import Catalogue
import Storage
import TestKit
import Testing

@Suite("Favourites")
struct FavouriteTests {
    private let now = Samples.opened

    @Test("a visitor's favourites are the visitor's own", arguments: TestDatabase.engines)
    func visitors(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { database in
            let (a, b) = (Handle<Visitor>.mint(), Handle<Visitor>.mint())
            try await database.write { tx in
                let store = VisitorFavouriteStore(tx)
                try store.add(1, for: a, at: now)
                try store.add(2, for: a, at: now.adding(seconds: 1))
                try store.add(1, for: a, at: now.adding(seconds: 2))
                try store.add(3, for: b, at: now)
                try store.remove(3, of: a)
            }
            #expect(
                try await database.read { try VisitorFavouriteStore($0).goods(of: a) } == [1, 2]
            )
            #expect(try await database.read { try VisitorFavouriteStore($0).goods(of: b) } == [3])
        }
    }

    @Test("beyond the most a visitor keeps, the oldest goes", arguments: TestDatabase.engines)
    func most(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { database in
            let visitor = Handle<Visitor>.mint()
            let kept = try await database.write { tx in
                let store = VisitorFavouriteStore(tx)
                for number in 1...(VisitorFavouriteStore.most + 5) {
                    let id = GoodsID(rawValue: number)
                    try store.add(id, for: visitor, at: now.adding(seconds: number))
                }
                return try store.goods(of: visitor)
            }
            #expect(kept.count == VisitorFavouriteStore.most)
            #expect(kept.last == 6)
        }
    }

    @Test("sign-in joins a visitor's favourites to the member's", arguments: TestDatabase.engines)
    func joined(_ engine: Engine) async throws {
        enum Member {}
        try await Samples.market(engine) { database in
            let member = Handle<Member>.mint()
            try await database.write { tx in
                let store = MemberFavouriteStore(tx)
                try store.join([1, 2], to: member, at: now)
                try store.join([2, 3, 99], to: member, at: now.adding(days: 1))
                try store.remove(1, of: member)
            }
            let kept = try await database.read { try MemberFavouriteStore($0).goods(of: member) }
            #expect(kept == [3, 2])
            try await database.write { try MemberFavouriteStore($0).forget(member) }
            #expect(
                try await database.read { try MemberFavouriteStore($0).goods(of: member) }.isEmpty
            )
        }
    }
}
