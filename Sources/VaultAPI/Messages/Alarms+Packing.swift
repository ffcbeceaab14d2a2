import Basics
public import Wire

extension NextAlarm {
    public func pack(into packer: inout Packer) {
        packer.add(after)
        packer.add(hasWebhook)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(after: try unpacker.next(), hasWebhook: try unpacker.next())
    }
}

extension NextAlarm.Answer {
    public func pack(into packer: inout Packer) { packer.add(notice) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(notice: try unpacker.next())
    }
}

extension AlarmNotice {
    public func pack(into packer: inout Packer) {
        packer.add(alarm)
        packer.add(way)
        packer.add(messageID)
        packer.add(facts)
        packer.add(mailbox)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            alarm: try unpacker.next(),
            way: try unpacker.next(),
            messageID: try unpacker.next(),
            facts: try unpacker.next(),
            mailbox: try unpacker.next()
        )
    }
}

extension AlarmFacts {
    public func pack(into packer: inout Packer) {
        packer.add(kind)
        packer.add(caller)
        packer.add(frozen)
        packer.add(freeze)
        packer.add(since)
        packer.add(last)
        packer.add(count)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            kind: try unpacker.next(),
            caller: try unpacker.next(),
            frozen: try unpacker.next(),
            freeze: try unpacker.next(),
            since: try unpacker.next(),
            last: try unpacker.next(),
            count: try unpacker.next()
        )
    }
}

extension AlarmFreeze {
    public func pack(into packer: inout Packer) {
        switch self {
        case .token: packer.add(byte: 0)
        case .person: packer.add(byte: 1)
        case .process(let caller):
            packer.add(byte: 2)
            packer.add(caller)
        case .purpose: packer.add(byte: 3)
        case .site: packer.add(byte: 4)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .token
        case 1: self = .person
        case 2: self = .process(try unpacker.next())
        case 3: self = .purpose
        case 4: self = .site
        default: throw PackingFault()
        }
    }
}

extension AlarmDone {
    public func pack(into packer: inout Packer) {
        packer.add(alarm)
        packer.add(way)
        packer.add(count)
        packer.add(isDelivered)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            alarm: try unpacker.next(),
            way: try unpacker.next(),
            count: try unpacker.next(),
            isDelivered: try unpacker.next()
        )
    }
}
