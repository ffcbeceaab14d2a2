import Basics
import Vault
import VaultAPI

/// The lines of guests' checkouts, one guest after another.
struct Visitors {
    private static let name: [PersonalField] = [.familyName, .givenName]
    private static let house: [PersonalField] = [.postcode, .prefecture, .city, .street, .phone]
    private static let gift: [PersonalField] = [.giftName, .giftMessage, .senderFamilyName]
    private static let steps: [(LedgerEntry.Action, [PersonalField], Purpose?)] = [
        (.enrol, name + house + [.email, .emailKeeper], nil),
        (.open, gift, .correction),
        (.change, gift, nil),
        (.open, name + house, .confirmation),
        (.open, [.note], .correction),
        (.change, [.note], nil),
        (.open, name + house + gift, .confirmation),
        (.open, name + house + [.email, .note], .confirmation),
        (.promote, [], nil),
        (.carry, name + [.email], .correspondence),
    ]

    private var step = 0
    private var person = Handle<Subject>.mint().text
    private var token = Handle<Token>.mint()

    mutating func next(at moment: Moment) -> LedgerEntry {
        let (action, fields, purpose) = Visitors.steps[step]
        defer { advance() }
        return LedgerEntry(
            at: moment,
            caller: action == .carry ? .courier : .counter,
            action: action,
            principal: person,
            token: action == .carry ? nil : token,
            subjects: [person],
            fields: fields,
            purpose: purpose
        )
    }

    private mutating func advance() {
        step += 1
        guard step == Visitors.steps.count else { return }
        self = Visitors()
    }
}
