public import Basics
public import Wire

// What customers choose, as it lies in a checkout's row.

extension Basket: Packable {
    public func pack(into packer: inout Packer) { packer.add(lines) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(lines: try unpacker.next())
    }
}

extension BasketLine: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(goods)
        packer.add(count)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(goods: try unpacker.next(), count: try unpacker.next())
    }
}

extension Destination: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(prefecture.code)
        packer.add(isIsland)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        guard let prefecture = Prefecture(code: try unpacker.number()) else {
            throw PackingFault()
        }
        self.init(prefecture: prefecture, isIsland: try unpacker.next())
    }
}

extension GiftChoice: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(noshi)
        packer.add(hasCard)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(noshi: try unpacker.next(), hasCard: try unpacker.next())
    }
}

extension GiftChoice.Noshi: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(occasion)
        packer.add(place)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(occasion: try unpacker.next(), place: try unpacker.next())
    }
}

extension ParcelKind: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(shop)
        packer.add(temperature)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(shop: try unpacker.next(), temperature: try unpacker.next())
    }
}

extension DeliveryChoice: Packable {
    public func pack(into packer: inout Packer) {
        packer.add(day)
        packer.add(window)
        packer.add(acceptsSeason)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            day: try unpacker.next(),
            window: try unpacker.next(),
            acceptsSeason: try unpacker.next()
        )
    }
}

extension Temperature: PackableCase {}
extension NoshiOccasion: PackableCase {}
extension NoshiPlace: PackableCase {}
extension TimeWindow: PackableCase {}
extension PaymentWay: PackableCase {}

extension GoodsID: Packable {
    public func pack(into packer: inout Packer) { packer.add(rawValue) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(rawValue: try unpacker.number())
    }
}

extension ShopID: Packable {
    public func pack(into packer: inout Packer) { packer.add(rawValue) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(rawValue: try unpacker.number())
    }
}

extension BrowserMark: Packable {
    public func pack(into packer: inout Packer) { packer.add(text) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.text())
    }
}
