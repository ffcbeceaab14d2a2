import ArgumentParser
import Foundation
import Wire
import WireTLS
import WitnessAPI

/// `ichi-witness status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "What is used of the budget, how long the ledger is, which epochs there are.",
        discussion: """
            Asks the witness that runs on DIR. Exits with 1 where none does, or where it gives nothing.

            JSON
              epoch, epochs         the newest epoch's number; all whose key is here
              cosigner              the key that its cosignatures verify with
              ledgerKey             the key of the ledger it keeps; absent before the first
                                    contact
              ledger, checkpoint    entries it has; those in its newest checkpoint
              budget, used          {"aDay": …, "inThirtyDays": …}, in persons
              shut                  whether it opens nothing because it was set back
              replayed, goal        while it is: entries up to which it was told anew
                                    who is erased, and up to which it has to be
              term                  which lead this is; 0 where there was one only
              followed, fenced      whether a standby follows; whether a later one leads

            EXAMPLES
              ichi-witness status
              ichi-witness status --data /var/lib/ichi-witness --json
            """
    )

    @OptionGroup var data: DataOption
    @Flag(name: .long, help: "Print JSON, for machines.") var json = false

    func run() async throws {
        let standing = try await Terminal.explain { try await ask(AskStanding(), data.layout) }
        if json { try printJSON(standing) } else { tell(standing) }
        guard !standing.isShut, !standing.isFenced else { throw ExitCode.failure }
    }

    private func tell(_ standing: WitnessStanding) {
        let (used, budget) = (standing.used, standing.budget)
        if standing.isShut { print("SHUT: it was set back; see `ichi-witness reopen --help`") }
        if standing.isFenced { print("FENCED: a later one leads; this one gives nothing") }
        print("budget   \(used.aDay) of \(budget.aDay) persons today, ", terminator: "")
        print("\(used.inThirtyDays) of \(budget.inThirtyDays) in thirty days")
        print("ledger   \(standing.ledgerSize) entries, \(standing.checkpointSize) cosigned")
        let epochs = standing.epochs.map(String.init).joined(separator: ", ")
        print("epochs   \(epochs); new halves are sealed to \(standing.epoch)")
        print("key      \(standing.cosigner)")
        let standby = standing.isFollowed ? "its word is waited for" : "none"
        print("term     \(standing.term.number); standby: \(standby)")
    }

    private func printJSON(_ standing: WitnessStanding) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(Shown(standing)), as: UTF8.self))
    }

    private struct Shown: Encodable {
        struct Persons: Encodable {
            var aDay: Int
            var inThirtyDays: Int

            init(_ budget: NameBudget) {
                (aDay, inThirtyDays) = (budget.aDay, budget.inThirtyDays)
            }
        }
        var epoch: Int
        var epochs: [Int]
        var cosigner: String
        var ledgerKey: String?
        var ledger: Int
        var checkpoint: Int
        var budget: Persons
        var used: Persons
        var shut: Bool
        var replayed: Int
        var goal: Int?
        var term: Int
        var followed: Bool
        var fenced: Bool

        init(_ standing: WitnessStanding) {
            (epoch, epochs) = (standing.epoch, standing.epochs)
            (cosigner, ledgerKey) = (standing.cosigner, standing.ledgerKey)
            (ledger, checkpoint) = (standing.ledgerSize, standing.checkpointSize)
            budget = Persons(standing.budget)
            used = Persons(standing.used)
            shut = standing.isShut
            (replayed, goal) = (standing.replayed, standing.goal)
            term = standing.term.number
            (followed, fenced) = (standing.isFollowed, standing.isFenced)
        }
    }
}

/// `ichi-witness epoch`: its verbs' parent.
struct EpochCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epoch",
        abstract: "The lives of the key that halves are sealed to.",
        discussion: """
            EXAMPLES
              ichi-witness epoch begin         a new key; then: ichi-vault rewrap
              ichi-witness epoch destroy 1     once nothing is sealed to it any more
            """,
        subcommands: [EpochBegin.self, EpochDestroy.self]
    )
}

/// `ichi-witness epoch begin`.
struct EpochBegin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin",
        abstract: "Make a new key, which halves are sealed to from now on.",
        discussion: """
            The vault learns of it within half a minute. Older halves stay readable until \
            `ichi-vault rewrap` has had them sealed anew.

            EXAMPLES
              ichi-witness epoch begin
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let number = try await Terminal.explain { try await ask(MakeEpoch(), data.layout) }
        print("epoch \(number) has begun; next: ichi-vault rewrap")
    }
}

/// `ichi-witness epoch destroy`.
struct EpochDestroy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Destroy an older epoch's key: what is sealed to it stays shut for ever.",
        discussion: """
            `ichi-vault rewrap` says when nothing is sealed to it any more, but for what lies in old \
            backups. Copies of the key that were kept elsewhere are to be destroyed with it.

            EXAMPLES
              ichi-witness epoch destroy 1
            """
    )

    @Argument(help: ArgumentHelp("The epoch, as `status` names it.", valueName: "NUMBER"))
    var number: Int
    @OptionGroup var data: DataOption

    func run() async throws {
        _ = try await Terminal.explain { try await ask(DestroyEpoch(number), data.layout) }
        print("the key of epoch \(number) is destroyed")
    }
}

/// `ichi-witness reopen`.
struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Tell a witness that was set back the newest checkpoint that is known anywhere.",
        discussion: """
            It opens again once the vault has brought it the ledger's entries up to there, and \
            told it anew whom to refuse: reopen, replay, open. What was used of its budget since \
            the backup is lost.

            EXAMPLES
              ichi-witness reopen --checkpoint kept-elsewhere/checkpoint
            """
    )

    @Option(name: .long, help: ArgumentHelp("A signed checkpoint.", valueName: "FILE"))
    var checkpoint: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            try data.layout.require()
            guard let note = FileManager.default.contents(atPath: checkpoint) else {
                throw WitnessError.refused("\(checkpoint) cannot be read")
            }
            _ = try await ask(Reopen(checkpoint: Array(note)), data.layout)
            let standing = try await ask(AskStanding(), data.layout)
            print(standing.isShut ? "told; the entries are still to come" : "open")
        }
    }
}

/// `ichi-witness key`.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the fingerprint by which a vault on another machine knows this witness.",
        discussion: """
            The vault's host sets it as ICHI_WITNESS_FINGERPRINT. Read it out, or compare it on \
            paper: whoever could change it on its way could be the witness.

            EXAMPLES
              ichi-witness key
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            try data.layout.require()
            print(try data.layout.identity().fingerprint)
        }
    }
}

/// Asks the witness that runs on a folder.
func ask<M: WitnessMessage>(_ message: M, _ layout: WitnessLayout) async throws -> M.Answer {
    try layout.require()
    let address = WireAddress.unix(path: layout.socket)
    if let cause = address.obstacle() {
        throw WitnessError.away(layout.directory, cause: cause)
    }
    let client = WitnessClient(address)
    do {
        let answer = try await client.ask(message)
        await client.close()
        return answer
    } catch {
        await client.close()
        throw WitnessError.refused("the witness refuses: \(error.explained)")
    }
}
