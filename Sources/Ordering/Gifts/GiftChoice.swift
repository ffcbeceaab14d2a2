/// How the goods for one recipient are made up, as far as it says nothing of a person.
///
/// The name on the のし and the text of the card are sealed with the recipient.
public struct GiftChoice: Hashable, Sendable, Codable {
    public struct Noshi: Hashable, Sendable, Codable {
        public var occasion: NoshiOccasion
        public var place: NoshiPlace

        public init(occasion: NoshiOccasion, place: NoshiPlace) {
            self.occasion = occasion
            self.place = place
        }
    }

    public var noshi: Noshi?
    public var hasCard: Bool

    public init(noshi: Noshi? = nil, hasCard: Bool = false) {
        self.noshi = noshi
        self.hasCard = hasCard
    }

    public static let plain = GiftChoice()

    /// As it is shown: `御歳暮(紅白蝶結び)・外のし…`.
    public var japanese: String {
        let noshi = noshi.map { "\($0.occasion.choice)・\($0.place.japanese)" }
        let parts = [noshi, hasCard ? "カードあり" : nil].compactMap { $0 }
        return parts.isEmpty ? "のし・カードなし" : parts.joined(separator: "、")
    }
}

extension GiftService {
    /// What can be done for at least one of these goods.
    public static func any(of offers: [Offer]) -> GiftService {
        offers.reduce(GiftService()) {
            GiftService(noshi: $0.noshi.union($1.gift.noshi), card: $0.card || $1.gift.card)
        }
    }

    /// What of a choice can be done.
    public func part(of choice: GiftChoice) -> GiftChoice {
        GiftChoice(
            noshi: choice.noshi.flatMap { noshi.contains($0.place) ? $0 : nil },
            hasCard: card && choice.hasCard
        )
    }

    public func allows(_ choice: GiftChoice) -> Bool {
        let noshiFits = choice.noshi.map { noshi.contains($0.place) } ?? true
        return noshiFits && (card || !choice.hasCard)
    }
}
