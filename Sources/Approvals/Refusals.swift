import Hummingbird
import Web
import WitnessAPI

extension WitnessRefusal {
    /// What an officer is told when the witness says no.
    var problem: Problem {
        switch self {
        case .noOfficers: .notFounded
        case .expired: .expired
        case .wrongProof, .notASheet: .wrongKey
        case .notYours: .notYours
        case .malformed: .malformed
        case .tooMany: .tooMany(retryAfterSeconds: 60)
        case .founded, .erased, .foreign, .noSuchEpoch, .spent, .unproven, .tooManyMarks, .shut,
            .fenced, .alone, .otherBook, .unwritten, .otherKey, .notAnExtension, .newest,
            .unavailable:
            .witnessAway
        }
    }
}

extension Problem {
    /// 404: there are no officers yet.
    static let notFounded = Problem(
        .notFound,
        title: "責任者はまだ決まっていません",
        words: "責任者が三人そろい、市で確かめ合ったあとに、このページが使えるようになります。"
    )

    /// 403: a key that is no officer's, or that was made already.
    static let wrongKey = Problem(
        .forbidden,
        title: "この鍵では受け付けられませんでした",
        words: "責任者として登録された鍵に触れてください。同じ鍵を二度登録することはできません。"
    )

    /// 409: one who has agreed already, or who is to leave.
    static let notYours = Problem(
        .conflict,
        title: "これは、ほかの責任者の承認を待っています",
        words: "同じ方が二度承認することはできません。ご自身の交代を、ご自身で承認することもできません。"
    )

    /// 410: an invitation that was used, or is older than a day.
    static let invitationOver = Problem(
        .gone,
        title: "この招待は使えません",
        words: "招待は一度だけ、24時間のあいだ使えます。使い終わったか、時間がたった可能性があります。",
        "立会人の運用担当に、新しい招待をお求めください。"
    )

    /// 503: the witness cannot answer just now.
    static let witnessAway = Problem(
        .serviceUnavailable,
        title: "立会人が、いま応じられません",
        words: "何も承認されていません。少し待って、もう一度お試しください。",
        "続くときは、立会人の運用担当にお知らせください。"
    )
}

/// Asks, and tells a refusal as a ``Problem``.
func telling<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
    do {
        return try await ask()
    } catch let refusal as WitnessRefusal {
        throw refusal.problem
    }
}
