import Basics
import Storage
import VaultAPI

/// 受付: somebody asks something; who, it does not know.
struct Inquiry: Sendable, Hashable {
    var number: CaseNumber
    var way: Way
    var topic: Topic
    /// The order it is about, once one was looked for.
    var order: String?
    var openedBy: Handle<Subject>
    var opened: Moment
    var closed: Moment?
    var touches = 0

    /// How the question came.
    enum Way: String, Sendable, CaseIterable, SQLValueConvertible {
        case phone, mail, window

        var japanese: String {
            switch self {
            case .phone: "電話"
            case .mail: "メール"
            case .window: "窓口"
            }
        }
    }

    /// What it is about; that gives the purpose of each touch, and what the first one opens.
    enum Topic: String, Sendable, CaseIterable, SQLValueConvertible {
        case order, delivery, account, other

        var japanese: String {
            switch self {
            case .order: "ご注文のこと"
            case .delivery: "お届けのこと"
            case .account: "ご登録のこと"
            case .other: "そのほか"
            }
        }

        var purpose: Purpose {
            switch self {
            case .order: .orderInquiry
            case .delivery: .deliveryInquiry
            case .account: .accountInquiry
            case .other: .otherInquiry
            }
        }

        /// No more than the question needs.
        var fields: [PersonalField] {
            switch self {
            case .order, .other: FieldGroup.name.fields + FieldGroup.phone.fields
            case .delivery:
                FieldGroup.name.fields + FieldGroup.phone.fields + FieldGroup.address.fields
            case .account:
                FieldGroup.name.fields + FieldGroup.phone.fields + FieldGroup.address.fields
                    + FieldGroup.email.fields
            }
        }
    }
}

/// Fields that are shown together, and opened together where more is needed.
enum FieldGroup: String, Sendable, CaseIterable {
    case name, phone, address, email, note

    var japanese: String {
        switch self {
        case .name: "お名前"
        case .phone: "電話番号"
        case .address: "ご住所"
        case .email: "メールアドレス"
        case .note: "備考"
        }
    }

    var fields: [PersonalField] {
        switch self {
        case .name: [.familyName, .givenName, .familyKana, .givenKana, .company]
        case .phone: [.phone]
        case .address: [.postcode, .prefecture, .city, .street, .building]
        case .email: [.email, .emailKeeper]
        case .note: [.note]
        }
    }
}
