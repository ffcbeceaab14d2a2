/// A prefecture by its number in JIS X 0401: 1 is 北海道, 47 is 沖縄県.
public struct Prefecture: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let code: Int

    /// Nil unless the code is 1 to 47.
    public init?(code: Int) {
        guard (1...47).contains(code) else { return nil }
        self.code = code
    }

    /// Nil unless the name is written in full: `鳥取県`.
    public init?(name: String) {
        guard let index = Prefecture.names.firstIndex(of: name) else { return nil }
        code = index + 1
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let prefecture = Prefecture(code: try container.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a prefecture"
            )
        }
        self = prefecture
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    public var name: String { Prefecture.names[code - 1] }
    public var description: String { name }

    public static func < (a: Prefecture, b: Prefecture) -> Bool { a.code < b.code }

    /// All 47, from north to south.
    public static let all: [Prefecture] = (1...47).compactMap(Prefecture.init(code:))

    private static let names = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県",
        "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
        "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
        "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
        "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県",
        "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]
}
