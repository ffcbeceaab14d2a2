import ArgumentParser
import VaultHost

/// `ichi-vault epoch`: its verbs' parent.
struct EpochCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epoch",
        abstract: "The lives of the secret that the vault wraps its half of every key under.",
        discussion: """
            EXAMPLES
              ichi-vault epoch begin         a new secret; then: ichi-vault rewrap
              ichi-vault epoch list          which there are, and what needs them
              ichi-vault epoch destroy 1     once nothing is wrapped in it any more
            """,
        subcommands: [EpochBegin.self, EpochList.self, EpochDestroy.self]
    )
}

/// `ichi-vault epoch begin`.
struct EpochBegin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin",
        abstract: "Make a new secret, which halves are wrapped under from now on.",
        discussion: """
            A vault that runs learns of it within seconds. Older halves stay readable until \
            `ichi-vault rewrap` has wrapped them anew.

            EXAMPLES
              ichi-vault epoch begin
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let number = try await Terminal.explain {
            try await Epochs.begin(data.layout, environment: Terminal.environment)
        }
        print("epoch \(number) has begun; next: ichi-vault rewrap")
    }
}

/// `ichi-vault epoch list`.
struct EpochList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Which epochs there are, and how many halves are wrapped in each.",
        discussion: """
            JSON
              [{"epoch": …, "halves": …, "kept": whether its secret is here}]

            EXAMPLES
              ichi-vault epoch list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let epochs = try await Terminal.explain {
            try await Epochs.list(data.layout, environment: Terminal.environment)
        }
        if output.json { return try Terminal.printJSON(epochs.map(Shown.init)) }
        for epoch in epochs {
            let gone = epoch.isKept ? "" : ", and its secret is not here"
            print("epoch \(epoch.number): \(epoch.halves) halves\(gone)")
        }
    }

    private struct Shown: Encodable {
        var epoch: Int
        var halves: Int
        var kept: Bool

        init(_ epoch: Epochs.Epoch) {
            (self.epoch, halves, kept) = (epoch.number, epoch.halves, epoch.isKept)
        }
    }
}

/// `ichi-vault epoch destroy`.
struct EpochDestroy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Destroy an older epoch's secret: what is wrapped in it stays shut for ever.",
        discussion: """
            Refused for the newest, and while a half in the vault's database needs it. What older \
            backups hold is then shut for ever. Copies of the secret that were kept elsewhere are to \
            be destroyed with it.

            EXAMPLES
              ichi-vault epoch destroy 1
            """
    )

    @Argument(help: ArgumentHelp("The epoch, as `list` names it.", valueName: "NUMBER"))
    var number: Int
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            try await Epochs.destroy(number, data.layout, environment: Terminal.environment)
        }
        print("the secret of epoch \(number) is destroyed")
    }
}
