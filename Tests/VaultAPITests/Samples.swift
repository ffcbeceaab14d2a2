import Basics
import VaultAPI
import Wire

/// Every message, answer and letter: each case of each enum, with and without what may be absent.
enum Sample {
    static let now = Moment(milliseconds: 1_796_689_805_123)
    static let token = Token("eyJ.the-claims.AND_the-signature")
    static let order = Handle<OrderKey>("oooooooooooooooooooooooooo") ?? .mint()
    static let day = Day(number: 20_800)
    static let everyField = PersonalFields(
        uniqueKeysWithValues: PersonalField.allCases.map { ($0, Secret("髙﨑 \($0.rawValue)")) }
    )

    static func subject(_ letter: Character) -> Handle<Subject> {
        Handle(String(repeating: letter, count: 26)) ?? .mint()
    }

    static let delivery = DeliveryFacts(earliest: day, day: day.adding(days: 6), window: "午前中")

    static let facts = OrderFacts(
        number: "2612-0830-5517",
        key: order,
        placed: now,
        total: Money(yen: 14_020),
        postage: Money(yen: 1_980),
        payment: "銀行振込(前払い)",
        paymentInstructions: ["鳥取銀行 いなば支店 普通 0000123", "12月15日(火)までに"],
        sellers: [
            .init(
                name: "湖山池の梨 髙橋果樹園",
                phone: "0857-00-0101",
                lines: [.init(goods: "二十世紀梨 5kg", count: 2, amount: Money(yen: 9_960))],
                parcels: [
                    .init(goods: ["二十世紀梨 5kg ×1"], delivery: delivery),
                    .init(goods: [], delivery: .init(earliest: day, day: nil, window: nil)),
                ]
            ),
            .init(name: "福部砂丘らっきょう商店", phone: "", lines: []),
        ]
    )

    static let parcel = ParcelFacts(
        seller: "髙橋果樹園",
        goods: ["二十世紀梨", "王秋"],
        carrier: "いなば運送",
        trackingNumber: "123456789012",
        delivery: delivery
    )

    static let letters: [Letter] = [
        .orderReceived(facts), .orderCancelled(facts), .orderAccepted(facts),
        .parcelDispatched(facts, parcel), .paymentReceived(facts), .memberLeft,
    ]

    static let contents: [CourierItem.Content] =
        letters.map { .letter($0, orderLink: Secret("link"), orderCode: nil) } + [
            .letter(.memberLeft, orderLink: nil, orderCode: Secret("ABCD2345")),
            .signInCode(Secret("BCDE2345"), validMinutes: 30),
            .letterCode(Secret("CDEF2345"), validDays: 14),
            .registrationCode(Secret("DEFG2345"), validMinutes: 31),
            .alreadyRegistered,
            .emailChangeCode(Secret("EFGH2345"), validMinutes: 32),
            .emailChanged,
        ] + CourierItem.PasswordChange.allCases.map { .passwordChanged($0) }
        + CourierItem.PasskeyChange.allCases.map { .passkeyChanged($0) }

    static let claims = TokenClaims.Use.allCases.flatMap { use in
        Caller.allCases.map { caller in
            TokenClaims(
                id: Handle<Token>("tttttttttttttttttttttttttt") ?? .mint(),
                principal: subject("p"),
                caller: caller,
                use: use,
                minted: now,
                end: Moment(milliseconds: .max)
            )
        }
    }
}

extension Sample {
    static let specimens: [Specimen] =
        subjects + orders + importing + signingIn + passkeys + correspondence + courier + alarms
        + staff + taps + labels
        + claims.map { Specimen("claims", $0) }

