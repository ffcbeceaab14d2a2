/// The number of a business that may issue qualified invoices: `T` and thirteen digits.
///
/// 消費税法 第57条の2, 国税庁「適格請求書発行事業者の登録番号」.
public struct RegistrationNumber: Hashable, Sendable, Codable, CustomStringConvertible,
    LosslessStringConvertible
{
    /// `T1234567890123`.
    public let description: String

    /// Nil unless the text is `T` and thirteen ASCII digits.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard bytes.count == 14, bytes[0] == UInt8(ascii: "T"),
            bytes.dropFirst().allSatisfy(digits.contains)
        else { return nil }
        description = text
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = RegistrationNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a registration number"
            )
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
