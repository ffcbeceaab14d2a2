import Basics
import VaultAPI

/// Mails with a code: whoever reads one must learn who asked for it, where to type it, and that
/// nobody who calls may have it.
extension Writer {
    func signInCode(_ code: Secret<String>, validMinutes: Int) -> Writing {
        Writing(
            subject: "確認コードのお知らせ",
            parts: [
                .paragraph(
                    "\(site.name)の画面で、ログインまたはご注文の確認のために、このメールアドレスが入力されました。次の確認コードを、開いている画面に入力してください。"
                )
            ] + typed(code, validMinutes)
                + notYou("コードをだれにもお知らせにならなければ、ログインされることはありません。このメールは削除してください。")
                + neverAsked,
            greetsByName: false
        )
    }

    /// To members of the shop before this one who have no mailbox.
    func letterCode(_ code: Secret<String>, validDays: Int) -> Writing {
        Writing(
            subject: "マイページの確認コード",
            parts: [
                .paragraph(
                    "\(site.name)の画面で、前のサイトの会員番号か電話番号により、お手紙での確認コードが求められました。次のページを開き、「手紙のコードで入る」に会員番号か電話番号を入れてから、この確認コードを入力してください。"
                ),
                .link(
                    label: "手紙のコードで入るページ",
                    configuration.counterOrigin + "/sign-in/by-letter"
                ),
                .code(label: "確認コード", code.revealed),
                .paragraph("このコードは\(validDays)日間、一度だけお使いいただけます。"),
                .heading("お心当たりのないとき"),
                .paragraph(
                    "どなたかが、お客様の会員番号か電話番号を入力したものと思われます。コードをだれにもお知らせにならなければ、ログインされることはありません。この手紙は細かく切ってお捨てください。"
                ),
            ] + neverAsked
        )
    }

    func registrationCode(_ code: Secret<String>, validMinutes: Int) -> Writing {
        Writing(
            subject: "会員登録の確認コード",
            parts: [
                .paragraph("\(site.name)の会員登録の画面で、このメールアドレスが入力されました。次の確認コードを画面に入力すると、登録が終わります。")
            ] + typed(code, validMinutes)
                + notYou("コードが入力されなければ、登録はされません。このメールは削除してください。")
                + neverAsked,
            greetsByName: false
        )
    }

    var alreadyRegistered: Writing {
        Writing(
            subject: "会員登録がお済みです",
            parts: [
                .paragraph(
                    "\(site.name)の会員登録の画面で、このメールアドレスが入力されましたが、すでに会員登録がお済みです。あらためてご登録いただく必要はありません。"
                ),
                .paragraph("次のページを開き、「ログイン」へお進みください。パスワードをお忘れの場合も、メールでお送りする確認コードでログインできます。"),
                .link(label: "\(site.name)の窓口", configuration.counterOrigin + "/"),
            ] + notYou("ご登録の内容は変わっていません。このメールは削除してください。") + neverAsked,
            greetsByName: false
        )
    }

    func emailChangeCode(_ code: Secret<String>, validMinutes: Int) -> Writing {
        Writing(
            subject: "メールアドレス変更の確認コード",
            parts: [
                .paragraph(
                    "\(site.name)の会員情報のうち、メールアドレスを変更するお手続きがありました。次の確認コードを画面に入力すると、お手続きが進みます。"
                )
            ] + typed(code, validMinutes)
                + notYou(
                    "コードが入力されなければ、変更されません。どなたかがお客様の名でログインしているおそれがありますので、\(site.phone)までお電話ください。"
                )
                + neverAsked,
            greetsByName: false
        )
    }

    private func typed(_ code: Secret<String>, _ validMinutes: Int) -> [Writing.Part] {
        [
            .code(label: "確認コード", code.revealed),
            .paragraph("このコードは、お送りしてから\(validMinutes)分間お使いいただけます。続けてお取りになった場合は、先のコードもお使いいただけます。"),
            .paragraph("入力の前に、画面のアドレスが「\(configuration.counterHost)」であることをお確かめください。"),
        ]
    }

    private func notYou(_ what: String) -> [Writing.Part] {
        [
            .heading("お心当たりのないとき"),
            .paragraph("どなたかが、お客様のメールアドレスを誤って、または無断で入力したものと思われます。\(what)"),
        ]
    }

    var neverAsked: [Writing.Part] {
        [
            .heading("だれにもお知らせにならないでください"),
            .paragraph(
                "\(site.name)やお店、市の職員が、電話やメール、SMSで確認コード・パスワード・カード番号をおたずねすることは決してありません。たずねられたら、それは詐欺(フィッシング)です。"
            ),
        ]
    }
}
