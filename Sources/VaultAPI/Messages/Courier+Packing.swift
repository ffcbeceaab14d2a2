import Basics
public import Wire

extension NextItem {
    public func pack(into packer: inout Packer) { packer.add(after) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(after: try unpacker.next())
    }
}

extension NextItem.Answer {
    public func pack(into packer: inout Packer) { packer.add(item) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(item: try unpacker.next())
    }
}

extension CourierItem {
    public func pack(into packer: inout Packer) {
        packer.add(id)
        packer.add(messageID)
        packer.add(content)
        packer.add(name)
        packer.add(destination)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            id: try unpacker.next(),
            messageID: try unpacker.next(),
            content: try unpacker.next(),
            name: try unpacker.next(),
            destination: try unpacker.next()
        )
    }
}

extension CourierItem.Content {
    public func pack(into packer: inout Packer) {
        switch self {
        case .letter(let letter, let link, let code):
            packer.add(byte: 0)
            packer.add(letter)
            packer.add(link)
            packer.add(code)
        case .signInCode(let code, let minutes): packer.add(1, code, minutes)
        case .letterCode(let code, let days): packer.add(2, code, days)
        case .registrationCode(let code, let minutes): packer.add(3, code, minutes)
        case .alreadyRegistered: packer.add(byte: 4)
        case .emailChangeCode(let code, let minutes): packer.add(5, code, minutes)
        case .passwordChanged(let change):
            packer.add(byte: 6)
            packer.add(change)
        case .emailChanged: packer.add(byte: 7)
        case .passkeyChanged(let change):
            packer.add(byte: 8)
            packer.add(change)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0:
            self = .letter(
                try unpacker.next(),
                orderLink: try unpacker.next(),
                orderCode: try unpacker.next()
            )
        case 1: self = .signInCode(try unpacker.next(), validMinutes: try unpacker.next())
        case 2: self = .letterCode(try unpacker.next(), validDays: try unpacker.next())
        case 3: self = .registrationCode(try unpacker.next(), validMinutes: try unpacker.next())
        case 4: self = .alreadyRegistered
        case 5: self = .emailChangeCode(try unpacker.next(), validMinutes: try unpacker.next())
        case 6: self = .passwordChanged(try unpacker.next())
        case 7: self = .emailChanged
        case 8: self = .passkeyChanged(try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension Packer {
    /// A case that tells a code and how long it is good.
    fileprivate mutating func add(_ place: UInt8, _ code: Secret<String>, _ valid: Int) {
        add(byte: place)
        add(code)
        add(valid)
    }
}

extension CourierItem.Destination {
    public func pack(into packer: inout Packer) {
        switch self {
        case .email(let address, let helper):
            packer.add(byte: 0)
            packer.add(address)
            packer.add(helper)
        case .post(let postcode, let address):
            packer.add(byte: 1)
            packer.add(postcode)
            packer.add(address)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .email(try unpacker.next(), helper: try unpacker.next())
        case 1: self = .post(postcode: try unpacker.next(), address: try unpacker.next())
        default: throw PackingFault()
        }
    }
}

extension ItemDone {
    public func pack(into packer: inout Packer) {
        packer.add(id)
        packer.add(outcome)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(id: try unpacker.next(), outcome: try unpacker.next())
    }
}
