/// The number by which a customer names an order: `2612-0830-5517`.
///
/// Twelve random digits: it tells neither the day nor how many orders there are, and it opens
/// nothing by itself.
public struct OrderNumber: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// From what somebody typed or read out; width and hyphens do not matter.
    public init?(_ text: String) {
        guard text.count <= 40 else { return nil }
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19:
                digits += String(scalar.value - 0xFF10)
            case 0x2D, 0x20, 0x3000, 0x2010...0x2015, 0x2212, 0x30FC, 0xFF0D, 0xFF70: continue
            default: return nil
            }
        }
        guard digits.count == 12 else { return nil }
        self.init(digits: digits)
    }

    public static func mint() -> OrderNumber { OrderNumber(digits: Digits.random(12)) }

    private init(digits: String) {
        let characters = Array(digits)
        description = [0..<4, 4..<8, 8..<12].map { String(characters[$0]) }.joined(separator: "-")
    }
}
