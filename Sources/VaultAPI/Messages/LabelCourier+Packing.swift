import Basics
public import Wire

extension NextLabels.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(work)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            work: try unpacker.next()
        )
    }
}

extension NextLabels.Work {
    public func pack(into packer: inout Packer) {
        packer.add(run)
        packer.add(shopName)
        packer.add(made)
        packer.add(receiver)
        packer.add(labels)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            run: try unpacker.next(),
            shopName: try unpacker.next(),
            made: try unpacker.next(),
            receiver: try unpacker.next(),
            labels: try unpacker.next()
        )
    }
}

extension NextLabel {
    public func pack(into packer: inout Packer) {
        packer.add(run)
        packer.add(place)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            run: try unpacker.next(),
            place: try unpacker.next()
        )
    }
}

extension KeepLabels {
    public func pack(into packer: inout Packer) {
        packer.add(run)
        packer.add(part)
        packer.add(bytes)
        packer.add(isLast)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            run: try unpacker.next(),
            part: try unpacker.next(),
            bytes: try unpacker.part(),
            isLast: try unpacker.next()
        )
    }
}

extension NextLabels {
    public func pack(into packer: inout Packer) {}
    public init(from unpacker: inout Unpacker) throws(PackingFault) { self.init() }
}

extension NextLabel.Answer {
    public func pack(into packer: inout Packer) {
        switch self {
        case .label(let parcel, let recipient, let sender):
            packer.add(byte: 0)
            packer.add(parcel)
            packer.add(recipient)
            packer.add(sender)
        case .changed: packer.add(byte: 1)
        }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0:
            self = .label(
                try unpacker.next(),
                recipient: try unpacker.next(),
                sender: try unpacker.next()
            )
        case 1: self = .changed
        default: throw PackingFault()
        }
    }
}
