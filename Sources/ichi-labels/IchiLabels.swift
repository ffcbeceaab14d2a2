import ArgumentParser
import CSwitchboard
import Foundation

/// For a shop's own computer: its key, and the labels that are sealed to it.
@main
struct IchiLabels: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi-labels",
        abstract: "お店のパソコンで送り状を開き、印刷できるPDFにします。",
        discussion: """
            EXAMPLES
              ichi-labels key --keys ./keys
              ichi-labels open labels.age --to labels.pdf --keys ./keys
            """,
        subcommands: [KeyCommand.self, OpenCommand.self]
    )

    /// It holds what nobody else may read: no cores, no tracing.
    static func main() {
        guard ichi_harden() == 0 else {
            complain("このパソコンでは安全に動かせません(コアダンプを止められません)。")
            Foundation.exit(1)
        }
        main(nil)
    }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi-labels: \(words)\n".utf8))
    }

    /// Do something; where it fails, say why in a line and exit with 1.
    static func explain<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let code as ExitCode {
            throw code
        } catch {
            complain(words(for: error))
            throw ExitCode.failure
        }
    }
}
