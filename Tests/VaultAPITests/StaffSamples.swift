import Basics
import VaultAPI

extension Sample {
    static let caseNumber = CaseNumber("4821-0937") ?? .mint()
    private static let ceremony = Handle<StaffCeremony>("cccccccccccccccccccccccccc") ?? .mint()
    private static let key = CredentialID([7, 0, 255])
    private static let source = "192.0.2.1"

    private static let request = KeyRequest(
        ceremony: ceremony,
        challenge: Array(0..<32),
        relyingParty: "office.localhost",
        keys: [key, CredentialID([])]
    )
    private static let offers = [nil, 118].map { shop in
        KeyOffer(
            ceremony: ceremony,
            challenge: Array(0..<32),
            relyingParty: "office.localhost",
            userHandle: [1, 2],
            others: shop == nil ? [] : [key],
            role: shop == nil ? .clerk : .shop,
            shop: shop
        )
    }
    private static let assertions = [nil, [9, 8] as [UInt8]].map { handle in
        KeyAssertion(
            key: key,
            clientDataJSON: [1],
            authenticatorData: [2, 3],
            signature: [4],
            userHandle: handle
        )
    }
    private static let registration = KeyRegistration(
        clientDataJSON: [5],
        attestationObject: [6, 7]
    )
    private static let entries = StaffRole.allCases.map { role in
        StaffEntry(
            token: token,
            role: role,
            shop: role == .shop ? 3 : nil,
            name: role == .clerk ? Secret("中村 春香") : nil,
            keys: 1
        )
    }

    static let staff: [Specimen] =
        assertions.map {
            Specimen(StaffSignInFinish(ceremony: ceremony, assertion: $0, source: source))
        } + offers.map { Specimen(answerTo: StaffEnrolBegin.self, $0) }
        + entries.map { Specimen(answerTo: StaffSignInFinish.self, $0) } + [
            Specimen(StaffSignInBegin(source: source)),
            Specimen(answerTo: StaffSignInBegin.self, request),
            Specimen(StaffEnrolBegin(invitation: Secret("code"), source: source)),
            Specimen(
                StaffEnrolFinish(
                    invitation: Secret("code"),
                    ceremony: ceremony,
                    registration: registration,
                    source: source
                )
            ),
            Specimen(StaffSession(token: token, source: source)),
            Specimen(
                answerTo: StaffSession.self,
                StaffSession.Answer(role: .auditor, shop: nil, keys: 2)
            ),
            Specimen(StaffKeyBegin(token: token, source: source)),
            Specimen(
                StaffKeyOffer(
                    token: token,
                    ceremony: ceremony,
                    assertion: assertions[0],
                    source: source
                )
            ),
            Specimen(
                StaffKeyFinish(
                    token: token,
                    ceremony: ceremony,
                    registration: registration,
                    source: source
                )
            ),
        ]

    private static let asks: [TapStatement.Ask] = [
        .email(Secret("a@example.jp")), .phone(Secret("0857-00-0101")),
        .memberNumber(Secret("118")), .order(order), .recipient(order, subject("r")),
        .subject(subject("f")),
    ]

    private static let acts: [TapStatement.Act] = [
        .open([.familyName, .phone]), .open([]),
        .compare([.familyName: Secret("髙﨑"), .phone: Secret("0857")]),
    ]

    static let labelsFinish = Specimen(
        LabelsFinish(
            token: token,
            ceremony: ceremony,
            assertion: assertions[0],
            source: source
        )
    )

    static let taps: [Specimen] =
        (asks.map { ($0, acts[0]) } + acts.map { (asks[0], $0) }).map { ask, act in
            Specimen(
                TapBegin(
                    token: token,
                    statement: TapStatement(
                        caseNumber: caseNumber,
                        purpose: .deliveryInquiry,
                        ask: ask,
                        act: act
                    ),
                    source: source
                )
            )
        } + [
            Specimen(
                TapFinish(
                    token: token,
                    ceremony: ceremony,
                    assertion: assertions[1],
                    source: source
                )
            ),
            Specimen(answerTo: TapFinish.self, .nobody),
            Specimen(answerTo: TapFinish.self, .several(4)),
            Specimen(
                answerTo: TapFinish.self,
                .one(.init(handle: subject("o"), kind: .orderer, fields: everyField))
            ),
            Specimen(
                answerTo: TapFinish.self,
                .compared([.familyName: true, .phone: false], triesLeft: 2)
            ),
        ]
}
