/// The headings of EC-CUBE 4's exports, in their order.
public enum EccubeFour {
    /// 会員CSV: 27 columns.
    public static let members = list(
        """
        会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),会社名,郵便番号,都道府県(ID),都道府県(名称),住所1,住所2,
        メールアドレス,TEL,性別(ID),性別(名称),職業(ID),職業(名称),誕生日,初回購入日,最終購入日,購入回数,ショップ用メモ欄,
        会員ステータス(ID),会員ステータス(名称),登録日,更新日,ポイント
        """
    )
    /// 受注CSV: 70 columns, two of them twice.
    public static let orders = list(
        """
        注文ID,注文番号,会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),会社名,郵便番号,都道府県(ID),都道府県(名称),
        住所1,住所2,メールアドレス,TEL,性別(ID),性別(名称),職業(ID),職業(名称),誕生日,ショップ用メモ欄,小計,値引き,送料,税金,
        合計,支払合計,対応状況(ID),対応状況(名称),支払方法(ID),支払方法(名称),受注日,入金日,注文詳細ID,商品ID,商品規格ID,商品名,
        商品コード,規格名1,規格名2,規格分類名1,規格分類名2,価格,個数,税率,税率ルール(ID),明細区分(ID),明細区分(名称),出荷ID,
        配送先_お名前(姓),配送先_お名前(名),配送先_お名前(セイ),配送先_お名前(メイ),配送先_会社名,配送先_郵便番号,
        配送先_都道府県(ID),配送先_都道府県(名称),配送先_住所1,配送先_住所2,配送先_TEL,配送業者(ID),配送業者(名称),
        お届け時間ID,お届け時間(名称),お届け希望日,送料,発送日,出荷伝票番号,配達用メモ,出荷メール送信日
        """
    )
    /// 商品CSV: a row for each choice of goods.
    public static let goods = list(
        """
        商品ID,公開ステータス(ID),公開ステータス(名称),商品名,ショップ用メモ欄,商品説明(一覧),商品説明(詳細),検索ワード,フリーエリア,
        商品規格ID,販売種別(ID),販売種別(名称),規格分類1(ID),規格分類1(名称),規格分類2(ID),規格分類2(名称),発送日目安(ID),
        発送日目安(名称),商品コード,在庫数,在庫数無制限フラグ,販売制限数,通常価格,販売価格,送料,税率,商品画像,商品カテゴリ(ID),
        商品カテゴリ(名称),タグ(ID),タグ(名称)
        """
    )
    /// What its 商品CSV登録 reads, where a shop keeps its goods in such a file: other columns.
    static let goodsToRegister = list("商品削除フラグ")
}

/// The headings of EC-CUBE 2.25's exports, in their order.
public enum EccubeTwo {
    /// 会員: 28 columns.
    public static let members = list(
        """
        会員ID,お名前(姓),お名前(名),お名前(フリガナ・姓),お名前(フリガナ・名),会社名,郵便番号1,郵便番号2,都道府県,住所1,住所2,
        E-MAIL,TEL1,TEL2,TEL3,FAX1,FAX2,FAX3,性別,職業,誕生日,初回購入日,最終購入日,購入回数,ポイント残高,備考,登録日,更新日
        """
    )
    /// 受注: 41 columns, without goods and recipients.
    public static let orders = list(
        """
        注文番号,会員ID,要望等,お名前(姓),お名前(名),お名前(フリガナ・姓),お名前(フリガナ名),会社名,メールアドレス,電話番号1,
        電話番号2,電話番号3,FAX1,FAX2,FAX3,郵便番号1,郵便番号2,都道府県,住所1,住所2,性別,生年月日,職種,小計,値引き,送料,手数料,
        使用ポイント,加算ポイント,税金,合計,お支払い合計,配送業者ID,支払い方法,SHOPメモ,対応状況,注文日時,更新日時,発送完了日時,
        端末種別ID,配送情報ID
        """
    )
    /// 商品: 71 columns, of which those are named here that say something of the goods.
    public static let goods = list(
        """
        商品ID,商品規格ID,親規格分類ID,規格分類ID,親規格分類名,規格分類名,メーカーID,メーカー名,商品名,表示ステータス(公開・非公開),
        メーカーURL(コメント1),コメント2,検索ワード(コメント3),コメント4,コメント5,コメント6,備考欄(SHOP専用),一覧-メインコメント,
        一覧-メイン画像,詳細-メインコメント,詳細-メイン画像,詳細-メイン拡大画像,詳細-サブタイトル(1),詳細-サブコメント(1),
        詳細-サブタイトル(2),詳細-サブコメント(2),詳細-サブタイトル(3),詳細-サブコメント(3),詳細-サブタイトル(4),
        詳細-サブコメント(4),詳細-サブタイトル(5),詳細-サブコメント(5),発送日目安ID,削除フラグ,商品種別ID,商品コード,在庫数,
        在庫無制限フラグ,販売制限数,通常価格,販売価格,送料,ポイント付与率,商品ステータス,商品ステータス名,カテゴリID,カテゴリ名
        """
    )
}

private func list(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == "\n" }).map(String.init)
}

/// Every heading that either series writes, as ``HeaderMap`` compares them.
enum KnownHeadings {
    /// By kind of file, those that no other kind has.
    static let only: [OldFileKind: Set<String>] = Dictionary(
        uniqueKeysWithValues: OldFileKind.allCases.map { kind in
            let others = OldFileKind.allCases.filter { $0 != kind }.map(of)
            return (kind, others.reduce(of(kind)) { $0.subtracting($1) })
        }
    )
    static let all = OldFileKind.allCases.map(of).reduce(Set()) { $0.union($1) }
    /// Headings that series 4 itself writes twice; the second column comes out empty.
    static let twice = folded(["送料", "税率ルール(ID)"])

    private static func of(_ kind: OldFileKind) -> Set<String> {
        switch kind {
        case .members: folded(EccubeFour.members + EccubeTwo.members)
        case .orders: folded(EccubeFour.orders + EccubeTwo.orders)
        case .goods: folded(EccubeFour.goods + EccubeFour.goodsToRegister + EccubeTwo.goods)
        }
    }

    private static func folded(_ headings: [String]) -> Set<String> {
        Set(headings.map(Cell.foldedHeading))
    }
}
