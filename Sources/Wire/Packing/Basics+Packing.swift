public import Basics

extension Handle: Packable {
    public func pack(into packer: inout Packer) { packer.add(text) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        guard let handle = Handle(try unpacker.text()) else { throw PackingFault() }
        self = handle
    }
}

extension Secret: Packable where Value: Packable {
    @inlinable public func pack(into packer: inout Packer) { packer.add(revealed) }
    @inlinable public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

extension Moment: Packable {
    public func pack(into packer: inout Packer) { packer.add(Int(milliseconds)) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(milliseconds: Int64(try unpacker.number()))
    }
}

extension Money: Packable {
    public func pack(into packer: inout Packer) { packer.add(yen) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(yen: try unpacker.number())
    }
}

extension Day: Packable {
    /// 0001-01-01 to 9999-12-31: what can be written as a day.
    private static let calendar = -719_162...2_932_896

    public func pack(into packer: inout Packer) { packer.add(number) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let number = try unpacker.number()
        guard Day.calendar.contains(number) else { throw PackingFault() }
        self.init(number: number)
    }
}
