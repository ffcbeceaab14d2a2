import Age
import ArgumentParser

/// `ichi-labels key`.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "お店の鍵を作ります。もうあれば、それを示します。",
        discussion: """
            鍵には、市に知らせる半分(age1…)と、だれにも見せない半分があります。見せない半分は
            鍵のフォルダーに残り、印刷も送信もされません。市への登録のときに、指紋の数字を電話で
            読み合わせてください。

            EXAMPLES
              ichi-labels key --keys ./keys
            """
    )

    @OptionGroup var keys: KeysOption

    func run() throws {
        try IchiLabels.explain {
            let shopKey = keys.shopKey
            let kept = try shopKey.read()
            let secret = try kept ?? shopKey.make()
            print(kept == nil ? "お店の鍵を作りました。" : "お店の鍵は、もうあります。")
            print("市に知らせる鍵  \(secret.receiver)")
            print("指紋(電話で読み合わせる数字)  \(secret.receiver.fingerprint)")
            print("見せない半分は \(shopKey.path) にあります。")
            print("なくすと、開いていない送り状は開けません。写しを、鍵のかかる所にしまってください。")
        }
    }
}
