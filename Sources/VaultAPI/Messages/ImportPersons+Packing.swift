public import Wire

extension ImportPersons {
    public func pack(into packer: inout Packer) { packer.add(persons) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.next())
    }
}

extension ImportPersons.Person {
    public func pack(into packer: inout Packer) {
        packer.add(key)
        packer.add(aliases)
        packer.add(kind)
        packer.add(fields)
        packer.add(memberNumber)
        packer.add(lastUsed)
        packer.add(enteredBy)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            key: try unpacker.next(),
            aliases: try unpacker.next(),
            kind: try unpacker.next(),
            fields: try unpacker.next(),
            memberNumber: try unpacker.next(),
            lastUsed: try unpacker.next(),
            enteredBy: try unpacker.next()
        )
    }
}

extension ImportPersons.Answer {
    public func pack(into packer: inout Packer) { packer.add(persons) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(persons: try unpacker.next())
    }
}

extension ImportPersons.Known {
    public func pack(into packer: inout Packer) {
        packer.add(handle)
        packer.add(outcome)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(handle: try unpacker.next(), outcome: try unpacker.next())
    }
}

extension ConfirmData {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}