    private static let subjects: [Specimen] =
        SubjectKind.allCases.map {
            Specimen(Enrol(idempotencyKey: "key", kind: $0, fields: everyField, token: token))
        }
        + Purpose.allCases.map {
            Specimen(
                Open(
                    token: token,
                    handle: subject("h"),
                    fields: PersonalField.allCases,
                    purpose: $0
                )
            )
        } + [
            Specimen(Enrol(idempotencyKey: "", kind: .orderer, fields: [:])),
            Specimen(answerTo: Enrol.self, .init(handle: subject("e"), token: token)),
            Specimen(answerTo: Enrol.self, .init(handle: subject("e"), token: nil)),
            Specimen(answerTo: Open.self, .init(fields: everyField, version: 7)),
            Specimen(
                Change(token: token, handle: subject("c"), version: 3, fields: [.note: Secret("")])
            ),
            Specimen(Change(token: token, handle: subject("c"), version: nil, fields: [:])),
            Specimen(answerTo: Change.self, .init(version: -1)),
            Specimen(Erase(token: token, handle: subject("d"))),
            Specimen(
                Copy(token: token, from: subject("f"), to: subject("t"), fields: [.street, .city])
            ),
        ]

    private static let orders: [Specimen] = [
        Specimen(
            Promote(
                token: token,
                order: order,
                orderer: subject("a"),
                recipients: [subject("b"), subject("c")],
                grants: [
                    .init(shop: 118, recipient: subject("b"), until: now),
                    .init(shop: 1, recipient: subject("c"), until: now.adding(days: 9)),
                ]
            )
        ),
        Specimen(Claim(order: order)),
        Specimen(Claim(order: order, letter: .orderReceived(facts))),
        Specimen(answerTo: Claim.self, Done()),
        Specimen(Abandon(order: order)),
        Specimen(Unclaimed(before: now)),
        Specimen(answerTo: Unclaimed.self, .init(orders: [order, order])),
    ]

    private static let importing: [Specimen] = [
        Specimen(
            ImportPersons([
                .init(
                    key: Secret("member 1"),
                    aliases: [Secret("guest 2"), Secret("guest 3")],
                    kind: .member,
                    fields: everyField,
                    memberNumber: Secret("4"),
                    lastUsed: now,
                    enteredBy: 5
                ),
                .init(key: Secret("guest 6"), kind: .contact, fields: nil),
            ])
        ),
        Specimen(
            answerTo: ImportPersons.self,
            .init(
                persons: ImportPersons.Outcome.allCases.map {
                    .init(handle: $0 == .unknown ? nil : subject("i"), outcome: $0)
                }
            )
        ),
        Specimen(ConfirmData(token: token)),
    ]

    private static let passkeys: [Specimen] = [
        Specimen(
            answerTo: SignInBegin.self,
            .init(challenge: challenge, request: request)
        ),
        Specimen(
            SignInFinish(
                challenge: challenge,
                proof: .passkey(
                    PasskeyProof(
                        id: Secret("id"),
                        clientData: Secret("client"),
                        authenticatorData: Secret("authenticator"),
                        signature: Secret("signature"),
                        userHandle: Secret("user")
                    )
                ),
                remember: false
            )
        ),
        Specimen(PasskeyOffer(token: token, source: "::1")),
        Specimen(answerTo: PasskeyOffer.self, .init(challenge: challenge, request: request)),
        Specimen(
            PasskeyAdd(
                token: token,
                challenge: challenge,
                clientData: Secret("client"),
                attestation: Secret("attestation"),
                label: Secret("label")
            )
        ),
        Specimen(Passkeys(token: token)),
        Specimen(
            answerTo: Passkeys.self,
            .init(keys: [
                .init(
                    id: passkey,
                    label: Secret("label"),
                    made: Moment(milliseconds: 1),
                    used: Moment(milliseconds: 2),
                    isDoubtful: true
                ),
                .init(
                    id: passkey,
                    label: nil,
                    made: Moment(milliseconds: 1),
                    used: nil,
                    isDoubtful: false
                ),
            ])
        ),
        Specimen(HasPasskey(token: token)),
        Specimen(answerTo: HasPasskey.self, .init(hasOne: true)),
        Specimen(PasskeyRename(token: token, passkey: passkey, label: Secret("label"))),
        Specimen(PasskeyRemove(token: token, passkey: passkey)),
    ]

    private static let passkey =
        Handle<KeptPasskey>("pppppppppppppppppppppppppp") ?? .mint()

    private static let request = PasskeyRequest(
        relyingParty: "counter.example.jp",
        challenge: "challenge",
        userHandle: Secret("user"),
        known: [Secret("one"), Secret("two")]
    )

