import Basics
import Catalogue
import DemoCity
import Foundation
import FoundationXML
import Merchants
import Testing

@Suite("the demonstration city")
struct CityTests {
    let city: DemoCity
    let today = Day(number: 20_779)

    init() throws { city = try DemoCity() }

    @Test("shops are invented, and say all that the law asks")
    func shops() {
        let shops = city.shops()
        #expect(Set(shops.map(\.slug)).count == 60 && Set(shops.map(\.phone)).count == 60)
        for shop in shops {
            #expect(shop.phone.hasPrefix("0857-00-") && shop.phone.count == 12, "\(shop.slug)")
            #expect(shop.email.hasSuffix("@example.jp"))
            #expect(shop.invoiceNumber?.hasPrefix("T00000000000") == true)
            #expect(shop.address.hasPrefix("鳥取県いなば市"))
            #expect(PostalCode(shop.postcode)?.description == shop.postcode)
            #expect(PhoneNumber(shop.phone) != nil)
            #expect(shop.law.returns.contains(shop.name) && shop.story.count > 40)
        }
        #expect(shops.filter { $0.law.alcohol != nil }.count >= 5)
    }

    @Test("twelve features and twenty pieces of news, in order, none empty")
    func featuresAndNews() {
        let goods = city.goods(today: today)
        let features = city.features(of: goods)
        #expect(features.count == 12 && Set(features.map(\.picture.file)).count == 12)
        #expect(
            features.allSatisfy { $0.goods.count >= 8 && Set($0.goods).count == $0.goods.count }
        )
        let news = city.news(today: today)
        #expect(news.count == 20 && news.map(\.day) == news.map(\.day).sorted(by: >))
        #expect(news.allSatisfy { $0.day < today })
    }

    @Test("categories have two levels")
    func categories() {
        let all = city.categories()
        let tops = Set(all.filter { $0.parent == nil }.map(\.slug))
        #expect(tops.count == 12 && Set(all.map(\.slug)).count == all.count)
        #expect(all.allSatisfy { $0.parent.map(tops.contains) ?? true })
    }

    @Test("every picture that is named can be drawn")
    func picturesExist() {
        let goods = city.goods(today: today)
        let known = Set(Gallery.files.values)
        let used =
            goods.flatMap(\.pictures) + city.features(of: goods).map(\.picture)
        #expect(used.allSatisfy { known.contains($0.file) && !$0.alt.isEmpty })
        #expect(city.shops().flatMap(\.pictures).allSatisfy { known.contains($0.file) })
        #expect(Gallery.svg("unheard-of-1.svg") == nil && Gallery.svg("../pear-1.svg") == nil)
    }

    @Test("drawings are well-formed, small, without text, script or references")
    func drawings() throws {
        for name in Gallery.names {
            let svg = try #require(Gallery.svg(name))
            #expect(svg.utf8.count <= 6144, "\(name): \(svg.utf8.count)")
            #expect(Gallery.svg(name) == svg)
            for word in ["<script", "<text", "<image", "<foreignObject", "javascript:", " onload"] {
                #expect(!svg.contains(word), "\(name)")
            }
            #expect(svg.components(separatedBy: "http").count == 2, "only the namespace")
            #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(name)")
        }
    }

    @Test("people are many, different, the same each time, and reachable by nobody")
    func people() throws {
        let people = try DemoPeople.make(count: 300)
        #expect(people.count == 300)
        #expect(Set(people.map(\.email)).count == 300 && Set(people.map(\.phone)).count == 300)
        #expect(try DemoPeople.make(count: 300).map(\.street) == people.map(\.street))
        for person in people {
            #expect(person.email.revealed.hasSuffix("@example.jp"))
            #expect(person.phone.revealed.hasPrefix("0900000"))
            #expect(PostalCode(person.postcode.revealed) != nil)
            #expect(PhoneNumber(person.phone.revealed) != nil)
            #expect(EmailAddress(person.email.revealed) != nil)
        }
    }
}
