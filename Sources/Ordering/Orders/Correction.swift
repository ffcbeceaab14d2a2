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
    let gift: GiftChoice
    let hasOwnSender: Bool

    /// From the parcels of one recipient, at least one.
    init(_ parcels: [Order.Parcel], _ offers: [GoodsID: Offer], at now: Moment) {
        recipient = parcels[0].recipient
        destination = parcels[0].destination
        self.offers = offers
        gift = GiftChoice(
            noshi: parcels.compactMap(\.gift.noshi).first,
            hasCard: parcels.contains(where: \.gift.hasCard)
        )
        hasOwnSender = parcels[0].hasOwnSender
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

/// What was written for the recipient: it may be put right, but what costs or weighs stays.
extension Correction {
    var words: [FormField] {
        var fields: [FormField] = []
        if gift.noshi != nil { fields.append(GiftForm.name) }
        if gift.hasCard { fields.append(GiftForm.message.required()) }
        return fields + (hasOwnSender ? SenderForm.required : [])
    }

    /// Those of them that the vault keeps.
    var wordNames: [PersonalField] { words.compactMap { PersonalField(rawValue: $0.name) } }

    func personal(_ answers: Answers) -> PersonalFields {
        wordNames.reduce(into: [:]) { fields, field in
            fields[field] = Secret(answers[field.rawValue])
        }
    }
}
