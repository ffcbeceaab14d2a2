public import Basics

/// Parts of the country as a carrier counts them from 鳥取県.
public enum PostageZone: String, Hashable, Sendable, Codable, CaseIterable {
    case chugoku, kansai, shikoku, kyushu, chubu, shinetsuKanto, southTohoku, northTohoku
    case hokkaido, okinawa

    public init(_ prefecture: Prefecture) {
        switch prefecture.code {
        case 1: self = .hokkaido
        case 2, 3, 5: self = .northTohoku
        case 4, 6, 7: self = .southTohoku
        case 8...15, 19, 20: self = .shinetsuKanto
        case 16...18, 21...24: self = .chubu
        case 25...30: self = .kansai
        case 31...35: self = .chugoku
        case 36...39: self = .shikoku
        case 47: self = .okinawa
        default: self = .kyushu
        }
    }

    /// As it stands in the table of postage.
    public var japanese: String {
        switch self {
        case .chugoku: "中国"
        case .kansai: "関西"
        case .shikoku: "四国"
        case .kyushu: "九州"
        case .chubu: "北陸・東海"
        case .shinetsuKanto: "信越・関東"
        case .southTohoku: "南東北"
        case .northTohoku: "北東北"
        case .hokkaido: "北海道"
        case .okinawa: "沖縄"
        }
    }

    /// Days from the dispatch to the door.
    public var transitDays: Int {
        switch self {
        case .chugoku, .kansai, .shikoku, .kyushu, .chubu: 1
        case .shinetsuKanto, .southTohoku, .northTohoku: 2
        case .hokkaido, .okinawa: 3
        }
    }
}

extension Destination {
    public var zone: PostageZone { PostageZone(prefecture) }

    /// Days from the dispatch to the door; ferries add two.
    public var transitDays: Int { zone.transitDays + (isIsland ? 2 : 0) }
}
