import ArgumentParser
import CSwitchboard
import Foundation

/// What tries whether the promises hold.
///
/// `ichi drill` runs it.
@main
struct IchiDrill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi drill",
        abstract: "Try whether the promises hold, on your own city.",
        discussion: """
            EXAMPLES
              ichi drill theft --data ./data        what could a thief read?
            """,
        subcommands: [TheftCommand.self]
    )

    /// It holds what nobody else may read: no cores, no tracing.
    static func main() async {
        guard ichi_harden() == 0 else {
            complain("core dumps cannot be turned off: nothing is started")
            Foundation.exit(2)
        }
        await main(nil)
    }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data("ichi drill: \(words)\n".utf8))
    }
}
