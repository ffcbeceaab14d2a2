import ArgumentParser
import Storage
import Vault
import VaultHost

/// `ichi-vault changes`: whether program and settings are those that were accepted.
struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Whether the vault's program and settings are those that were accepted.",
        discussion: """
            The vault looks at both when it starts. Another program or other settings than those that \
            were accepted are an alarm at each start, until somebody says that they were meant. The \
            very first are accepted by themselves.

            EXAMPLES
              ichi-vault changes list
              ichi-vault changes accept --by 山田
            """,
        subcommands: [ChangesList.self, ChangesAccept.self]
    )
}

/// `ichi-vault changes list`.
struct ChangesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Program and settings as the vault saw them last.",
        discussion: """
            EXAMPLES
              ichi-vault changes list
              ichi-vault changes list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let parts = try await Terminal.explain {
            try await OwnPartStore(Terminal.database(data, .readOnly)).list().map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(parts) }
        if parts.isEmpty { print("no vault has run here yet") }
        for part in parts {
            let state = part.accepted ? "accepted by \(part.by ?? "the first start")" : "CHANGED"
            print("\(part.part)  since \(part.since)  \(state)")
        }
    }

    private struct Shown: Encodable {
        var part: String
        var since: String
        var accepted: Bool
        var by: String?

        init(_ seen: OwnPartStore.Seen) {
            part = seen.part.rawValue
            since = JapanTime(seen.since).description
            (accepted, by) = (seen.isAccepted, seen.acceptedBy)
        }
    }
}

/// `ichi-vault changes accept`.
struct ChangesAccept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Say that what the vault saw at its last start was meant.",
        discussion: """
            After a new version was installed or a setting changed, and the vault was started with it.

            EXAMPLES
              ichi-vault changes accept --by 山田
            """
    )

    @Option(name: .long, help: ArgumentHelp("Who says so, for the record.", valueName: "NAME"))
    var by: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard (1...100).contains(by.count) else { throw ValidationError("--by: who says so?") }
    }

    func run() async throws {
        try await Terminal.explain {
            let store = OwnPartStore(try await Terminal.database(data, .readWrite))
            let count = try await store.accept(by: by)
            print(count == 0 ? "nothing had changed" : "accepted \(count)")
        }
    }
}
