/// Bytes put together so that they can be taken apart in one way only: each part after its length.
///
/// Messages travel so, letters are kept so, and what is authenticated is packed so, that no two
/// different bindings give the same bytes. The form is told whole in this room's README.
public struct Packer: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() { bytes.reserveCapacity(192) }

    /// The bytes of one value alone.
    @inlinable public static func pack(_ value: some Packable) -> [UInt8] {
        var packer = Packer()
        value.pack(into: &packer)
        return packer.bytes
    }

    public mutating func add(_ part: [UInt8]) {
        add(part.count)
        bytes += part
    }

    public mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes += text.utf8
    }

    public mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).bigEndian) { bytes += $0 }
    }

    public mutating func add(byte: UInt8) { bytes.append(byte) }

    @inlinable public mutating func add(_ value: some Packable) { value.pack(into: &self) }
}
