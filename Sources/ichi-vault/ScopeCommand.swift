import ArgumentParser
import Basics
import Vault
import VaultAPI
import VaultHost

/// `ichi-vault scope`: whose data was touched in a time.
struct ScopeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scope",
        abstract: "Whose data, and which fields, were touched in a time.",
        discussion: """
            Reads the ledger and names every person by ledger name, and by handle where the person \
            is not erased: what was opened, and what passed through while it was typed. Times are \
            Japan's unless they end with Z; --from is included, --to is not.

            It is told from the vault's index of the ledger where that fits the signed checkpoint, and \
            from the lines everywhere else; --lines reads every line. Either way a line that the \
            checkpoint stands for is in the answer, or counted as unreadable.

            Exits with 1 where the ledger is broken or a line cannot be read: then more may have \
            been touched than is listed.

            JSON
              from, to     milliseconds since 1970; from is included, to is not
              process      counter, courier or office; absent where all were asked for
              lines        how many lines the ledger has of that time
              persons      [{"ledgerName": …, "handle": …, "opened": […], "passed": […]}]:
                           opened are fields that were shown, mailed or copied, passed
                           those that came or were emptied by a form; the handle is
                           absent once the person is erased
              indexed      lines of any time that the index told of; the rest were read
              indexFaults  stretches of the index that were altered or belong to another
                           ledger, and were passed over
              unreadable   lines of any time that cannot be read
              damages      what is broken in the ledger's files, as far as they were read:
                           `ledger verify` reads them all

            EXAMPLES
              ichi-vault scope --from 2026-12-08 --to 2026-12-09
              ichi-vault scope --from 2026-12-08T09:00 --to 2026-12-08T10:30
              ichi-vault scope --from 2026-12-08 --to 2026-12-09 --process counter --json
            """
    )

    @Option(name: .long, help: ArgumentHelp("From when.", valueName: "T"), transform: time)
    var from: JapanTime
    @Option(name: .long, help: ArgumentHelp("Until when.", valueName: "T"), transform: time)
    var to: JapanTime
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only through one process: counter, courier or office.",
            valueName: "NAME"
        ),
        transform: caller
    )
    var process: Caller?
    @Flag(name: .long, help: "Read every line; use no index.")
    var lines = false
    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func validate() throws {
        guard from.moment < to.moment else { throw ValidationError("--from is not before --to") }
    }

    func run() async throws {
        let report = try await Terminal.explain {
            try await Scoping.report(
                data.layout,
                environment: Terminal.environment,
                scope: Scope(from: from.moment, to: to.moment, process: process),
                index: !lines
            )
        }
        if output.json { print(String(decoding: report.json, as: UTF8.self)) } else { tell(report) }
        guard report.damages.isEmpty, report.unreadable == 0 else { throw ExitCode.failure }
    }

    private func tell(_ report: ScopeReport) {
        let through = process.map { " through \($0.rawValue)" } ?? ""
        print("\(from) to \(to)\(through): \(report.lines) lines, \(report.persons.count) persons")
        for person in report.persons {
            print("\n\(person.ledgerName)  \(person.handle.map { "handle \($0)" } ?? "erased")")
            tell("opened", person.opened)
            tell("passed through", person.passed)
        }
        for damage in report.damages { print("\nBROKEN \(damage)") }
        if !report.indexFaults.isEmpty {
            print("\n\(report.indexFaults.count) stretches of the index do not fit this ledger: ")
            print("their lines were read; `ichi-vault ledger index` makes them anew")
        }
        if report.unreadable > 0 {
            print("\n\(report.unreadable) lines cannot be read: more may have been touched")
        }
    }

    private func tell(_ what: String, _ fields: [PersonalField]) {
        guard !fields.isEmpty else { return }
        print("  \(what): " + fields.map(\.rawValue).joined(separator: ", "))
    }
}

private func time(_ text: String) throws -> JapanTime {
    guard let time = JapanTime(text) else {
        throw ValidationError("\(text): a time is 2026-12-08 or 2026-12-08T09:30")
    }
    return time
}

private func caller(_ text: String) throws -> Caller {
    guard let caller = Caller(rawValue: text) else {
        throw ValidationError("\(text): a process is counter, courier or office")
    }
    return caller
}
