import ArgumentParser
import Basics
import Storage
import Vault
import VaultHost
import WitnessAPI

/// `ichi-vault freeze`: who may not speak to the vault.
struct FreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Who is frozen after a request that correct software cannot make.",
        discussion: """
            EXAMPLES
              ichi-vault freeze list
              ichi-vault freeze lift h5x2kq7m3dw4zr6tb2ylcpe3ua --by 山田
            """,
        subcommands: [FreezeList.self, FreezeLift.self]
    )
}

/// `ichi-vault freeze list`.
struct FreezeList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "All freezes, newest first, those that were lifted included.",
        discussion: """
            EXAMPLES
              ichi-vault freeze list
              ichi-vault freeze list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let freezes = try await Terminal.explain {
            let database = try await Strongroom.existing(
                data.layout,
                environment: Terminal.environment,
                access: .readOnly
            )
            return try await FreezeStore(database).list().map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(freezes) }
        if freezes.isEmpty { print("nobody is frozen") }
        for freeze in freezes {
            let lifted = freeze.lifted.map { "lifted \($0) by \(freeze.liftedBy ?? "?")" }
            print(
                "\(freeze.id)  \(freeze.since)  \(freeze.target)  \(freeze.reason)  "
                    + (lifted ?? "STANDS")
            )
        }
    }

    private struct Shown: Encodable {
        var id: String
        var target: String
        var reason: String
        var since: String
        var lifted: String?
        var liftedBy: String?

        init(_ freeze: Freeze) {
            id = freeze.id.text
            target = freeze.target
            reason = freeze.reason
            since = JapanTime(freeze.since).description
            lifted = freeze.lifted.map { JapanTime($0).description }
            liftedBy = freeze.liftedBy
        }
    }
}

/// `ichi-vault freeze lift`.
struct FreezeLift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift",
        abstract: "Let somebody speak to the vault again.",
        discussion: """
            Once officers are adopted it is put before them, for seven days: as soon as two agree \
            on the witness's page, the vault lifts it, and the next request sees it. Without \
            officers it is lifted at once. Nothing is restarted. Look first at what happened \
            (`ichi-vault scope`): a freeze is never a mistake of a visitor's.

            EXAMPLES
              ichi-vault freeze lift h5x2kq7m3dw4zr6tb2ylcpe3ua --by 山田
            """
    )

    @Argument(help: ArgumentHelp("The freeze, as `freeze list` names it.", valueName: "ID"))
    var id: String
    @Option(name: .long, help: ArgumentHelp("Who lifts it, for the record.", valueName: "NAME"))
    var by: String
    @OptionGroup var data: DataOption
    @Option(name: .long, help: .hidden) var ports = 8080

    func validate() throws {
        guard Handle<Freeze.Tag>(id) != nil else {
            throw ValidationError("\(id) is no freeze's id; see `ichi-vault freeze list`")
        }
        guard (1...100).contains(by.count), Statement.areWords(by) else {
            throw ValidationError("--by: who lifts it?")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let database = try await Strongroom.existing(
                data.layout,
                environment: Terminal.environment,
                access: .readWrite
            )
            let standing = try await FreezeStore(database).list()
            guard let freeze = standing.first(where: { $0.id.text == id && $0.lifted == nil })
            else {
                Terminal.complain("no standing freeze \(id); see `ichi-vault freeze list`")
                throw ExitCode.failure
            }
            if try await OfficerStore.isAdopted(database) { return try await propose(freeze) }
            Terminal.complain(Terminal.nobodyAgrees)
            try await FreezeStore(database).lift(freeze.id, by: by, at: WallClock.system.now())
            print("lifted \(id)")
        }
    }

    private func propose(_ freeze: Freeze) async throws {
        let environment = Terminal.environment
        let store = try await OfficersJob.store(
            data.layout,
            environment: environment,
            access: .readWrite
        )
        let caller = FrozenCaller(
            freeze: freeze.id.text,
            target: freeze.target,
            reason: freeze.reason,
            since: freeze.since
        )
        let statement = Statement(
            proposed: WallClock.system.now(),
            by: by,
            content: .liftFreeze(caller)
        )
        try await store.propose(statement)
        let page = DataLayout.officersOrigin(environment, port: ports + 3)
        print("put before the officers: once two agree at \(page), it is lifted")
    }
}
