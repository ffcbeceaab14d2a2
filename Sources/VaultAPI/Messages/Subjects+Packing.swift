import Basics
public import Wire

extension Token {
    public func pack(into packer: inout Packer) { packer.add(secret.revealed) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.text())
    }
}

extension Enrol {
    public func pack(into packer: inout Packer) {
        packer.add(idempotencyKey)
        packer.add(kind)
        packer.add(fields)
        packer.add(token)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            idempotencyKey: try unpacker.next(),
            kind: try unpacker.next(),
            fields: try unpacker.next(),
            token: try unpacker.next()
        )
    }
}

extension Enrol.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(handle)
        packer.add(token)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(handle: try unpacker.next(), token: try unpacker.next())
    }
}

extension Open {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(handle)
        packer.add(fields)
        packer.add(purpose)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            handle: try unpacker.next(),
            fields: try unpacker.next(),
            purpose: try unpacker.next()
        )
    }
}

extension Open.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(fields)
        packer.add(version)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(fields: try unpacker.next(), version: try unpacker.next())
    }
}

extension Change {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(handle)
        packer.add(version)
        packer.add(fields)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            handle: try unpacker.next(),
            version: try unpacker.next(),
            fields: try unpacker.next()
        )
    }
}

extension Change.Answer {
    public func pack(into packer: inout Packer) { packer.add(version) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(version: try unpacker.next())
    }
}

extension Erase {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(handle)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next(), handle: try unpacker.next())
    }
}

extension Copy {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(from)
        packer.add(to)
        packer.add(fields)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            from: try unpacker.next(),
            to: try unpacker.next(),
            fields: try unpacker.next()
        )
    }
}
