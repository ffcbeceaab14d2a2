public import Wire

extension Promote {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(order)
        packer.add(orderer)
        packer.add(recipients)
        packer.add(grants)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            order: try unpacker.next(),
            orderer: try unpacker.next(),
            recipients: try unpacker.next(),
            grants: try unpacker.next()
        )
    }
}

extension Promote.Grant {
    public func pack(into packer: inout Packer) {
        packer.add(shop)
        packer.add(recipient)
        packer.add(until)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            shop: try unpacker.next(),
            recipient: try unpacker.next(),
            until: try unpacker.next()
        )
    }
}

extension Claim {
    public func pack(into packer: inout Packer) {
        packer.add(order)
        packer.add(letter)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(order: try unpacker.next(), letter: try unpacker.next())
    }
}

extension Abandon {
    public func pack(into packer: inout Packer) { packer.add(order) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(order: try unpacker.next())
    }
}

extension Unclaimed {
    public func pack(into packer: inout Packer) { packer.add(before) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(before: try unpacker.next())
    }
}

extension Unclaimed.Answer {
    public func pack(into packer: inout Packer) { packer.add(orders) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(orders: try unpacker.next())
    }
}
