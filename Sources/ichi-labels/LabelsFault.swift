import Age
import KeyFiles
import Paper

/// What stops this program itself.
enum LabelsFault: Error {
    case noKey(String)
    case unreadable(String)
    case exists(String)
    case unwritable(String)
}

extension IchiLabels {
    /// What went wrong, for the person at the computer.
    static func words(for fault: any Error) -> String {
        switch fault {
        case LabelsFault.noKey(let path):
            "お店の鍵が \(path) にありません。まず ichi-labels key で作ってください。"
        case LabelsFault.unreadable(let path): "\(path) を読めません。"
        case LabelsFault.exists(let path): "\(path) はもうあります。消すか、別の名前にしてください。"
        case LabelsFault.unwritable(let path): "\(path) に書けません。ディスクの空きを確かめてください。"
        case let fault as AgeFault: words(for: fault)
        case let fault as LabelBundleFault: words(for: fault)
        case let fault as KeyFileFault: words(for: fault)
        case is ReceiverKeyFault: "鍵のファイルがこわれています。しまってある写しから戻してください。"
        default: "思いがけない間違いが起きました(\(type(of: fault)))。"
        }
    }

    private static func words(for fault: AgeFault) -> String {
        switch fault {
        case .otherFormat: "これは送り状のファイルではありません。"
        case .armored: "メール用に包まれたファイルです。市から受け取ったファイルをそのまま使ってください。"
        case .unknownVersion: "新しい形のファイルです。ichi-labels を新しくしてください。"
        case .notForThisKey: "このお店の鍵では開けません。別のお店か、前の鍵のためのファイルです。"
        case .cut: "ファイルの終わりがありません。もう一度受け取ってください。"
        case .damagedHead, .headTooLong, .alteredHead, .damagedChunk:
            "ファイルがこわれているか、書きかえられています。もう一度受け取ってください。"
        case .somethingBehind: "ファイルの後ろに何かが付け足されています。もう一度受け取ってください。"
        }
    }

    private static func words(for fault: LabelBundleFault) -> String {
        switch fault {
        case .otherFormat: "開けましたが、中身が送り状ではありません。"
        case .unknownFormat(let name): "新しい形の送り状です(\(name))。ichi-labels を新しくしてください。"
        case .damagedLine(let line): "送り状の\(line)行目が読めません。市にお問い合わせください。"
        case .miscounted(let told, let found):
            "送り状は\(told)枚のはずですが、\(found)枚しか入っていません。市にお問い合わせください。"
        case .tooMany: "送り状が多すぎます(\(LabelBundle.mostLabels)枚まで)。市にお問い合わせください。"
        }
    }

    private static func words(for fault: KeyFileFault) -> String {
        switch fault {
        case .openToOthers(let path):
            "\(path) をほかの人も読めます。自分だけが読めるようにしてください(フォルダーは0700、鍵は0600)。"
        case .unreadable(let path, _): "\(path) を読み書きできません。"
        case .wrongLength(let path), .wrapped(let path): "\(path) は鍵のファイルではありません。"
        }
    }
}
