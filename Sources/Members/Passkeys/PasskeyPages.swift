import Basics
import VaultAPI
import Web

/// パスキー: the list, and 「この端末を登録する」.
struct PasskeysPage: Page {
    static let template = "members/passkeys"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [Crumb("マイページ", MemberPath.account), Crumb(title)],
            scripts: ["passkeys.js", "once.js"]
        )
    }
    let title = "パスキー(指紋・顔で入る)"
    let keys: [Key]
    let hasKeys: Bool
    let success: String?
    let failure: String?
    let site: String
    let action = MemberPath.passkeys
    let offers = MemberPath.passkeyOffers
    let code = MemberPath.passkeyCode

    /// What has just been done.
    enum News: String, Sendable {
        case added, renamed, removed, failed
        case tooLong = "too-long"
    }

    struct Key: Sendable {
        let label: String
        let value: String
        let made: String
        let used: String?
        let isDoubtful: Bool
        /// For a label of its own beside the others on the page.
        let fieldID: String
        let rename: String
        let removal: String

        init(_ key: Passkeys.Key, number: Int) {
            value = key.label?.revealed ?? ""
            label = value.isEmpty ? "パスキー \(number)" : value
            made = Day(key.made).japanese
            used = key.used.map { Day($0).japanese }
            isDoubtful = key.isDoubtful
            fieldID = "label-\(number)"
            rename = MemberPath.passkey(key.id) + "/label"
            removal = MemberPath.passkey(key.id) + "/removal"
        }
    }

    init(_ keys: [Passkeys.Key], site: String, news: News?) {
        self.keys = keys.enumerated().map { Key($1, number: $0 + 1) }
        hasKeys = !keys.isEmpty
        self.site = site
        success = news?.success
        failure = news?.failure
    }
}

extension PasskeysPage.News {
    fileprivate var success: String? {
        switch self {
        case .added: "登録しました。つぎからは、この端末では「指紋・顔で入る」だけでお入りいただけます。登録したことを、メールでもお知らせします。"
        case .renamed: "呼び名を変えました。"
        case .removed: "登録を取り消しました。取り消したことを、メールでもお知らせします。"
        case .failed, .tooLong: nil
        }
    }

    fileprivate var failure: String? {
        switch self {
        case .failed: "登録できませんでした。もう一度お試しください。"
        case .tooLong: "呼び名は40文字までで、絵文字なしで入力してください。"
        case .added, .renamed, .removed: nil
        }
    }
}

/// Before a new passkey: a code to the address that is known.
struct PasskeyCodePage: Page {
    static let template = "members/passkey-code"
    var head: PageHead {
        PageHead(
            title,
            crumbs: [
                Crumb("マイページ", MemberPath.account),
                Crumb("パスキー(指紋・顔で入る)", MemberPath.passkeys), Crumb(title),
            ],
            scripts: ["once.js"]
        )
    }
    let title = "ご本人の確認"
    let action = MemberPath.passkeyCode
    let letters = MemberPath.letters
}
