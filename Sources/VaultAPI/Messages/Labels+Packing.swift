import Basics
public import Wire

extension LabelParcel {
    public func pack(into packer: inout Packer) {
        packer.add(name)
        packer.add(recipient)
        packer.add(number)
        packer.add(goods)
        packer.add(cooling)
        packer.add(day)
        packer.add(window)
        packer.add(noshi)
        packer.add(hasCard)
        packer.add(hasOwnSender)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            name: try unpacker.next(),
            recipient: try unpacker.next(),
            number: try unpacker.next(),
            goods: try unpacker.next(),
            cooling: try unpacker.next(),
            day: try unpacker.next(),
            window: try unpacker.next(),
            noshi: try unpacker.next(),
            hasCard: try unpacker.next(),
            hasOwnSender: try unpacker.next()
        )
    }
}

extension LabelParcel.Name {
    public func pack(into packer: inout Packer) {
        packer.add(order)
        packer.add(position)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            order: try unpacker.next(),
            position: try unpacker.next()
        )
    }
}

extension LabelState {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(parcels)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            parcels: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension LabelState.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(receiver)
        packer.add(leftToday)
        packer.add(open)
        packer.add(runs)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            receiver: try unpacker.next(),
            leftToday: try unpacker.next(),
            open: try unpacker.next(),
            runs: try unpacker.next()
        )
    }
}

extension LabelState.Run {
    public func pack(into packer: inout Packer) {
        packer.add(run)
        packer.add(begun)
        packer.add(labels)
        packer.add(state)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            run: try unpacker.next(),
            begun: try unpacker.next(),
            labels: try unpacker.next(),
            state: try unpacker.next()
        )
    }
}

extension LabelsBegin {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(shopName)
        packer.add(parcels)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            shopName: try unpacker.next(),
            parcels: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension LabelsFinish {
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

extension LabelsFetch {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(run)
        packer.add(part)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            run: try unpacker.next(),
            part: try unpacker.next(),
            source: try unpacker.next()
        )
    }
}

extension LabelsFetch.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(bytes)
        packer.add(isLast)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            bytes: try unpacker.part(),
            isLast: try unpacker.next()
        )
    }
}

extension Dispatched {
    public func pack(into packer: inout Packer) {
        packer.add(parcel)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            parcel: try unpacker.next()
        )
    }
}
