import ArgumentParser
import Basics
import Courier
import Storage
import Vault
import VaultAPI
import VaultHost

/// `ichi-vault alarm`: what was alarming, and who is told.
struct AlarmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarm",
        abstract: "What was alarming, and who is told of it.",
        discussion: """
            An alarm goes to every mailbox that is named here within five seconds, and again until the \
            relay has taken it. One kind through one process is one message in ten minutes, which \
            counts. A webhook is named in the courier's settings (`ichi-vault courier --help`).

            EXAMPLES
              ichi-vault alarm list
              ichi-vault alarm tell officers@inaba.example
              ichi-vault alarm ways
              ichi-vault alarm untell h5x2kq7m3dw4zr6tb2ylcpe3ua
              ichi-vault alarm rehearse        does it arrive?
            """,
        subcommands: [
            AlarmList.self, AlarmTell.self, AlarmWays.self, AlarmUntell.self, AlarmRehearse.self,
        ]
    )
}

/// `ichi-vault alarm list`.
struct AlarmList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "All alarms, newest first.",
        discussion: """
            JSON: kind, process, since, last, count, freeze, told (to how many mailboxes and \
            webhooks), and in plain words title, happened, stopped, lift.

            EXAMPLES
              ichi-vault alarm list
              ichi-vault alarm list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let alarms = try await Terminal.explain {
            try await AlarmStore(Terminal.database(data, .readOnly)).list().map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(alarms) }
        if alarms.isEmpty { print("no alarm was ever raised") }
        for alarm in alarms {
            print(
                "\(alarm.since)  \(alarm.kind)  through \(alarm.process ?? "nobody")  "
                    + "\(alarm.count) times until \(alarm.last)  told \(alarm.told)"
            )
            print("  \(alarm.happened)\n  \(alarm.stopped)\n  \(alarm.lift)")
        }
    }

    private struct Shown: Encodable {
        var id: String
        var kind: String
        var process: String?
        var since: String
        var last: String
        var count: Int
        var freeze: String?
        var told: Int
        var title: String
        var happened: String
        var stopped: String
        var lift: String

        init(_ alarm: Alarm) {
            let (facts, words) = (alarm.facts, AlarmWords(alarm.facts))
            (id, kind, process) = (alarm.id.text, facts.kind.rawValue, facts.caller?.rawValue)
            since = JapanTime(facts.since).description
            last = JapanTime(facts.last).description
            (count, freeze, told) = (facts.count, facts.freeze, alarm.told)
            (title, happened) = (words.title, words.happened)
            (stopped, lift) = (words.stopped, words.lift)
        }
    }
}

/// `ichi-vault alarm tell`.
struct AlarmTell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tell",
        abstract: "Have alarms mailed to an officer from now on.",
        discussion: """
            The address is sealed in the vault; no log ever has it. Try it at once: `alarm rehearse`.

            EXAMPLES
              ichi-vault alarm tell officers@inaba.example
            """
    )

    @Argument(help: ArgumentHelp("An officer's mailbox.", valueName: "ADDRESS")) var address: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard EmailAddress(address) != nil else {
            throw ValidationError("\(address) is no mail address")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let id = try await AlarmStore(Terminal.database(data, .readWrite)).tell(
                Secret(address),
                keys: try Strongroom.keys(data.layout, environment: Terminal.environment),
                at: WallClock.system.now()
            )
            print("told from now on: \(id)")
        }
    }
}

/// `ichi-vault alarm ways`.
struct AlarmWays: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ways",
        abstract: "Who is told of alarms.",
        discussion: """
            EXAMPLES
              ichi-vault alarm ways
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let ways = try await Terminal.explain {
            try await AlarmStore(Terminal.database(data, .readOnly)).ways(
                keys: try Strongroom.keys(data.layout, environment: Terminal.environment)
            )
        }
        if ways.isEmpty { print("nobody is told of alarms: `ichi-vault alarm tell ADDRESS`") }
        for way in ways {
            // The operator's own list, on the operator's own terminal.
            print("\(way.id)  \(JapanTime(way.since))  \(way.mailbox?.revealed ?? "webhook")")
        }
    }
}

/// `ichi-vault alarm untell`.
struct AlarmUntell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "untell",
        abstract: "Have alarms mailed to somebody no more.",
        discussion: """
            EXAMPLES
              ichi-vault alarm untell h5x2kq7m3dw4zr6tb2ylcpe3ua
            """
    )

    @Argument(help: ArgumentHelp("As `alarm ways` names it.", valueName: "ID")) var id: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            guard let way = Handle<AlarmWay>(id),
                try await AlarmStore(Terminal.database(data, .readWrite)).untell(way)
            else {
                Terminal.complain("nobody is told under \(id); see `ichi-vault alarm ways`")
                throw ExitCode.failure
            }
            print("told no more: \(id)")
        }
    }
}

/// `ichi-vault alarm rehearse`.
struct AlarmRehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Send everybody who is told an alarm that says it is a trial.",
        discussion: """
            The vault that runs writes its line and has it told within seconds. `alarm list` says to \
            how many it was.

            EXAMPLES
              ichi-vault alarm rehearse
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let store = AlarmStore(try await Terminal.database(data, .readWrite))
            guard try await store.raise(.rehearsal, at: WallClock.system.now()) else {
                return print("a trial is under way: see `ichi-vault alarm list`")
            }
            print("raised; see `ichi-vault alarm list`")
        }
    }
}

extension Terminal {
    /// The vault's database, for a command beside the vault.
    static func database(_ data: DataOption, _ access: Access) async throws -> Database {
        try await Strongroom.existing(data.layout, environment: environment, access: access)
    }
}
