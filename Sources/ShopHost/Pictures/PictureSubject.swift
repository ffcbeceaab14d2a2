/// What a picture is of.
public enum PictureSubject: Sendable, Hashable, CustomStringConvertible {
    case goods(Int)
    case shop(String)
    case feature(String)

    public var description: String {
        switch self {
        case .goods(let number): "商品 \(number)"
        case .shop(let slug): "お店 \(slug)"
        case .feature(let slug): "特集 \(slug)"
        }
    }

    /// How many pictures it may have.
    var most: Int {
        if case .feature = self { 1 } else { 10 }
    }
}
