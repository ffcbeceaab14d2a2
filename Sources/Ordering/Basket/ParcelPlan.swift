public import Basics

/// Where a parcel goes, as far as postage and days ask.
public struct Destination: Hashable, Sendable {
    public var prefecture: Prefecture
    /// 離島: costs more and takes longer.
    public var isIsland: Bool

    public init(prefecture: Prefecture, isIsland: Bool = false) {
        self.prefecture = prefecture
        self.isIsland = isIsland
    }
}

/// Goods of one shop that travel together: one temperature class, one recipient.
public struct ParcelPlan: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var offer: Offer
        public var count: Int

        public init(offer: Offer, count: Int) {
            self.offer = offer
            self.count = count
        }

        public var amount: Money { offer.price * count }
        public var weightGrams: Int { offer.weightGrams * count }
    }

    public var shop: ShopID
    public var temperature: Temperature
    public var lines: [Line]

    public var kind: ParcelKind { ParcelKind(shop: shop, temperature: temperature) }
    public var weightGrams: Int { lines.map(\.weightGrams).reduce(0, +) }
    public var amount: Money { lines.map(\.amount).sum() }

    /// Splits what goes to one recipient: by shop, by temperature, and by weight where it would be
    /// more than the largest class.
    public static func split(_ lines: [Line], largestGrams: Int) -> [ParcelPlan] {
        let kinds = Dictionary(grouping: lines) { ParcelKind($0.offer) }
        return kinds.keys.sorted().flatMap { kind in
            pack(kinds[kind] ?? [], largestGrams: largestGrams).map {
                ParcelPlan(shop: kind.shop, temperature: kind.temperature, lines: $0)
            }
        }
    }

    /// Heaviest pieces first, each into the first parcel with room; a piece heavier than the
    /// largest class gets a parcel of its own.
    private static func pack(_ lines: [Line], largestGrams: Int) -> [[Line]] {
        var parcels: [Packing] = []
        for line in lines.sorted(by: { $0.offer.weightGrams > $1.offer.weightGrams }) {
            for _ in 0..<max(line.count, 0) {
                let weight = line.offer.weightGrams
                let index = parcels.firstIndex { $0.weight + weight <= largestGrams }
                if let index {
                    parcels[index].add(line.offer)
                } else {
                    var parcel = Packing()
                    parcel.add(line.offer)
                    parcels.append(parcel)
                }
            }
        }
        return parcels.map(\.lines)
    }

    private struct Packing {
        var lines: [Line] = []
        var weight = 0

        mutating func add(_ offer: Offer) {
            weight += offer.weightGrams
            if let index = lines.firstIndex(where: { $0.offer.goods == offer.goods }) {
                lines[index].count += 1
            } else {
                lines.append(Line(offer: offer, count: 1))
            }
        }
    }
}
