import ArgumentParser
import Logging
import VaultHost

/// `ichi-vault ledger index`: what `scope` answers from.
struct LedgerIndexing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Make the index of the ledger that scope answers from.",
        discussion: """
            The vault makes the index by itself as the ledger grows, one segment for each 256 \
            lines. This makes what is missing, or belongs to another ledger, and with --rebuild \
            everything: from the ledger's files, each segment under the keys of its lines' months. \
            It may run beside the vault; without an index scope reads every line.

            Exits with 1 where lines are not as the tree says; see `ichi-vault ledger verify`.

            JSON
              segments  how many the ledger can have
              made      how many of them were made now
              without   numbers of those that could not be made, because the key of a
                        month is gone or a line cannot be read: scope reads their lines

            EXAMPLES
              ichi-vault ledger index
              ichi-vault ledger index --rebuild --json
            """
    )

    @Flag(name: .long, help: "Make every segment anew.")
    var rebuild = false
    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let index = try await Terminal.explain {
            try await Indexing.bringUp(
                data.layout,
                environment: Terminal.environment,
                anew: rebuild,
                logger: Logger(label: "index")
            )
        }
        let shown = Shown(segments: index.stretches, made: index.made, without: index.without)
        if output.json { return try Terminal.printJSON(shown) }
        print("\(shown.segments) segments, \(shown.made) of them made now")
        if !shown.without.isEmpty { print("\(shown.without.count) could not be made") }
    }

    private struct Shown: Encodable {
        var segments: Int
        var made: Int
        var without: [Int]
    }
}
