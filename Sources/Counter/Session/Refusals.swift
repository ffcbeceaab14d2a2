import HTTPTypes
public import VaultAPI
public import Web

extension VaultRefusal {
    /// What a person is told when the vault says no.
    ///
    /// Pages that ask for a proof answer ``wrongProof`` beside their field instead, and those that
    /// write answer ``outOfDate`` with the form again.
    public var problem: Problem {
        switch self {
        case .expired, .ended, .erased, .needsFreshCode, .alreadyPlaced: .expired
        case .wrongProof: .forbidden
        case .outOfDate: .changedElsewhere
        case .tooMany: .tooMany(retryAfterSeconds: 600)
        case .frozen: .suspended
        case .unavailable: .away
        case .sealed: .sealed
        case .malformed: .malformed
        case .alreadyMember: .alreadyMember
        case .elsewhere: .elsewhere
        }
    }
}

extension Problem {
    /// 403: a role of the office that works from other networks.
    public static let elsewhere = Problem(
        .forbidden,
        title: "このネットワークからは、事務局に入れません",
        words: "事務局の仕事は、決められた場所のネットワークから行います。この接続は、その中にありません。",
        "職場のネットワークにつなぎ直して、もう一度お試しください。変わらないときは、情報の安全の担当にお知らせください。"
    )

    /// 409: the same data was changed in another tab or on another device.
    public static let changedElsewhere = Problem(
        .conflict,
        title: "別の画面で変更されていました",
        words: "同じ内容が、別の画面か別の端末で先に変更されていました。上書きはしていません。",
        "画面を読み込み直して、いまの内容をお確かめください。"
    )
}

extension Problem {
    /// 409: who has just shown that a mailbox is its own is a member by it already.
    public static let alreadyMember = Problem(
        .conflict,
        title: "会員登録は、もうお済みです",
        words: "このメールアドレスは、すでに会員登録されています。いま入力された内容は保存していません。",
        "ログインのページから、メールでお送りする確認コードでお入りいただけます。"
    )
}

/// Asks, and tells a refusal as a ``Problem``.
public func telling<Answer>(
    _ ask: () async throws -> Answer
) async throws -> Answer {
    do {
        return try await ask()
    } catch let refusal as VaultRefusal {
        throw refusal.problem
    }
}
