import ArgumentParser
import Basics
import Storage
import Vault
import VaultHost
import WitnessAPI

/// `ichi-vault job`: what the courier may do that touches many.
struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job",
        abstract: "Standing jobs: what the courier may do with many persons' data.",
        discussion: """
            EXAMPLES
              ichi-vault job list
              ichi-vault job end 12
            """,
        subcommands: [JobAllow.self, JobList.self, JobEnd.self]
    )
}

/// `ichi-vault job allow`.
struct JobAllow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Let a shop have labels made, so many a day, for a season.",
        discussion: """
            Of its accepted parcels that were not sent, each once, sealed to the key that is \
            registered for it (`ichi-vault receiver`); a run is begun by a touch of its owner's key. \
            Takes the place of the shop's job of before. Once officers are adopted it is put before \
            them, and stands as soon as two agree on the witness's page.

            EXAMPLES
              ichi-vault job allow --shop 12 --cap 300 --until 2027-03-31 --by 山田
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("The shop's number in the catalogue.", valueName: "N")
    )
    var shop: Int
    @Option(name: .long, help: ArgumentHelp("Labels a day, at most.", valueName: "LABELS"))
    var cap: Int
    @Option(
        name: .long,
        help: ArgumentHelp("The first day; today without it.", valueName: "DAY"),
        transform: day
    )
    var from: Day?
    @Option(name: .long, help: ArgumentHelp("The last day.", valueName: "DAY"), transform: day)
    var until: Day
    @Option(name: .long, help: ArgumentHelp("Who allows it, for the record.", valueName: "NAME"))
    var by: String
    @Option(name: .long, help: .hidden) var ports = 8080
    @OptionGroup var data: DataOption

    func validate() throws {
        guard (1...9_999_999).contains(shop) else {
            throw ValidationError("--shop: the number under which the catalogue has the shop")
        }
        guard (1...2_000).contains(cap) else { throw ValidationError("--cap: from 1 to 2000") }
        guard (1...100).contains(by.count), Statement.areWords(by) else {
            throw ValidationError("--by: who allows it?")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let now = WallClock.system.now()
            let from = from ?? Day(now)
            guard (0...366).contains(from.days(until: until)) else { throw JobRefusal.noSeason }
            let terms = LabelJob.terms(shop: shop, dailyCap: cap, from: from, until: until)
            if let page = try await data.propose(.job(terms), by: by, ports: ports) {
                print("put before the officers: once two agree at \(page), it stands")
                return
            }
            Terminal.complain(Terminal.nobodyAgrees)
            let job = LabelJob(
                shop: shop,
                dailyCap: cap,
                from: from,
                until: until,
                by: by,
                agreed: 0,
                since: now
            )
            try await data.jobs(.readWrite).allow(job)
            print("shop \(shop) may have \(cap) labels a day from \(from) to \(until)")
        }
    }
}

/// `ichi-vault job list`.
struct JobList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Every standing job, with its season, its cap and who agreed.",
        discussion: """
            Mails of orders and codes for signing in are part of the vault itself, and stand in the \
            list for completeness.

            JSON
              [{"shop": …, "cap": …, "from": …, "until": …, "by": …, "agreed": …,
                "since": …, "ended": …}]

            EXAMPLES
              ichi-vault job list
              ichi-vault job list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let jobs = try await Terminal.explain {
            try await data.jobs(.readOnly).list().map(Shown.init)
        }
        if output.json { return try Terminal.printJSON(jobs) }
        let mails = LimitPlan.city.process.map { "\($0.persons) persons in \($0.seconds / 3600) h" }
        print("mails and letters of orders, codes: always, \(mails.joined(separator: ", "))")
        for job in jobs {
            let state = job.ended.map { "ended \($0)" } ?? "since \(job.since)"
            print("labels of shop \(job.shop): \(job.cap) a day, \(job.from) to \(job.until)")
            let agreed = job.agreed == 0 ? "NOBODY ELSE AGREED" : "\(job.agreed) officers agreed"
            print("  \(state), by \(job.by); \(agreed)")
        }
    }

    private struct Shown: Encodable {
        var shop: Int
        var cap: Int
        var from: String
        var until: String
        var by: String
        var agreed: Int
        var since: String
        var ended: String?

        init(_ job: LabelJob) {
            (shop, cap, by, agreed) = (job.shop, job.dailyCap, job.by, job.agreed)
            (from, until) = (job.from.description, job.until.description)
            since = JapanTime(job.since).description
            ended = job.ended.map { JapanTime($0).description }
        }
    }
}

/// `ichi-vault job end`.
struct JobEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a shop's job: a run under way stops at the next label.",
        discussion: """
            EXAMPLES
              ichi-vault job end 12
            """
    )

    @Argument(help: ArgumentHelp("The shop's number.", valueName: "N"))
    var shop: Int
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            guard try await data.jobs(.readWrite).end(shop: shop, at: WallClock.system.now()) else {
                Terminal.complain("shop \(shop) has no job; see `ichi-vault job list`")
                throw ExitCode.failure
            }
            print("ended the labels of shop \(shop)")
        }
    }
}

/// Why a job is not allowed.
private enum JobRefusal: Error, CustomStringConvertible {
    case noSeason

    var description: String {
        "--until: a day not before the first, and a season of a year at most"
    }
}

private func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("\(text): a day is 2026-12-08") }
    return day
}

extension DataOption {
    /// Puts something before the officers, and gives back the address of their page; nil where there are none.
    func propose(_ content: Statement.Content, by: String, ports: Int) async throws -> String? {
        let environment = Terminal.environment
        let database = try await Strongroom.existing(
            layout,
            environment: environment,
            access: .readWrite
        )
        guard try await OfficerStore.isAdopted(database) else { return nil }
        let store = try await OfficersJob.store(
            layout,
            environment: environment,
            access: .readWrite
        )
        let now = WallClock.system.now()
        try await store.propose(Statement(proposed: now, by: by, content: content))
        return DataLayout.officersOrigin(environment, port: ports + 3)
    }

    fileprivate func jobs(_ access: Access) async throws -> LabelJobStore {
        let database = try await Strongroom.existing(
            layout,
            environment: Terminal.environment,
            access: access
        )
        return LabelJobStore(database, keys: try Strongroom.keys(layout))
    }
}
