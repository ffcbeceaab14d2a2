import ArgumentParser
import Basics
import Logging
import Storage
import Vault
import VaultHost
import WitnessAPI

/// `ichi-vault officers`: of whom two must agree.
struct OfficersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officers",
        abstract: "Of whom two must agree before a freeze is lifted or lost keys are replaced.",
        discussion: """
            They are founded at the witness (`ichi-witness officer invite`, `ichi-witness found`). \
            The vault takes them once, by the fingerprint on paper, and follows later changes \
            because it verifies two officers' touches itself. Until then nobody else has to agree.

            EXAMPLES
              ichi-vault officers adopt --fingerprint "1f3a 90c2 …"
              ichi-vault officers list
            """,
        subcommands: [OfficersAdopt.self, OfficersList.self]
    )
}

/// `ichi-vault officers adopt`.
struct OfficersAdopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Take the witness's officers, if they are those that stand on paper.",
        discussion: """
            Prints the sheet that the witness gives. Compare every line with what was written down \
            at the founding; the fingerprint of all is typed from the paper, not from the screen. \
            It is done once: later changes are two officers'.

            EXAMPLES
              ichi-vault officers adopt --fingerprint "1f3a 90c2 …"
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("Of all officers, from the paper.", valueName: "DIGITS")
    )
    var fingerprint: String
    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let digits = fingerprint.filter { !" :-".contains($0) }
            guard digits.count == 64, digits.allSatisfy(\.isHexDigit) else {
                throw refusal("a fingerprint has sixteen groups of four hexadecimal digits")
            }
            let adoption = try await OfficersJob.adopt(
                fingerprint,
                data.layout,
                environment: Terminal.environment,
                logger: Logger(label: "officers")
            )
            switch adoption {
            case .adopted(let sheet):
                tell(sheet)
                print("adopted: from here on two of them must agree")
            case .other(let sheet):
                tell(sheet)
                throw refusal(
                    "the witness gives another fingerprint than the paper: nothing is taken"
                )
            case .before:
                throw refusal("officers are adopted already; they change by handovers alone")
            case .none:
                throw refusal("the witness has no officers yet: `ichi-witness found`")
            }
        }
    }

    private func refusal(_ words: String) -> ExitCode {
        Terminal.complain(words)
        return .failure
    }
}

/// `ichi-vault officers list`.
struct OfficersList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The officers as the vault knows them, and what was put before them.",
        discussion: """
            JSON
              adopted       whether two must agree
              fingerprint   of all of them; absent where nobody is adopted
              officers      number, name, keys: the fingerprint of each
              statements    title, by, proposed, standing: untold, waits, done,
                            idle (nothing was left to do), over (not agreed to in time)

            EXAMPLES
              ichi-vault officers list
              ichi-vault officers list --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let (sheet, statements) = try await Terminal.explain {
            let store = try await OfficersJob.store(
                data.layout,
                environment: Terminal.environment,
                access: .readOnly
            )
            return (try await store.sheet(), try await store.statements(at: WallClock.system.now()))
        }
        if output.json { return try Terminal.printJSON(Shown(sheet, statements)) }
        if let sheet { tell(sheet) } else { print(Terminal.nobodyAgrees) }
        for (statement, standing) in statements {
            print("\(standing.rawValue)  \(statement.proposed.japanese)  \(statement.words.title)")
        }
    }

    private struct Shown: Encodable {
        struct Person: Encodable {
            var number: Int
            var name: String
            var keys: [String]
        }
        struct Item: Encodable {
            var title: String
            var by: String
            var proposed: String
            var standing: String
        }
        var adopted: Bool
        var fingerprint: String?
        var officers: [Person]
        var statements: [Item]

        init(_ sheet: OfficersSheet?, _ statements: [(Statement, OfficerStore.Standing)]) {
            adopted = sheet != nil
            fingerprint = sheet?.fingerprint
            officers = (sheet?.officers ?? []).map {
                Person(number: $0.number, name: $0.name, keys: $0.keys.map(\.fingerprint))
            }
            self.statements = statements.map { statement, standing in
                Item(
                    title: statement.words.title,
                    by: statement.by,
                    proposed: JapanTime(statement.proposed).description,
                    standing: standing.rawValue
                )
            }
        }
    }
}

/// The sheet as it is printed.
private func tell(_ sheet: OfficersSheet) {
    print("officers' sheet")
    for officer in sheet.officers {
        print("\(officer.number)  \(officer.name)")
        for key in officer.keys { print("   key    \(key.fingerprint)") }
    }
    print("all       \(sheet.fingerprint)")
}

extension Terminal {
    /// Said wherever one alone decides what would be two officers'.
    static let nobodyAgrees = """
        NOBODY ELSE HAS TO AGREE: no officers are adopted (`ichi-vault officers adopt --help`)
        """
}
