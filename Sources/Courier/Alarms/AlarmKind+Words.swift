import VaultAPI

extension AlarmKind {
    /// A title, what happened, and what is to be done that no freeze explains.
    var words: (title: String, happened: String, advice: String) {
        switch self {
        case .forgedToken, .outOfReach, .othersMessage, .limitPassed, .lookUpBurst, .keyCopied:
            wordsOfRequests
        case .honeyTouched, .honeyMailed, .erasureBurst: wordsOfData
        case .oldEpoch, .notAnExtension, .otherWitness, .falseDecision, .clocksApart,
            .changedProgram, .changedSettings, .rehearsal:
            wordsOfTheHouse
        }
    }

    private var wordsOfRequests: (title: String, happened: String, advice: String) {
        switch self {
        case .forgedToken:
            (
                "偽の入場証", "蔵が出した覚えのない入場証(またはほかのプログラムの入場証)が示されました。正しいプログラムには起こりえません。",
                "そのプログラムの機械を調べてください。"
            )
        case .outOfReach:
            ("手の届かない相手", "その入場証では開けないはずの方の情報が求められました。正しいプログラムには起こりえません。", "そのプログラムの機械を調べてください。")
        case .othersMessage:
            (
                "許されない頼みごと", "そのプログラムには許されていない頼みごと、または意味をなさない通信が届きました。正しいプログラムには起こりえません。",
                "そのプログラムの機械を調べてください。"
            )
        case .limitPassed:
            (
                "読み出しが多すぎます", "決められた人数を超えて、お客さまの情報を開こうとしました。超えた分は開いていません。",
                "だれが何を開いたかを ichi-vault scope で確かめてください。時間がたつと、また開けるようになります。"
            )
        case .lookUpBurst:
            (
                "照会が多すぎます", "お客さまセンターで、電話を受けている人にはありえない数の照会がありました。超えた分は開いていません。",
                "その係の人に確かめ、覚えがなければ ichi-vault staff end で仕事を終わらせてください。時間がたつと、また照会できるようになります。"
            )
        case .keyCopied:
            ("鍵の写し", "係の鍵の一つに、写しが作られたかもしれないしるしがありました。その鍵はもう使えません。", "その係の人に確かめ、鍵を作り直してください。")
        default: ("", "", "")
        }
    }

    private var wordsOfData: (title: String, happened: String, advice: String) {
        switch self {
        case .honeyTouched:
            (
                "いない人への接触", "実在しない会員(見張りのために置いた名前)が、開かれたか、探されたか、入口で使われました。",
                "だれの手によるものかを、元帳(ichi-vault ledger)と ichi-vault scope で確かめてください。解除の手続きはいりません。"
            )
        case .honeyMailed:
            (
                "いない人への郵便", "蔵だけが知っているメールアドレスに、よそからメールが届きました。会員のメールアドレスが外に出たおそれがあります。",
                "届いたメールを保管し、いつどこから出たかを ichi-vault scope で調べてください。解除の手続きはいりません。"
            )
        case .erasureBurst:
            (
                "消去が多すぎます", "一日に開ける人数よりも多くの方の情報が、今日一日で消されました。消したものは、どの控えからも戻りません。",
                "蔵の機械をだれが使っているかを、すぐに確かめてください。"
            )
        default: ("", "", "")
        }
    }

    private var wordsOfTheHouse: (title: String, happened: String, advice: String) {
        switch self {
        case .oldEpoch:
            (
                "古い鍵の封", "もう残っていないはずの、古い時期の鍵の封が示されました。データベースに古いものが書き戻されたおそれがあります。",
                "データベースにだれが書いたかを調べ、ichi-vault ledger verify で確かめてください。"
            )
        case .notAnExtension:
            (
                "元帳の食い違い", "元帳が、立会人またはデータベースの控えと食い違っています。行が書き換えられたか、古い控えに戻されたおそれがあります。",
                "ichi-vault ledger verify で確かめ、控えから戻すときは ichi-vault restore を使ってください。"
            )
        case .otherWitness:
            (
                "別の立会人", "これまでとは別の立会人が名のり出ました。蔵は、その立会人には何も頼みません。",
                "立会人の機械と、つなぎ先の設定を確かめてください。元の立会人が戻れば、ひとりでに直ります。"
            )
        case .falseDecision:
            (
                "覚えのない承認", "責任者お二人の鍵では作れないはずの承認を、立会人が伝えてきました。蔵は、その承認では何もしません。",
                "立会人の機械をだれが使っているかを、すぐに確かめてください。"
            )
        case .clocksApart:
            ("時計の食い違い", "蔵の時計と立会人の時計が、30秒より大きく食い違っています。", "両方の機械の時計を合わせてください。合えば、ひとりでに再開します。")
        case .changedProgram:
            (
                "プログラムの変更", "蔵のプログラムが、前に認めたものと違います。",
                "入れ替えた覚えがあれば ichi-vault changes accept で認めてください。なければ、蔵を止めて調べてください。"
            )
        case .changedSettings:
            (
                "設定の変更", "蔵の設定が、前に認めたものと違います。",
                "変えた覚えがあれば ichi-vault changes accept で認めてください。なければ、蔵を止めて調べてください。"
            )
        case .rehearsal: ("試しの知らせ", "これは、知らせが届くかを確かめるための試しです。何も起きていません。", "何もなさる必要はありません。")
        default: ("", "", "")
        }
    }
}
