/// Takes apart what ``Packer`` put together.
///
/// Memory is given to what has come, never to what a length or a count promises.
public struct Unpacker: Sendable {
    private let bytes: [UInt8]
    private var place = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that these bytes are.
    ///
    /// - Throws: ``PackingFault`` too where something follows it.
    @inlinable public static func unpack<Value: Packable>(
        _ type: Value.Type,
        _ bytes: [UInt8]
    ) throws(PackingFault) -> Value {
        var unpacker = Unpacker(bytes)
        let value: Value = try unpacker.next()
        guard unpacker.isAtEnd else { throw PackingFault() }
        return value
    }

    public var isAtEnd: Bool { place == bytes.count }

    @inlinable public mutating func next<Value: Packable>() throws(PackingFault) -> Value {
        try Value(from: &self)
    }

    public mutating func byte() throws(PackingFault) -> UInt8 { bytes[try take(1).lowerBound] }

    public mutating func number() throws(PackingFault) -> Int {
        let range = try take(8)
        let value = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Int64.self)
        }
        return Int(Int64(bigEndian: value))
    }

    public mutating func part() throws(PackingFault) -> [UInt8] { Array(bytes[try takeCounted()]) }

    public mutating func text() throws(PackingFault) -> String {
        let range = try takeCounted()
        let text = bytes.withUnsafeBufferPointer {
            String(validating: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
        guard let text else { throw PackingFault() }
        return text
    }

    /// How many elements follow, each of which is a byte at least.
    public mutating func count() throws(PackingFault) -> Int {
        let count = try number()
        guard count >= 0, bytes.count - place >= count else { throw PackingFault() }
        return count
    }

    /// The place of as many bytes as their length says, which are then behind.
    private mutating func takeCounted() throws(PackingFault) -> Range<Int> {
        try take(try number())
    }

    private mutating func take(_ count: Int) throws(PackingFault) -> Range<Int> {
        guard count >= 0, bytes.count - place >= count else { throw PackingFault() }
        defer { place += count }
        return place..<place + count
    }
}

/// Bytes that no packer of ours put together like this.
///
/// Which rule they break would help nobody who means well.
public struct PackingFault: Error, Equatable {
    public init() {}
}
