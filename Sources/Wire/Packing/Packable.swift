/// What can be packed: its fields one after the other, in the order of their declaration.
///
/// Written by hand for each type: what a stranger's bytes can set off is what stands there.
public protocol Packable: Sendable {
    func pack(into packer: inout Packer)
    /// - Throws: ``PackingFault`` unless the next bytes are such a value.
    init(from unpacker: inout Unpacker) throws(PackingFault)
}

/// An enum without facts: a byte, the place of its case in the declaration, from 0.
///
/// New cases come last, and none goes: letters that wait hold these numbers.
public protocol PackableCase: Packable, CaseIterable, Equatable where AllCases == [Self] {}

extension PackableCase {
    @inlinable public func pack(into packer: inout Packer) {
        let place = Self.allCases.firstIndex(of: self) ?? 0
        packer.add(byte: UInt8(place))
    }

    @inlinable public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let all = Self.allCases
        let place = Int(try unpacker.byte())
        guard place < all.count else { throw PackingFault() }
        self = all[place]
    }
}

extension String: Packable {
    public func pack(into packer: inout Packer) { packer.add(self) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self = try unpacker.text() }
}

extension Int: Packable {
    public func pack(into packer: inout Packer) { packer.add(self) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self = try unpacker.number()
    }
}

/// A byte: 0 or 1.
extension Bool: Packable {
    public func pack(into packer: inout Packer) { packer.add(byte: self ? 1 : 0) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = false
        case 1: self = true
        default: throw PackingFault()
        }
    }
}

/// Whether it is there, and the value where it is.
extension Optional: Packable where Wrapped: Packable {
    @inlinable public func pack(into packer: inout Packer) {
        packer.add(self != nil)
        if let value = self { packer.add(value) }
    }

    @inlinable public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self = try unpacker.next() ? try unpacker.next() as Wrapped : nil
    }
}

/// How many, and each.
extension Array: Packable where Element: Packable {
    @inlinable public func pack(into packer: inout Packer) {
        packer.add(count)
        for element in self { packer.add(element) }
    }

    @inlinable public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init()
        for _ in 0..<(try unpacker.count()) { append(try unpacker.next()) }
    }
}

/// How many, and each key with its value, in any order; no key twice.
extension Dictionary: Packable where Key: Packable, Value: Packable {
    @inlinable public func pack(into packer: inout Packer) {
        packer.add(count)
        for (key, value) in self {
            packer.add(key)
            packer.add(value)
        }
    }

    @inlinable public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init()
        for _ in 0..<(try unpacker.count()) {
            let key: Key = try unpacker.next()
            guard updateValue(try unpacker.next(), forKey: key) == nil else { throw PackingFault() }
        }
    }
}
