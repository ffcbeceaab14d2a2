/// Why a photograph was not taken, in words for the shop that brought it.
public enum PhotographFault: Error, Sendable, Hashable, CustomStringConvertible {
    case missing(String)
    case noFile(String)
    case empty
    case tooManyBytes
    case drawing
    case unknownKind
    case damaged
    case tooManyPixels(width: Int, height: Int)
    case tooSmall(width: Int, height: Int)
    case tooLong(width: Int, height: Int)
    case tooHard
    case toolMissing(String)
    case noEncoder(String)
    case notConfined
    case diskFull

    public var description: String {
        switch self {
        case .missing(let path): "ファイルがありません: \(path)"
        case .noFile(let path): "ファイルとして読めません: \(path)"
        case .empty: "ファイルが空です(0バイト)。写真を書き出し直してください"
        case .tooManyBytes:
            "写真が大きすぎます。\(PhotographBounds.megabytes)MBまでのファイルにしてください"
        case .drawing: "SVGの図は写真として登録できません。JPEG・PNG・WebP・HEICの写真を指定してください"
        case .unknownKind: "写真ではありません。JPEG・PNG・WebP・HEICの写真を指定してください"
        case .damaged: "写真が壊れているか、途中で切れています。もう一度コピーするか、書き出し直してください"
        case .tooManyPixels(let width, let height):
            "写真の画素が多すぎます(\(width)×\(height))。\(PhotographBounds.megapixels)メガピクセルまでに縮めてください"
        case .tooSmall(let width, let height):
            "写真が小さすぎます(\(width)×\(height))。縦横とも\(PhotographBounds.shortest)ピクセル以上にしてください"
        case .tooLong(let width, let height):
            "写真が細長すぎます(\(width)×\(height))。長いほうを短いほうの\(PhotographBounds.slimmest)倍までに切り取ってください"
        case .tooHard: "この写真は、決められた時間とメモリーでは読めませんでした。JPEGで書き出し直してください"
        case .toolMissing(let tool):
            "\(tool) がありません。写真にはDebianのパッケージが要ります: sudo apt-get install libvips-tools"
        case .noEncoder(let format):
            "\(format) を書き出せません。libvips-tools に \(format) のエンコーダーがあるか確かめてください(vips --vips-config)"
        case .notConfined: "写真を読むプログラムを閉じ込められません。カーネルのLandlock(Linux 5.13以降)が要ります"
        case .diskFull: "ディスクに空きがありません。何も登録していません"
        }
    }
}

/// How large a photograph may be.
public enum PhotographBounds: Sendable {
    public static let megabytes = 25
    public static let megapixels = 50
    /// Pixels, of either side: less would be blurred even in a list.
    public static let shortest = 200
    /// The longer side by the shorter one: a strip would tear a page apart.
    public static let slimmest = 4

    static let bytes = megabytes * 1_000_000
    static let pixels = megapixels * 1_000_000
}
