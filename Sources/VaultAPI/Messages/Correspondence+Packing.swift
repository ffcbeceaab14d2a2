public import Wire

extension Send {
    public func pack(into packer: inout Packer) {
        packer.add(idempotencyKey)
        packer.add(basis)
        packer.add(letter)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            idempotencyKey: try unpacker.next(),
            basis: try unpacker.next(),
            letter: try unpacker.next()
        )
    }
}

extension Send.Basis {
    public func pack(into packer: inout Packer) {
        switch self {
        case .token(let token):
            packer.add(byte: 0)
            packer.add(token)
        case .order(let order):
            packer.add(byte: 1)
            packer.add(order)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .token(try unpacker.next())
        case 1: self = .order(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension History {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}

extension History.Answer {
    public func pack(into packer: inout Packer) { packer.add(lines) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(lines: try unpacker.next())
    }
}

extension History.Line {
    public func pack(into packer: inout Packer) {
        packer.add(at)
        packer.add(actor)
        packer.add(purpose)
        packer.add(fields)
        packer.add(caseNumber)
        packer.add(isComparison)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            at: try unpacker.next(),
            actor: try unpacker.next(),
            purpose: try unpacker.next(),
            fields: try unpacker.next(),
            caseNumber: try unpacker.next(),
            isComparison: try unpacker.next()
        )
    }
}

extension History.Actor {
    public func pack(into packer: inout Packer) {
        switch self {
        case .yourself: packer.add(byte: 0)
        case .courier: packer.add(byte: 1)
        case .shop(let number):
            packer.add(byte: 2)
            packer.add(number)
        case .staff(let role):
            packer.add(byte: 3)
            packer.add(role)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .yourself
        case 1: self = .courier
        case 2: self = .shop(try unpacker.next())
        case 3: self = .staff(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension Status {
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

extension Status.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(frozen)
        packer.add(tokenKey)
        packer.add(treeSize)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            frozen: try unpacker.next(),
            tokenKey: try unpacker.part(),
            treeSize: try unpacker.next()
        )
    }
}
