import Basics
import Synchronization
import Wire
import WitnessAPI

@testable import Approvals

/// A witness that a test plays: it answers what it is told to, and remembers what it was asked.
final class PlayedWitness: Sendable {
    private let asked = Mutex<[String]>([])
    private let refusal = Mutex<WitnessRefusal?>(nil)
    private let board = Mutex<OfficerBoard?>(nil)

    static let at = Moment(milliseconds: 1_796_691_600_000)
    static let session = Handle<OfficerSession>.mint().text
    static let request = TouchRequest(
        number: [1, 2],
        challenge: [3, 4],
        party: "witness.localhost",
        keys: [CredentialName([5])]
    )

    var messages: [String] { asked.withLock { $0 } }

    func refuse(_ refusal: WitnessRefusal?) { self.refusal.withLock { $0 = refusal } }
    func show(_ board: OfficerBoard) { self.board.withLock { $0 = board } }

    var port: OfficersPort {
        OfficersPort { message in
            self.asked.withLock { $0.append(type(of: message).name) }
            if let refusal = self.refusal.withLock({ $0 }) { throw refusal }
            switch message {
            case is LookBegin, is JudgeBegin: return PlayedWitness.request
            case is LookFinish: return OfficerSession(Secret(PlayedWitness.session))
            case let ask as AskBoard:
                guard ask.session.text.revealed == PlayedWitness.session,
                    let board = self.board.withLock({ $0 })
                else { throw WitnessRefusal.expired }
                return board
            case is JudgeFinish: return StatementItem.State.waits
            case is OfficerKeyBegin:
                return OfficerKeyOffer(
                    number: [1],
                    challenge: [2],
                    party: "witness.localhost",
                    userHandle: [3],
                    officer: "危機管理課長 山田 一郎",
                    others: [CredentialName([9])]
                )
            case is OfficerKeyFinish:
                return OfficerKeyMade(officer: "危機管理課長 山田 一郎", fingerprint: "1f3a", waits: false)
            default: return Done()
            }
        }
    }
}

enum Sample {
    static let sheet: OfficersSheet? = try? OfficersSheet(
        zip(1..., ["危機管理課長 山田 一郎", "総務課長 鈴木 花子", "会計課長 佐藤 実"]).map { number, name in
            Officer(
                number: number,
                name: name,
                keys: [
                    EnrolledKey(
                        credential: [UInt8(number)],
                        publicKey: [UInt8(number)],
                        userHandle: [1],
                        isBackupEligible: false,
                        model: [],
                        attestation: []
                    )
                ]
            )
        }
    )

    static func item(
        _ state: StatementItem.State = .waits,
        agreed: [String] = [],
        isOpen: Bool = true,
        isVaults: Bool = true
    ) -> StatementItem {
        let caller = FrozenCaller(
            freeze: "h5x2",
            target: "process:counter",
            reason: "outOfReach",
            since: PlayedWitness.at
        )
        let statement = Statement(
            number: Array(repeating: 7, count: 16),
            proposed: PlayedWitness.at,
            by: "<b>山田</b>",
            content: .liftFreeze(caller)
        )
        return StatementItem(
            hash: statement.hash,
            words: statement.words,
            by: statement.by,
            isVaults: isVaults,
            proposed: statement.proposed,
            ends: statement.ends,
            state: state,
            decided: state == .waits ? nil : PlayedWitness.at,
            agreed: agreed,
            isOpen: isOpen
        )
    }

    static func board(_ waiting: [StatementItem], _ decided: [StatementItem] = []) -> OfficerBoard?
    {
        sheet.map {
            OfficerBoard(me: "総務課長 鈴木 花子", sheet: $0, waiting: waiting, decided: decided)
        }
    }
}
