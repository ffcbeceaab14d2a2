import Basics
import Counter
import VaultAPI

/// The file with all that is kept about a member, as it is written.
struct MyData: Encodable {
    let member: [String: String]
    let contacts: [[String: String]]
    let orders: [Order]
    let favourites: [String]
    let passkeys: [Passkey]
    /// Of the shop before this one.
    let oldOrders: [OldOrder]
    let oldPoints: Money?
    /// What the file does not say of itself.
    let notes = [
        "ordererとrecipientsのpersonは、そのご注文のときの内容です。会員情報をあとで変えられても変わりません。",
        "お開けできなかった方には、refusedにその訳を書いています。",
        "ご注文の記録は、税の法律で7年間、封をして保存します。退会されても、その間は残ります。",
    ]

    /// A key that signs this member in.
    ///
    /// What names and checks it tells nobody anything, and stays.
    struct Passkey: Encodable {
        let name: String?
        let made: Day
        let used: Day?
        let isStopped: Bool

        init(_ key: Passkeys.Key) {
            name = key.label?.revealed
            made = Day(key.made)
            used = key.used.map { Day($0) }
            isStopped = key.isDoubtful
        }
    }

    struct OldOrder: Encodable {
        let number: String
        let placed: Day
        let total: Money
        let state: String

        init(_ order: OldShopPort.Order) {
            number = order.number
            placed = order.placed
            total = order.total
            state = order.state
        }
    }

    struct Order: Encodable {
        let number: String
        let placed: Day
        let total: Money
        let state: String
        let summary: String
        let payment: String
        let orderer: Person
        let recipients: [Recipient]
    }

    struct Recipient: Encodable {
        let person: Person
        let parcels: [OrdersPort.Parcel]
    }

    /// Somebody of an order as the vault has kept him under it, or why he could not be opened.
    enum Person: Encodable {
        case opened([String: String])
        case refused(String)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .opened(let fields): try fields.encode(to: encoder)
            case .refused(let words): try ["refused": words].encode(to: encoder)
            }
        }
    }
}

/// Opens everything that a session reaches, for its own member.
struct MyDataCollector {
    let session: Session
    let vault: VaultDesk

    func order(_ record: OrdersPort.Record) async throws -> MyData.Order {
        var recipients: [MyData.Recipient] = []
        for recipient in record.recipients {
            let person = try await person(recipient.person)
            recipients.append(MyData.Recipient(person: person, parcels: recipient.parcels))
        }
        return MyData.Order(
            number: record.entry.number,
            placed: record.entry.placed,
            total: record.entry.total,
            state: record.entry.state,
            summary: record.entry.summary,
            payment: record.payment,
            orderer: try await person(record.orderer),
            recipients: recipients
        )
    }

    func everything(of handle: Handle<Subject>) async throws -> [String: String] {
        let open = Open(
            token: session.token,
            handle: handle,
            fields: PersonalField.allCases,
            purpose: .download
        )
        return AddressForm.values(of: try await vault.ask(open).fields)
    }

    /// One order that cannot be opened does not withhold the others.
    private func person(_ handle: Handle<Subject>) async throws -> MyData.Person {
        do {
            return .opened(try await everything(of: handle))
        } catch let refusal as VaultRefusal {
            guard let words = refusal.wordsInFile else { throw refusal }
            return .refused(words)
        }
    }
}

extension VaultRefusal {
    /// Why somebody's data does not stand in the file; nil where the whole file has to wait.
    var wordsInFile: String? {
        switch self {
        case .erased: "この方の情報は、すでに消去されています。"
        case .tooMany: "一度にお開けできる件数を超えました。1時間ほどたってから、もう一度お受け取りください。"
        case .alreadyPlaced, .malformed, .outOfDate, .wrongProof, .alreadyMember:
            "お届けが終わって日がたち、税の法律による保存のために封をしてあるため、お開けできません。お電話でご相談ください。"
        case .expired, .ended, .needsFreshCode, .frozen, .unavailable, .sealed, .elsewhere: nil
        }
    }
}
