public import HTTPTypes

extension Problem {
    /// 400: what arrived is not what a form of ours sends.
    public static let malformed = Problem(
        .badRequest,
        title: "送信された内容を読み取れませんでした",
        words: "途中で通信が切れたか、古い画面から送られた可能性があります。",
        "前の画面に戻り、もう一度お試しください。"
    )

    /// 403: not for this person.
    public static let forbidden = Problem(
        .forbidden,
        title: "このページはご覧いただけません",
        words: "ご本人の確認ができませんでした。もう一度お入りいただくと、ご覧になれる場合があります。"
    )

    /// 403: posted from another site, or with a token that is not this browser's.
    public static let crossSite = Problem(
        .forbidden,
        title: "操作を受け付けられませんでした",
        words: "この操作がこのサイトの画面から送られたことを確かめられませんでした。何も変更されていません。",
        "前の画面に戻り、画面を読み込み直してから、もう一度お試しください。",
        "Cookieを受け取らない設定の場合は、このサイトのCookieを許可してください。"
    )

    /// 404: no such address.
    public static let notFound = Problem(
        .notFound,
        title: "お探しのページが見つかりませんでした",
        words: "アドレスが変わったか、掲載が終わった可能性があります。下の検索をお試しください。"
    )

    /// 405: the address is there, and is used in another way.
    public static func methodNotAllowed(allowed: [HTTPRequest.Method]) -> Problem {
        Problem(
            .methodNotAllowed,
            title: "この操作はここでは行えません",
            words: "お手数ですが、前の画面に戻ってやり直してください。",
            allowed: allowed
        )
    }

    /// 408: the body came too slowly.
    public static let tooSlow = Problem(
        .requestTimeout,
        title: "通信に時間がかかりすぎました",
        words: "電波のよい場所で、もう一度お試しください。"
    )

    /// 410: what was good once has ended.
    ///
    /// Never an attack: nothing is counted against anybody.
    public static let expired = Problem(
        .gone,
        title: "時間がたちました",
        words: "安全のため、しばらく操作がない画面は無効になります。",
        "お手数ですが、もう一度お入りください。"
    )

    /// 413: more than the form takes.
    public static let tooLarge = Problem(
        .contentTooLarge,
        title: "送信された内容が大きすぎます",
        words: "文章が長すぎる可能性があります。前の画面に戻り、短くしてお送りください。"
    )

    /// 414: an address longer than any of ours.
    public static let addressTooLong = Problem(
        .uriTooLong,
        title: "アドレスが長すぎます",
        words: "検索の言葉を短くしてお試しください。"
    )

    /// 415: not a form.
    public static let unsupportedMedia = Problem(
        .unsupportedMediaType,
        title: "この形式では受け付けられません",
        words: "このサイトの画面からお送りください。"
    )

    /// 429: too often.
    public static func tooMany(retryAfterSeconds: Int) -> Problem {
        Problem(
            .tooManyRequests,
            title: "ただいま混み合っています",
            words: "短い間に何度も操作があったため、しばらくお待ちいただいています。",
            "時間をおいて、もう一度お試しください。",
            retryAfterSeconds: retryAfterSeconds
        )
    }

    /// 500: a mistake of ours; says nothing of the inside.
    public static let ours = Problem(
        .internalServerError,
        title: "申し訳ございません。うまく表示できませんでした",
        words: "こちらの不具合です。ご不便をおかけして申し訳ございません。",
        "少し待ってからもう一度お試しください。続くときは、下の番号を添えてお電話ください。"
    )

    /// 503: the keeper of personal data cannot be reached just now.
    public static let away = Problem(
        .serviceUnavailable,
        title: "ただいまお手続きを受け付けられません",
        words: "お客さまの情報を扱う部分が、ただいま応答していません。商品のご覧と買い物かごは、そのままお使いいただけます。",
        "入力された内容は失われていません。数分後にもう一度お試しください。",
        retryAfterSeconds: 60
    )

    /// 503: what is kept cannot be opened just now; what is entered can be kept.
    public static let sealed = Problem(
        .serviceUnavailable,
        title: "お預かりした情報を、ただいま表示できません",
        words: "お客さまの情報は、二つの鍵がそろったときだけ開きます。いま、片方の鍵の番人と連絡がとれません。お預かりした情報は失われていません。",
        "商品のご覧、はじめての方のご注文、会員登録は、そのままお使いいただけます。ログインと、お預かりした情報の表示は、数分後にもう一度お試しください。",
        retryAfterSeconds: 60
    )

    /// 503: nothing can be written just now, because a disk is full or a database away.
    public static let notKept = Problem(
        .serviceUnavailable,
        title: "ただいまお手続きを受け付けられません",
        words: "こちらの都合で、新しい内容を保存できない状態です。いまの操作は行われていません。商品はそのままご覧いただけます。",
        "少し時間をおいて、もう一度お試しください。お急ぎの方は、お電話でご相談ください。",
        retryAfterSeconds: 300
    )

    /// 503: stopped on purpose, until people have looked.
    public static let suspended = Problem(
        .serviceUnavailable,
        title: "安全の確認のため、お手続きを止めています",
        words: "お客さまの情報を守るため、確認が終わるまで一時的に止めています。",
        "お急ぎの方は、お電話でご相談ください。",
        retryAfterSeconds: 600
    )
}
