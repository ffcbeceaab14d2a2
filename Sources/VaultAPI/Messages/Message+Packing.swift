extension Done {
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}
