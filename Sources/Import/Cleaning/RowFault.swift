/// Why a row is set aside, in words for who mends it: the column's name, never its value.
enum RowFault: Error, Sendable, Equatable {
    case fields(have: Int, want: Int)
    case encoding
    case zero
    case empty(String)
    case formula(String)
    case number(String)
    case date(String)
    case email
    case tooLong(String, most: Int)
    case tooManyRows
    case otherRowOfOrder
    case unended
    case lastOrderDiffers

    /// What stands under 理由.
    var japanese: String {
        switch self {
        case .fields(let have, let want) where have < want:
            "列が足りません(\(want)列のところ\(have)列)。途中で切れているかもしれません"
        case .fields(let have, let want):
            "列が多すぎます(\(want)列のところ\(have)列)。コンマを含む項目は引用符で囲んでください"
        case .encoding: "文字コードの違う文字があります。元のファイルと見比べてください"
        case .zero: "使えない文字(NUL)があります"
        case .empty(let column): "「\(column)」が空です"
        case .formula(let column): "「\(column)」が計算式になっています"
        case .number(let column): "「\(column)」が数として読めません"
        case .date(let column): "「\(column)」が日付として読めません"
        case .email: "「メールアドレス」が読めません。一つのアドレスだけにするか、空にしてください"
        case .tooLong(let column, let most): "「\(column)」が長すぎます(\(most)文字まで)"
        case .tooManyRows: "一つの注文の行が多すぎます"
        case .otherRowOfOrder: "同じ注文に、読めない行があります"
        case .unended: "最後の行が改行で終わっていません。ファイルが途中で切れているかもしれません。元のサイトと見比べてください"
        case .lastOrderDiffers:
            "最後の注文の明細を足しても合計になりません。ファイルが途中で切れているかもしれません。元のサイトと見比べてください"
        }
    }

    /// Whether what is set aside is not all that stood in the file.
    var needsOriginal: Bool { self == .encoding || self == .zero }
}
