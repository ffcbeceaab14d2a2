/// A value that cannot print itself: personal data, codes, keys.
///
/// Text made of it by interpolation, `print`, `dump` or a debugger's summary reads `‹secret›`. What
/// needs the value says so by name: ``revealed``.
public struct Secret<Value: Sendable>: Sendable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    /// The value itself.
    ///
    /// Where this is written, somebody's data comes into the open.
    public let revealed: Value

    public init(_ value: Value) { revealed = value }

    public var description: String { "‹secret›" }
    public var debugDescription: String { "‹secret›" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: Decodable where Value: Decodable {
    public init(from decoder: any Decoder) throws {
        revealed = try decoder.singleValueContainer().decode(Value.self)
    }
}

extension Secret: Encodable where Value: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(revealed)
    }
}
