import VaultAPI

extension Writer {
    var memberLeft: Writing {
        Writing(
            subject: "退会のお手続きが終わりました",
            parts: [
                .paragraph("\(site.name)をご利用いただき、まことにありがとうございました。退会のお手続きが終わりました。"),
                .paragraph("お客様のお名前・ご住所・お電話番号・メールアドレス・お届け先は消去しました。どなたも、もう読むことはできません。"),
                .paragraph("ただし、税の法律で保存が定められているお取引の記録は、封をしたまま、定められた年限だけ保管し、その後に消去します。"),
                .paragraph("このメールは、消去の直前にお送りしたものです。お心当たりのない場合は、すぐにお電話でお知らせください。"),
            ]
        )
    }

    /// Tells what was done with a password: who has taken over a mailbox or a screen is noticed so.
    func passwordChanged(_ change: CourierItem.PasswordChange) -> Writing {
        Writing(
            subject: change.subject,
            parts: [
                .paragraph("\(site.name)の会員情報で、\(change.words)"),
                .paragraph("お手続きをされた画面のほかは、すべてサインアウトしました。"),
            ] + takenOver + neverAsked,
            greetsByName: false
        )
    }

    /// Goes to the old address and to the new one, and names neither.
    var emailChanged: Writing {
        Writing(
            subject: "メールアドレスが変更されました",
            parts: [
                .paragraph(
                    "\(site.name)の会員情報で、メールアドレスが変更されました。これからの確認コードとお知らせは、新しいメールアドレスにお送りします。"
                ),
                .paragraph("このメールは、いままでのメールアドレスと新しいメールアドレスの両方にお送りしています。"),
                .paragraph("お手続きをされた画面のほかは、すべてサインアウトしました。"),
            ] + takenOver + neverAsked,
            greetsByName: false
        )
    }

    /// Tells what was done with a passkey, and of one that somebody may have a copy of.
    func passkeyChanged(_ change: CourierItem.PasskeyChange) -> Writing {
        Writing(
            subject: change.subject,
            parts: [.paragraph("\(site.name)の会員情報で、\(change.words)")] + takenOver + neverAsked,
            greetsByName: false
        )
    }

    private var takenOver: [Writing.Part] {
        [
            .heading("お心当たりのないとき"),
            .paragraph(
                "どなたかが、お客様の名で会員情報を変えたおそれがあります。すぐに\(site.phone)までお電話ください。"
            ),
        ]
    }
}

extension CourierItem.PasswordChange {
    fileprivate var subject: String {
        switch self {
        case .set: "パスワードが設定されました"
        case .replaced: "パスワードが変更されました"
        case .removed: "パスワードをおやめになりました"
        }
    }

    fileprivate var words: String {
        switch self {
        case .set: "パスワードが設定されました。これからは、パスワードでも、メールでお送りする確認コードでもお入りいただけます。"
        case .replaced: "パスワードが変更されました。いままでのパスワードは、もうお使いいただけません。"
        case .removed: "パスワードによるお入りをおやめになりました。これからは、メールでお送りする確認コードでお入りください。"
        }
    }
}

extension CourierItem.PasskeyChange {
    fileprivate var subject: String {
        switch self {
        case .added: "パスキーが登録されました"
        case .removed: "パスキーの登録が取り消されました"
        case .doubted: "パスキーを一つ止めました"
        }
    }

    fileprivate var words: String {
        switch self {
        case .added: "パスキー(指紋・顔・画面ロックで入るしくみ)が登録されました。これからは、登録した端末では、確認コードなしでお入りいただけます。"
        case .removed: "パスキーの登録が一つ取り消されました。その端末では、もうパスキーではお入りいただけません。"
        case .doubted:
            "パスキーの一つに、写しが作られたかもしれないしるしがありましたので、そのパスキーを止めました。ほかのパスキーと確認コードは、いままでどおりお使いいただけます。マイページで、止めたパスキーを取り消し、登録し直してください。"
        }
    }
}