    private static let signingIn: [Specimen] =
        [
            .mailCode(email: Secret("a@example.jp")), .password(email: Secret("b@example.jp")),
            .orderLink(Secret("link")), .letter(identifier: Secret("0857-00-0101")),
            .passkey, .again(token),
        ].map { Specimen(SignInBegin(way: $0, source: "192.0.2.1")) } + [
            Specimen(answerTo: SignInBegin.self, .init(challenge: challenge)),
            Specimen(SignInResend(challenge: challenge)),
            Specimen(SignInFinish(challenge: challenge, proof: Secret("proof"), remember: true)),
            Specimen(
                answerTo: SignInFinish.self,
                .init(
                    token: token,
                    handle: subject("s"),
                    remembered: Token("remembered"),
                    order: order,
                    mustConfirm: true
                )
            ),
            Specimen(
                answerTo: SignInFinish.self,
                .init(token: token, handle: subject("s"), remembered: nil, order: nil)
            ),
            Specimen(
                RegisterBegin(
                    idempotencyKey: "key",
                    fields: everyField,
                    password: Secret("password"),
                    source: "192.0.2.1"
                )
            ),
            Specimen(
                RegisterBegin(idempotencyKey: "k", fields: [:], password: nil, source: "::1")
            ),
            Specimen(SetCredential(token: token, change: .password(Secret("password")))),
            Specimen(SetCredential(token: token, change: .noPassword)),
            Specimen(EmailBegin(token: token, email: Secret("c@example.jp"))),
            Specimen(
                EmailFinish(
                    token: token,
                    challenge: challenge,
                    codeFromOld: Secret("old"),
                    codeFromNew: Secret("new")
                )
            ),
            Specimen(CheckSession(token: token)),
            Specimen(End(token: token)),
        ]

    private static let correspondence: [Specimen] =
        letters.map { Specimen(Send(idempotencyKey: "key", basis: .order(order), letter: $0)) } + [
            Specimen(Send(idempotencyKey: "key", basis: .token(token), letter: .memberLeft)),
            Specimen(History(token: token)),
            Specimen(
                answerTo: History.self,
                .init(
                    lines: [History.Actor.yourself, .courier, .shop(118), .staff(.clerk)].map {
                        .init(at: now, actor: $0, purpose: .account, fields: [.phone, .label])
                    } + [
                        .init(
                            at: now,
                            actor: .staff(.clerk),
                            purpose: .orderInquiry,
                            fields: [.phone],
                            caseNumber: caseNumber,
                            isComparison: true
                        )
                    ]
                )
            ),
            Specimen(Status()),
            Specimen(
                answerTo: Status.self,
                .init(frozen: true, tokenKey: Array(1...32), treeSize: 59_021)
            ),
        ]

    private static let courier: [Specimen] =
        contents.map {
            Specimen(
                answerTo: NextItem.self,
                .init(item: item($0, .email(Secret("d@example.jp"), helper: true)))
            )
        } + [
            Specimen(
                answerTo: NextItem.self,
                .init(
                    item: item(
                        .alreadyRegistered,
                        .post(postcode: Secret("680-8571"), address: Secret("鳥取県いなば市"))
                    )
                )
            ),
            Specimen(NextItem()),
            Specimen(answerTo: NextItem.self, .init(item: nil)),
        ]
        + ItemDone.Outcome.allCases.map {
            Specimen(NextItem(after: ItemDone(id: itemID, outcome: $0)))
        }

    private static let challenge = Handle<Challenge>("xxxxxxxxxxxxxxxxxxxxxxxxxx") ?? .mint()
    private static let itemID = Handle<CourierItem>("yyyyyyyyyyyyyyyyyyyyyyyyyy") ?? .mint()

    private static func item(
        _ content: CourierItem.Content,
        _ destination: CourierItem.Destination
    ) -> CourierItem {
        CourierItem(
            id: itemID,
            messageID: "<y@mail.example.jp>",
            content: content,
            name: Secret("髙﨑 梨花子"),
            destination: destination
        )
    }
}
