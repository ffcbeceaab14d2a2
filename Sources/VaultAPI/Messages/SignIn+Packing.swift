import Basics
public import Wire

extension SignInBegin {
    public func pack(into packer: inout Packer) {
        packer.add(way)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(way: try unpacker.next(), source: try unpacker.next())
    }
}

extension SignInBegin.Way {
    public func pack(into packer: inout Packer) {
        let (place, told): (UInt8, Secret<String>?) =
            switch self {
            case .mailCode(let email): (0, email)
            case .password(let email): (1, email)
            case .orderLink(let link): (2, link)
            case .letter(let identifier): (3, identifier)
            case .passkey: (4, nil)
            case .again(let token): (5, token.secret)
            }
        packer.add(byte: place)
        if let told { packer.add(told) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .mailCode(email: try unpacker.next())
        case 1: self = .password(email: try unpacker.next())
        case 2: self = .orderLink(try unpacker.next())
        case 3: self = .letter(identifier: try unpacker.next())
        case 4: self = .passkey
        case 5: self = .again(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension SignInBegin.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(challenge)
        packer.add(request)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(challenge: try unpacker.next(), request: try unpacker.next())
    }
}

extension SignInResend {
    public func pack(into packer: inout Packer) { packer.add(challenge) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(challenge: try unpacker.next())
    }
}

extension SignInFinish {
    public func pack(into packer: inout Packer) {
        packer.add(challenge)
        packer.add(proof)
        packer.add(remember)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            challenge: try unpacker.next(),
            proof: try unpacker.next() as Proof,
            remember: try unpacker.next()
        )
    }
}

extension SignInFinish.Proof {
    public func pack(into packer: inout Packer) {
        switch self {
        case .typed(let text):
            packer.add(byte: 0)
            packer.add(text)
        case .passkey(let proof):
            packer.add(byte: 1)
            packer.add(proof)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .typed(try unpacker.next())
        case 1: self = .passkey(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension SignInFinish.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(handle)
        packer.add(remembered)
        packer.add(order)
        packer.add(mustConfirm)
        packer.add(isFindable)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            handle: try unpacker.next(),
            remembered: try unpacker.next(),
            order: try unpacker.next(),
            mustConfirm: try unpacker.next(),
            isFindable: try unpacker.next()
        )
    }
}

extension RegisterBegin {
    public func pack(into packer: inout Packer) {
        packer.add(idempotencyKey)
        packer.add(fields)
        packer.add(password)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            idempotencyKey: try unpacker.next(),
            fields: try unpacker.next(),
            password: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension SetCredential {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(change)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next(), change: try unpacker.next())
    }
}

extension SetCredential.Kind {
    public func pack(into packer: inout Packer) {
        switch self {
        case .password(let password):
            packer.add(byte: 0)
            packer.add(password)
        case .noPassword: packer.add(byte: 1)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .password(try unpacker.next())
        case 1: self = .noPassword
        default: throw PackingFault()
        }
    }
}

extension EmailBegin {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(email)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next(), email: try unpacker.next())
    }
}

extension EmailFinish {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(challenge)
        packer.add(codeFromOld)
        packer.add(codeFromNew)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            challenge: try unpacker.next(),
            codeFromOld: try unpacker.next(),
            codeFromNew: try unpacker.next()
        )
    }
}

extension CheckSession {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}

extension End {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}
