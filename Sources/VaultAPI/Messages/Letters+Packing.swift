public import Wire

extension Letter {
    public func pack(into packer: inout Packer) {
        let (place, order, parcel): (UInt8, OrderFacts?, ParcelFacts?) =
            switch self {
            case .orderReceived(let order): (0, order, nil)
            case .orderCancelled(let order): (1, order, nil)
            case .orderAccepted(let order): (2, order, nil)
            case .parcelDispatched(let order, let parcel): (3, order, parcel)
            case .paymentReceived(let order): (4, order, nil)
            case .memberLeft: (5, nil, nil)
            }
        packer.add(byte: place)
        if let order { packer.add(order) }
        if let parcel { packer.add(parcel) }
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        switch try unpacker.byte() {
        case 0: self = .orderReceived(try unpacker.next())
        case 1: self = .orderCancelled(try unpacker.next())
        case 2: self = .orderAccepted(try unpacker.next())
        case 3: self = .parcelDispatched(try unpacker.next(), try unpacker.next())
        case 4: self = .paymentReceived(try unpacker.next())
        case 5: self = .memberLeft
        default: throw PackingFault()
        }
    }
}

extension OrderFacts {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(key)
        packer.add(placed)
        packer.add(total)
        packer.add(postage)
        packer.add(payment)
        packer.add(paymentInstructions)
        packer.add(sellers)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            number: try unpacker.next(),
            key: try unpacker.next(),
            placed: try unpacker.next(),
            total: try unpacker.next(),
            postage: try unpacker.next(),
            payment: try unpacker.next(),
            paymentInstructions: try unpacker.next(),
            sellers: try unpacker.next()
        )
    }
}

extension OrderFacts.Seller {
    public func pack(into packer: inout Packer) {
        packer.add(name)
        packer.add(phone)
        packer.add(lines)
        packer.add(parcels)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            name: try unpacker.next(),
            phone: try unpacker.next(),
            lines: try unpacker.next(),
            parcels: try unpacker.next()
        )
    }
}

extension OrderFacts.Parcel {
    public func pack(into packer: inout Packer) {
        packer.add(goods)
        packer.add(delivery)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(goods: try unpacker.next(), delivery: try unpacker.next())
    }
}

extension OrderFacts.Line {
    public func pack(into packer: inout Packer) {
        packer.add(goods)
        packer.add(count)
        packer.add(amount)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            goods: try unpacker.next(),
            count: try unpacker.next(),
            amount: try unpacker.next()
        )
    }
}

extension DeliveryFacts {
    public func pack(into packer: inout Packer) {
        packer.add(earliest)
        packer.add(day)
        packer.add(window)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            earliest: try unpacker.next(),
            day: try unpacker.next(),
            window: try unpacker.next()
        )
    }
}

extension ParcelFacts {
    public func pack(into packer: inout Packer) {
        packer.add(seller)
        packer.add(goods)
        packer.add(carrier)
        packer.add(trackingNumber)
        packer.add(delivery)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            seller: try unpacker.next(),
            goods: try unpacker.next(),
            carrier: try unpacker.next(),
            trackingNumber: try unpacker.next(),
            delivery: try unpacker.next()
        )
    }
}
