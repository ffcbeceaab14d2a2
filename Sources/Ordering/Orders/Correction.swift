import Basics
import VaultAPI
import Web

/// What one recipient of an order gets, while its days may still be corrected.
struct Correction: Sendable {
    let recipient: Handle<Subject>
    let destination: Destination
    let offers: [GoodsID: Offer]
    /// As it was ordered.
    let chosen: [ParcelKind: DeliveryChoice]
    private(set) var delivery: DeliveryForm
    private let gift: GiftChoice

    /// From the parcels of one recipient, at least one.
    init(_ parcels: [Order.Parcel], _ offers: [GoodsID: Offer], at now: Moment) {
        recipient = parcels[0].recipient
        destination = parcels[0].destination
        self.offers = offers
        gift = GiftChoice(noshi: parcels.compactMap(\.gift.noshi).first)
        chosen = parcels.reduce(into: [:]) { chosen, parcel in
            chosen[parcel.kind] = DeliveryChoice(day: parcel.day, window: parcel.window)
        }
        let lines = parcels.flatMap(\.lines).compactMap { line in
            offers[line.goods].map { ParcelPlan.Line(offer: $0, count: line.count) }
        }
        let choices = RecipientChoices(lines, to: destination, at: now)
        delivery = DeliveryForm(choices.parcels, promised: chosen.compactMapValues(\.day))
    }

    /// What was chosen for each parcel that is still asked about.
    ///
    /// A day that stays as it was ordered has been asked about then.
    mutating func deliveries(
        _ answers: inout Answers,
        ordered: Day
    ) -> [ParcelKind: DeliveryChoice] {
        var wanted = delivery.chosen(answers)
        let settled = delivery.parcels.map(\.kind).filter { wanted[$0]?.day == chosen[$0]?.day }
        if answers.isSound {
            delivery.askSeason(&answers, gift, &wanted, ordered: ordered, except: Set(settled))
        }
        for parcel in delivery.parcels where wanted[parcel.kind] == nil {
            wanted[parcel.kind] = .open
        }
        return wanted
    }
}
