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

    @Test(
        "a token carries what was added since the last, for a minute",
        arguments: TestDatabase.engines
    )
    func handOver(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { database in
            let visitor = Handle<Visitor>.mint()
            let (first, second) = (
                Handle<FavouriteHandOver>.mint(), Handle<FavouriteHandOver>.mint()
            )
            try await database.write { tx in
                let store = VisitorFavouriteStore(tx)
                try store.add(1, for: visitor, at: now)
                try store.add(2, for: visitor, at: now.adding(seconds: 1))
                #expect(try store.handOver(visitor, by: first, at: now) == 2)
                #expect(try store.handedOver(by: first, at: now.adding(seconds: 60)) == [2, 1])
                #expect(try store.handedOver(by: first, at: now.adding(seconds: 61)).isEmpty)
                #expect(try store.handedOver(by: second, at: now).isEmpty)

                let later = now.adding(days: 1)
                #expect(try store.handOver(visitor, by: second, at: later) == 0)
                try store.add(3, for: visitor, at: later)
                try store.add(1, for: visitor, at: later.adding(seconds: 1))
                #expect(try store.handOver(visitor, by: second, at: later) == 2)
                #expect(try store.handedOver(by: second, at: later) == [1, 3])
                #expect(try store.goods(of: visitor) == [1, 3, 2])
            }
        }
    }

    @Test(
        "a browser that turns back within the minute carries all",
        arguments: TestDatabase.engines
    )
    func handOverAgain(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { database in
            let (visitor, other) = (Handle<Visitor>.mint(), Handle<Visitor>.mint())
            let (first, second) = (
                Handle<FavouriteHandOver>.mint(), Handle<FavouriteHandOver>.mint()
            )
            try await database.write { tx in
                let store = VisitorFavouriteStore(tx)
                try store.add(1, for: visitor, at: now)
                try store.add(9, for: other, at: now)
                #expect(try store.handOver(visitor, by: first, at: now) == 1)
                #expect(try store.handOver(visitor, by: second, at: now.adding(seconds: 5)) == 1)
                #expect(try store.handedOver(by: first, at: now.adding(seconds: 6)).isEmpty)
                #expect(try store.handedOver(by: second, at: now.adding(seconds: 6)) == [1])
            }
        }
    }

    @Test("lists that nobody has touched are forgotten, whole", arguments: TestDatabase.engines)
    func forgotten(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, migrations: CatalogueMigrations.market) { database in
            let (old, new) = (Handle<Visitor>.mint(), Handle<Visitor>.mint())
            try await database.write { tx in
                let store = VisitorFavouriteStore(tx)
                try store.add(1, for: old, at: now)
                try store.add(2, for: old, at: now)
                try store.add(3, for: new, at: now)
                try store.add(4, for: new, at: now.adding(days: 10))
                #expect(try store.forget(untouchedSince: now.adding(days: 10)) == 2)
                #expect(try store.goods(of: old).isEmpty)
                #expect(try store.goods(of: new) == [4, 3])
            }
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
