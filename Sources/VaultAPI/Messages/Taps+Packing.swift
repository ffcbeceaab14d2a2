public import Wire

extension TapStatement {
    public func pack(into packer: inout Packer) {
        packer.add(caseNumber)
        packer.add(purpose)
        packer.add(ask)
        packer.add(act)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            caseNumber: try unpacker.next(),
            purpose: try unpacker.next(),
            ask: try unpacker.next(),
            act: try unpacker.next()
        )
    }
}

extension TapStatement.Ask {
    public func pack(into packer: inout Packer) {
        switch self {
        case .email(let text): packer.add(byte: 0); packer.add(text)
        case .phone(let text): packer.add(byte: 1); packer.add(text)
        case .memberNumber(let text): packer.add(byte: 2); packer.add(text)
        case .order(let key): packer.add(byte: 3); packer.add(key)
        case .recipient(let key, let handle):
            packer.add(byte: 4); packer.add(key); packer.add(handle)
        case .subject(let handle): packer.add(byte: 5); packer.add(handle)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .email(try unpacker.next())
        case 1: self = .phone(try unpacker.next())
        case 2: self = .memberNumber(try unpacker.next())
        case 3: self = .order(try unpacker.next())
        case 4: self = .recipient(try unpacker.next(), try unpacker.next())
        case 5: self = .subject(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension TapStatement.Act {
    public func pack(into packer: inout Packer) {
        switch self {
        case .open(let fields): packer.add(byte: 0); packer.add(fields)
        case .compare(let typed):
            // In order, so that one statement has one form: its hash is what is touched.
            packer.add(byte: 1)
            packer.add(typed.count)
            for (field, value) in typed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                packer.add(field)
                packer.add(value)
            }
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .open(try unpacker.next())
        case 1: self = .compare(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension TapBegin {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(statement)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            statement: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension TapFinish {
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

extension TapFinish.Answer {
    public func pack(into packer: inout Packer) {
        switch self {
        case .nobody: packer.add(byte: 0)
        case .several(let count): packer.add(byte: 1); packer.add(count)
        case .one(let found): packer.add(byte: 2); packer.add(found)
        case .compared(let verdicts, let triesLeft):
            packer.add(byte: 3)
            packer.add(verdicts)
            packer.add(triesLeft)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .nobody
        case 1: self = .several(try unpacker.next())
        case 2: self = .one(try unpacker.next())
        case 3: self = .compared(try unpacker.next(), triesLeft: try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension TapFinish.Found {
    public func pack(into packer: inout Packer) {
        packer.add(handle)
        packer.add(kind)
        packer.add(fields)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            handle: try unpacker.next(),
            kind: try unpacker.next(),
            fields: try unpacker.next()
        )
    }
}
