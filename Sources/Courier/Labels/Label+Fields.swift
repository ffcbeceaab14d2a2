import Basics
import Paper
import VaultAPI

extension Label {
    /// A parcel's label of what the vault has opened for it.
    init(_ parcel: LabelParcel, _ recipient: PersonalFields, _ sender: PersonalFields) {
        let receiver = Party(recipient)
        self.init(
            number: parcel.number,
            receiver: receiver,
            sender: parcel.hasOwnSender
                ? Party(ownSender: recipient) : sender.isEmpty ? receiver : Party(sender),
            goods: parcel.goods,
            cooling: parcel.cooling,
            day: parcel.day,
            window: parcel.window,
            noshi: parcel.noshi,
            noshiName: recipient[.giftName],
            card: recipient[.giftMessage]
        )
    }
}

extension Label.Party {
    fileprivate init(_ fields: PersonalFields) {
        self.init(
            name: fields.joined([.familyName, .givenName]),
            company: fields[.company],
            postcode: fields.postcode(.postcode),
            address: fields.address(.prefecture, .city, .street, .building),
            phone: fields.joined([.phone])
        )
    }

    fileprivate init(ownSender fields: PersonalFields) {
        self.init(
            name: fields.joined([.senderFamilyName, .senderGivenName]),
            postcode: fields.postcode(.senderPostcode),
            address: fields.address(.senderPrefecture, .senderCity, .senderStreet, .senderBuilding),
            phone: fields.joined([.senderPhone])
        )
    }
}

extension PersonalFields {
    fileprivate func joined(_ names: [PersonalField], by separator: String = " ") -> Secret<String>
    {
        Secret(names.compactMap { self[$0]?.revealed }.joined(separator: separator))
    }

    /// `680-0011`, where it is one of seven digits.
    fileprivate func postcode(_ name: PersonalField) -> Secret<String> {
        let typed = self[name]?.revealed ?? ""
        return Secret(PostalCode(typed)?.description ?? typed)
    }

    /// Prefecture, city and street in one, the building apart.
    fileprivate func address(
        _ prefecture: PersonalField,
        _ city: PersonalField,
        _ street: PersonalField,
        _ building: PersonalField
    ) -> Secret<String> {
        let place = joined([prefecture, city, street], by: "").revealed
        return Secret(place + (self[building].map { " " + $0.revealed } ?? ""))
    }
}
