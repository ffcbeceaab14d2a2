/// Why pictures were left as they are, in words for the shop.
public enum PictureFault: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(PictureSubject)
    case noPlace(Int, of: Int)
    case tooMany(most: Int)
    case onlyOne
    case noWords
    case folder(String)

    public var description: String {
        switch self {
        case .unknown(let subject): "\(subject) はありません。番号や名前をお確かめください"
        case .noPlace(let place, let count):
            "\(place)枚目はありません。いま\(count)枚が登録されています"
        case .tooMany(let most): "\(most)枚まで登録できます。--place で、置き換える写真を指定してください"
        case .onlyOne: "特集には写真が1枚要ります。外すかわりに、別の写真に置き換えてください"
        case .noWords: "説明は、1文字から\(PictureDesk.longestWords)文字までの1行にしてください"
        case .folder(let cause): "写真のフォルダーに書けません: \(cause)。何も登録していません"
        }
    }
}
