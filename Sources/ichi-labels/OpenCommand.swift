import Age
import ArgumentParser
import Basics
import Foundation
import Paper

/// `ichi-labels open`.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "送り状のファイルを開き、A4に8枚ずつのPDFにします。",
        discussion: """
            PDFには、お客様のお名前とご住所が読める形で入っています。印刷が済んだら消してください。

            EXAMPLES
              ichi-labels open labels.age --to labels.pdf --keys ./keys
            """
    )

    @Argument(help: ArgumentHelp("市から受け取ったファイル。", valueName: "FILE"))
    var file: String
    @Option(name: .long, help: ArgumentHelp("作るPDFの名前。", valueName: "PDF"))
    var to: String
    @OptionGroup var keys: KeysOption

    func run() throws {
        let count = try IchiLabels.explain {
            let shopKey = keys.shopKey
            guard let secret = try shopKey.read() else { throw LabelsFault.noKey(shopKey.path) }
            let bundle = try OpenCommand.bundle(in: file, with: secret)
            try PrivateFile.write(LabelSheet(bundle).pdf(), to: to)
            return bundle.labels.count
        }
        print("送り状\(count)枚を \(to) に書きました。印刷が済んだら、このPDFを消してください。")
    }

    /// Nothing of it is used before the last piece has been checked.
    private static func bundle(in path: String, with secret: ReceiverSecret) throws -> LabelBundle {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw LabelsFault.unreadable(path)
        }
        defer { try? file.close() }
        var opener = try AgeOpener(with: [secret]) { most in
            do {
                return try file.read(upToCount: most).map(Array.init) ?? []
            } catch {
                throw LabelsFault.unreadable(path)
            }
        }
        var reader = LabelBundleReader()
        while let piece = try opener.next() { try reader.take(piece) }
        return try reader.finish()
    }
}
