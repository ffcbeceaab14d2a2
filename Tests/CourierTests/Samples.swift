import Basics
import Logging
import Paper
import VaultAPI

@testable import Courier

/// The people, goods and settings of the tests' mails.
enum Sample {
    static let now = Moment(milliseconds: 1_796_689_805_000)

    static func address(_ text: String) throws -> EmailAddress {
        struct NoAddress: Error {}
        guard let address = EmailAddress(text) else { throw NoAddress() }
        return address
    }

    static func configuration(
        relay: String = "smtp://127.0.0.1:2525",
        idleMilliseconds: Int = 5
    ) throws -> CourierConfiguration {
        CourierConfiguration(
            relay: try RelayAddress(relay, timeoutSeconds: 5),
            from: .init(address: try address("otoiawase@inaba-ichi.example.jp"), name: "いなばの市"),
            counterOrigin: "http://counter.localhost:8081",
            site: .init(name: "いなばの市", phone: "0120-000-118", hours: "8:30–17:30、日曜を除く"),
            postRoom: try address("yubin@inaba-ichi.example.jp"),
            letterhead: .init(
                name: "いなばの市",
                postcode: "680-8571",
                address: "鳥取県いなば市尚徳町116番地",
                phone: "0120-000-118",
                hours: "8:30–17:30、日曜を除く"
            ),
            idleMilliseconds: idleMilliseconds
        )
    }

    static let day = Day(number: 20_800)
    static let delivery = DeliveryFacts(
        earliest: day,
        day: day.adding(days: 6),
        window: "午前中"
    )

    static let order = OrderFacts(
        number: "2612-0830-5517",
        key: .mint(),
        placed: Moment(milliseconds: 1_796_689_500_000),
        total: Money(yen: 14_020),
        postage: Money(yen: 1_980),
        payment: "銀行振込(前払い)",
        paymentInstructions: [
            "鳥取銀行 いなば支店 普通 0000123 いなばの市", "12月15日(火)までにお振り込みください。振込手数料はお客様のご負担です。",
        ],
        sellers: [
            .init(
                name: "湖山池の梨 髙橋果樹園",
                phone: "0857-00-0101",
                lines: [
                    .init(goods: "二十世紀梨 赤秀 5kg(16玉)", count: 2, amount: Money(yen: 9_960))
                ],
                parcels: [
                    .init(goods: ["二十世紀梨 赤秀 5kg(16玉) ×2"], delivery: delivery)
                ]
            ),
            .init(
                name: "福部砂丘らっきょう商店",
                phone: "0857-00-0102",
                lines: [
                    .init(goods: "砂丘らっきょう 甘酢漬 150g", count: 3, amount: Money(yen: 2_080))
                ],
                parcels: [
                    .init(goods: ["砂丘らっきょう 甘酢漬 150g ×2"], delivery: delivery),
                    .init(
                        goods: ["砂丘らっきょう 甘酢漬 150g ×1"],
                        delivery: .init(earliest: day, day: nil, window: nil)
                    ),
                ]
            ),
        ]
    )

    static let parcel = ParcelFacts(
        seller: "湖山池の梨 髙橋果樹園",
        goods: ["二十世紀梨 赤秀 5kg(16玉) 2箱"],
        carrier: "いなば運輸",
        trackingNumber: "4012-8888-0001",
        delivery: delivery
    )

    static let link = Secret("ab2cd.e5fgh-7")
    static let code = Secret("7KQ2M4XP")

    static func item(
        _ content: CourierItem.Content,
        name: String = "髙﨑 祥子",
        to destination: CourierItem.Destination = .email(Secret("kana@example.jp"), helper: false)
    ) -> CourierItem {
        CourierItem(
            id: .mint(),
            messageID: "item-0001@inaba-ichi.example.jp",
            content: content,
            name: Secret(name),
            destination: destination
        )
    }

    static let post = CourierItem.Destination.post(
        postcode: Secret("1000001"),
        address: Secret("東京都千代田区千代田1番1号 北の丸荘1203号室")
    )

    /// One of every kind.
    static var contents: [CourierItem.Content] {
        let letters: [Letter] = [
            .orderReceived(order), .orderCancelled(order), .orderAccepted(order),
            .parcelDispatched(order, parcel), .paymentReceived(order), .memberLeft,
        ]
        return letters.map { .letter($0, orderLink: link, orderCode: nil) } + [
            .signInCode(code, validMinutes: 30), .registrationCode(code, validMinutes: 30),
            .alreadyRegistered, .emailChangeCode(code, validMinutes: 30),
            .emailChanged,
        ] + CourierItem.PasswordChange.allCases.map { .passwordChanged($0) }
            + CourierItem.PasskeyChange.allCases.map { .passkeyChanged($0) }
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
