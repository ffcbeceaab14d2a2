public import Basics

/// A person who was never born, for demonstrations.
///
/// Names and towns are common ones put together by lot; streets, telephones and mail addresses
/// belong to nobody.
public struct DemoPerson: Sendable {
    public var familyName: Secret<String>
    public var givenName: Secret<String>
    /// In katakana, as forms ask.
    public var familyKana: Secret<String>
    public var givenKana: Secret<String>
    /// Seven digits: the town's own 以下に掲載がない場合.
    public var postcode: Secret<String>
    public var prefecture: Prefecture
    public var city: Secret<String>
    public var street: Secret<String>
    /// Empty where there is none.
    public var building: Secret<String>
    /// Of 090-0000, which no carrier gives.
    public var phone: Secret<String>
    /// At example.jp (RFC 2606 and JPRS keep such names from being anybody's).
    public var email: Secret<String>
}

/// Makes demonstration people; the same seed always makes the same ones.
public enum DemoPeople {
    /// Throws where the file of names is missing or broken.
    public static func make(count: Int, seed: String = "いなば市民") throws -> [DemoPerson] {
        let names: WrittenNames = try Written.read("names")
        return (0..<count).compactMap { person(number: $0, seed: seed, of: names) }
    }

    private static func person(number: Int, seed: String, of names: WrittenNames) -> DemoPerson? {
        var chance = Chance("\(seed)/\(number)")
        let family = chance.pick(names.family)
        let given = chance.pick(names.given)
        // A third lives near by, as customers of a town's market do.
        let place = chance.pick(chance.happens(30) ? Array(names.places.prefix(4)) : names.places)
        let building = chance.pick(names.buildings)
        guard let prefecture = Prefecture(code: place.prefecture) else { return nil }
        let block = "\(chance.number(1...9))-\(chance.number(1...28))-\(chance.number(1...20))"
        let room = " \(chance.number(1...8))0\(chance.number(1...6))号"
        return DemoPerson(
            familyName: Secret(family[0]),
            givenName: Secret(given[0]),
            familyKana: Secret(family[1]),
            givenKana: Secret(given[1]),
            postcode: Secret(place.postcode),
            prefecture: prefecture,
            city: Secret(place.city),
            street: Secret(chance.pick(names.streets) + block),
            building: Secret(building.isEmpty ? "" : building + room),
            phone: Secret("0900000" + String(String(10_000 + number).suffix(4))),
            email: Secret("member\(number + 1)@example.jp")
        )
    }
}

struct WrittenNames: Decodable, Sendable {
    /// Each a name and its kana.
    var family: [[String]]
    var given: [[String]]
    var places: [WrittenPlace]
    var streets: [String]
    var buildings: [String]
}

/// In JSON `[31, "鳥取市", "6800001"]`.
struct WrittenPlace: Decodable, Sendable {
    var prefecture: Int
    var city: String
    var postcode: String

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        prefecture = try list.decode(Int.self)
        city = try list.decode(String.self)
        postcode = try list.decode(String.self)
    }
}
