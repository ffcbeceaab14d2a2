import ArgumentParser
import Basics
import Foundation
import WitnessAPI

/// `ichi-witness officer`: of whom two must agree.
struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Who must agree, two at a time: invite, list, hand over.",
        discussion: """
            Officers have keys (passkeys) and the witness's own page. At the beginning they are \
            invited, three at least, each of whom makes one or two keys; `ichi-witness found` ends \
            that. From then on one leaves and one comes, in one, once two others have agreed.

            EXAMPLES
              ichi-witness officer invite "危機管理課長 山田 一郎"
              ichi-witness officer list
              ichi-witness officer propose-handover --leaves 2 "総務課長 鈴木 花子"
            """,
        subcommands: [
            OfficerInvite.self, OfficerList.self, OfficerHandover.self, OfficerBudget.self,
        ]
    )
}

/// Office and name, as the page will show them.
private func officerName(_ text: String) throws -> String {
    guard Statement.areWords(text), text.count <= 60 else {
        throw ValidationError("\(text): office and name, on one line of at most 60 characters")
    }
    return text
}

/// `ichi-witness officer invite`.
struct OfficerInvite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Print a link with which an officer makes a key; before the founding.",
        discussion: """
            Good once and for 24 hours; it is kept nowhere. Give it to nobody else. Who is invited \
            again by the same name makes another key.

            EXAMPLES
              ichi-witness officer invite "危機管理課長 山田 一郎"
            """
    )

    @Argument(help: ArgumentHelp("Office and name.", valueName: "NAME"), transform: officerName)
    var name: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let invited = try await ask(InviteOfficer(officer: name), data.layout)
            print("for \(name), once and for 24 hours:")
            print("\(invited.origin)/officers/\(invited.code.revealed)")
        }
    }
}

/// `ichi-witness officer list`.
struct OfficerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The officers with their keys' fingerprints, and what waits for them.",
        discussion: """
            JSON
              founded       whether the founding is over
              fingerprint   of all of them; absent before
              officers      number, name, keys: the fingerprint of each
              waiting       title, proposed, ends, agreed: by whom

            EXAMPLES
              ichi-witness officer list
              ichi-witness officer list --json
            """
    )

    @OptionGroup var data: DataOption
    @Flag(name: .long, help: "Print JSON, for machines.") var json = false

    func run() async throws {
        let standing = try await Terminal.explain { try await ask(AskOfficers(), data.layout) }
        if json { return try printJSON(standing) }
        if let sheet = standing.sheet { tell(sheet) } else { tellCandidates(standing) }
        for item in standing.waiting {
            let agreed =
                item.agreed.isEmpty ? "" : "; agreed: \(item.agreed.joined(separator: ", "))"
            print("waits until \(item.ends.japanese): \(item.words.title)\(agreed)")
        }
    }

    private func tellCandidates(_ standing: OfficersStanding) {
        print("not founded yet; three officers with a key are wanted")
        for officer in standing.candidates { tell(officer) }
    }

    private func printJSON(_ standing: OfficersStanding) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(Shown(standing)), as: UTF8.self))
    }

    private struct Shown: Encodable {
        struct Person: Encodable {
            var number: Int
            var name: String
            var keys: [String]
        }
        struct Waiting: Encodable {
            var title: String
            var proposed: String
            var ends: String
            var agreed: [String]
        }
        var founded: Bool
        var fingerprint: String?
        var officers: [Person]
        var waiting: [Waiting]

        init(_ standing: OfficersStanding) {
            founded = standing.sheet != nil
            fingerprint = standing.sheet?.fingerprint
            officers = (standing.sheet?.officers ?? standing.candidates).map {
                Person(number: $0.number, name: $0.name, keys: $0.keys.map(\.fingerprint))
            }
            waiting = standing.waiting.map {
                Waiting(
                    title: $0.words.title,
                    proposed: $0.proposed.japanese,
                    ends: $0.ends.japanese,
                    agreed: $0.agreed
                )
            }
        }
    }
}

/// `ichi-witness officer propose-handover`.
struct OfficerHandover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose-handover",
        abstract: "Print a link for who comes in an officer's place.",
        discussion: """
            The key that is made there waits for two other officers, seven days; who leaves has no \
            say in it. An officer who has lost every key comes in their own place.

            EXAMPLES
              ichi-witness officer propose-handover --leaves 2 "総務課長 鈴木 花子"
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("Who leaves, by `officer list`'s number.", valueName: "NUMBER")
    )
    var leaves: Int
    @Argument(
        help: ArgumentHelp("Who comes: office and name.", valueName: "NAME"),
        transform: officerName
    )
    var name: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let message = InviteOfficer(officer: name, leaves: leaves)
            let invited = try await ask(message, data.layout)
            print("for \(name), once and for 24 hours:")
            print("\(invited.origin)/officers/\(invited.code.revealed)")
            print("then two others agree at \(invited.origin)")
        }
    }
}

/// `ichi-witness officer propose-budget`.
struct OfficerBudget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose-budget",
        abstract: "Put another budget of names before the officers.",
        discussion: """
            It holds as soon as two have agreed, and is what somebody who holds the vault could \
            read.

            EXAMPLES
              ichi-witness officer propose-budget --a-day 200 --in-thirty-days 400 --by 佐藤
            """
    )

    @Option(name: .long, help: ArgumentHelp("Persons a day.", valueName: "COUNT")) var aDay: Int
    @Option(name: .long, help: ArgumentHelp("Persons in thirty days.", valueName: "COUNT"))
    var inThirtyDays: Int
    @Option(
        name: .long,
        help: ArgumentHelp("Who proposes it.", valueName: "NAME"),
        transform: officerName
    )
    var by: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard aDay > 0, inThirtyDays >= aDay else {
            throw ValidationError("--in-thirty-days must not be below --a-day, and both above 0")
        }
    }

    func run() async throws {
        let budget = NameBudget(aDay: aDay, inThirtyDays: inThirtyDays)
        let statement = Statement(
            proposed: WallClock.system.now(),
            by: by,
            content: .raiseBudget(budget)
        )
        _ = try await Terminal.explain { try await ask(Propose(statement), data.layout) }
        print("it waits for two officers, seven days")
    }
}

/// `ichi-witness found`.
struct FoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "found",
        abstract: "End the founding: print the officers' sheet, to be compared on paper.",
        discussion: """
            Wants three officers with a key. Each compares the fingerprint of their own key with \
            what they wrote down; the vault takes the sheet by the fingerprint of all: \
            `ichi-vault officers adopt`. From here on only two officers change who is one.

            EXAMPLES
              ichi-witness found
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let sheet = try await Terminal.explain { try await ask(FoundOfficers(), data.layout) }
        tell(sheet)
    }
}

/// The sheet as it is printed.
private func tell(_ sheet: OfficersSheet) {
    print("officers' sheet")
    for officer in sheet.officers { tell(officer) }
    print("all       \(sheet.fingerprint)")
}

private func tell(_ officer: Officer) {
    print("\(officer.number)  \(officer.name)")
    for key in officer.keys { print("   key    \(key.fingerprint)") }
    if officer.keys.isEmpty { print("   no key yet") }
}
