import ArgumentParser
import Basics
import Foundation
import VaultAPI
import Wire

/// `ichi-bench messages`: what it costs to say something to the vault, apart from the way there.
struct MeasureMessages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "Measure how long messages take to be packed and read again.",
        discussion: "By the processor's time, so that others on the machine count less."
    )

    @Option(name: .long, help: "How often each is packed, and read.") var times = 200_000

    func run() throws {
        print("message             bytes   packed in   read in (ns)")
        try measure("enrol", Said.enrol)
        try measure("answer to open", Said.opened)
        try measure("send", Said.send)
        try measure("claims of a token", Said.claims)
    }

    private func measure<Value: Packable>(_ name: String, _ value: Value) throws {
        let bytes = Packer.pack(value)
        let packed = nanoseconds { withExtendedLifetime(Packer.pack(value)) {} }
        let read = try nanoseconds {
            withExtendedLifetime(try Unpacker.unpack(Value.self, bytes)) {}
        }
        let columns = [String(bytes.count), String(packed), String(read)]
        let widths = [7, 12, 10]
        let row = zip(columns, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
        print(name.padding(toLength: 18, withPad: " ", startingAt: 0) + row.joined())
    }

    private func nanoseconds(_ act: () throws -> Void) rethrows -> Int {
        let start = clock()
        for _ in 0..<times { try act() }
        return Int(clock() - start) * 1_000_000_000 / Int(CLOCKS_PER_SEC) / max(1, times)
    }
}

/// What a guest's checkout says.
private enum Said {
    static let order = Handle<OrderKey>.mint()
    static let now = Moment(milliseconds: 1_796_689_805_123)

    static let fields: PersonalFields = [
        .familyName: Secret("髙﨑"), .givenName: Secret("梨花子"), .familyKana: Secret("タカサキ"),
        .givenKana: Secret("リカコ"), .postcode: Secret("680-8571"), .prefecture: Secret("鳥取県"),
        .city: Secret("いなば市"), .street: Secret("尚徳町116番地"), .phone: Secret("0857-00-0101"),
        .email: Secret("rikako@example.jp"), .emailKeeper: Secret("本人"),
    ]

    static let enrol = Enrol(idempotencyKey: order.text, kind: .orderer, fields: fields)
    static let opened = Open.Answer(fields: fields, version: 1)
    static let send = Send(
        idempotencyKey: order.text + ".received",
        basis: .order(order),
        letter: .orderReceived(facts)
    )
    static let claims = TokenClaims(
        id: .mint(),
        principal: .mint(),
        caller: .counter,
        use: .checkout,
        minted: now,
        end: now.adding(hours: 2)
    )

    private static let facts = OrderFacts(
        number: "2612-0830-5517",
        key: order,
        placed: now,
        total: Money(yen: 14_020),
        postage: Money(yen: 1_980),
        payment: "銀行振込(前払い)",
        paymentInstructions: [
            "お振込先 いなば銀行 本店営業部 普通 0000118 いなばの市", "お支払い期限 2026年12月15日(火)",
        ],
        sellers: [
            seller("湖山池の梨 髙橋果樹園", "二十世紀梨 赤秀 5kg(16玉)"),
            seller("福部砂丘らっきょう商店", "砂丘らっきょう 甘酢漬 150g"),
        ]
    )

    private static func seller(_ name: String, _ goods: String) -> OrderFacts.Seller {
        OrderFacts.Seller(
            name: name,
            phone: "0857-00-0101",
            lines: [.init(goods: goods, count: 2, amount: Money(yen: 4_980))],
            parcels: [
                .init(
                    goods: [goods + " ×2"],
                    delivery: .init(
                        earliest: Day(now),
                        day: Day(now.adding(days: 6)),
                        window: "午前中"
                    )
                )
            ]
        )
    }
}
