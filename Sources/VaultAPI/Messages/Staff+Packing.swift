import Basics
public import Wire

extension StaffEnrolBegin {
    public func pack(into packer: inout Packer) {
        packer.add(invitation)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            invitation: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffEnrolFinish {
    public func pack(into packer: inout Packer) {
        packer.add(invitation)
        packer.add(ceremony)
        packer.add(registration)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            invitation: try unpacker.next(),
            ceremony: try unpacker.next(),
            registration: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffEntry {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(role)
        packer.add(shop)
        packer.add(name)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            role: try unpacker.next(),
            shop: try unpacker.next(),
            name: try unpacker.next(),
            keys: try unpacker.next()
        )
    }
}

extension StaffSignInBegin {
    public func pack(into packer: inout Packer) { packer.add(source) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(source: try unpacker.next())
    }
}

extension StaffSignInFinish {
    public func pack(into packer: inout Packer) {
        packer.add(ceremony)
        packer.add(assertion)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            ceremony: try unpacker.next(),
            assertion: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffSession {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffSession.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(role)
        packer.add(shop)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            role: try unpacker.next(),
            shop: try unpacker.next(),
            keys: try unpacker.next()
        )
    }
}

extension StaffKeyBegin {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffKeyOffer {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(ceremony)
        packer.add(assertion)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            ceremony: try unpacker.next(),
            assertion: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension StaffKeyFinish {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(ceremony)
        packer.add(registration)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            ceremony: try unpacker.next(),
            registration: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}
