/// Where my page leads, in groups.
struct AccountDoors: Sendable {
    let title: String
    let doors: [Door]

    struct Door: Sendable {
        let name: String
        let words: String
        let address: String
        /// The drawing's path in a field of 24 by 24, of lines alone.
        let icon: String
        var isLeaving = false
    }

    static let all = [
        AccountDoors(title: "お買い物に", doors: [contacts, favourites]),
        AccountDoors(title: "ご登録の内容", doors: [profile, email, passkeys, password]),
        AccountDoors(title: "お預かりしている情報", doors: [history, download, leaving]),
    ]

    /// What came over from the shop before this one, for whom it has something.
    static func oldShop(_ address: String) -> AccountDoors {
        let orders = Door(
            name: "旧サイトのご注文とポイント",
            words: "前のサイトからお引き継ぎしました",
            address: address,
            icon: "M4.5 9.5v11h15v-11M3 9.5l2-6h14l2 6zM9.5 20.5v-6h5v6"
        )
        return AccountDoors(title: "前のサイトから", doors: [orders])
    }

    private static let contacts = Door(
        name: "お届け先の控え",
        words: "ご注文のときに選べます",
        address: MemberPath.contacts,
        icon: "M12 21s-6.5-5.5-6.5-11a6.5 6.5 0 0 1 13 0c0 5.5-6.5 11-6.5 11z"
            + "M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
    )
    private static let favourites = Door(
        name: "お気に入り",
        words: "ハートを付けた商品",
        address: MemberPath.favourites,
        icon: "M12 20s-7.5-4.7-7.5-10.3a4.2 4.2 0 0 1 7.5-2.6"
            + " 4.2 4.2 0 0 1 7.5 2.6c0 5.6-7.5 10.3-7.5 10.3z"
    )
    private static let profile = Door(
        name: "お名前・ご住所",
        words: "お電話番号もこちらです",
        address: MemberPath.profile,
        icon: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"
    )
    private static let email = Door(
        name: "メールアドレス",
        words: "確認コードをお送りする先",
        address: MemberPath.email,
        icon: "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5 8.5-6.5"
    )
    private static let passkeys = Door(
        name: "パスキー",
        words: "指紋・顔・画面ロックで入る",
        address: MemberPath.passkeys,
        icon: "M8.5 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8z"
            + "M11.5 11.5l8.5 8.5M16.5 16.5l2.5-2.5M13.5 13.5l2-2"
    )
    private static let password = Door(
        name: "パスワード",
        words: "決める、変える、やめる",
        address: MemberPath.password,
        icon: "M5.5 11h13v9.5h-13zM8.5 11v-3a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5"
    )
    private static let history = Door(
        name: "わたしの情報をだれが見たか",
        words: "開かれるたびに一行残ります",
        address: MemberPath.history,
        icon: "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5"
            + "-9.5-6.5-9.5-6.5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
    )
    private static let download = Door(
        name: "わたしの情報を受け取る",
        words: "すべてを一つのファイルで",
        address: MemberPath.download,
        icon: "M12 3.5v11.5M7.5 11l4.5 4.5 4.5-4.5M4.5 17.5v3h15v-3"
    )
    private static let leaving = Door(
        name: "退会する",
        words: "情報を消して終わりにします",
        address: MemberPath.leaving,
        icon: "M14 4h-8.5v16.5h8.5M10.5 12h10M17 8.5l3.5 3.5-3.5 3.5",
        isLeaving: true
    )
}
