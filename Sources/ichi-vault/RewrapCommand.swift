import ArgumentParser
import Foundation
import Logging
import VaultHost

/// `ichi-vault rewrap`: the witness's halves, sealed to its newest epoch.
struct RewrapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrap",
        abstract: "Have the witness seal its half of every key anew, to its newest epoch.",
        discussion: """
            After `ichi-witness epoch begin`. Nothing is opened and nobody counts as read; the \
            vault may run beside it. Killed at any moment nothing is lost: run again, it goes on. \
            Once no half is left of an older epoch, that epoch's key may be destroyed at the \
            witness, and what older backups hold is shut for ever.

            Exits with 1 where the witness cannot go on, or refuses a half.

            JSON
              epoch        the newest epoch
              halves       how many were sealed anew now
              refused      how many the witness refused: they stay as they were
              idleEpochs   older epochs that nothing is sealed to any more

            EXAMPLES
              ichi-vault rewrap
              ichi-vault rewrap --data /var/lib/ichi-vault --json
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func run() async throws {
        let progress = RewrapProgress()
        let outcome = try await Terminal.explain {
            defer { progress.end() }
            return try await RewrapJob.run(
                data.layout,
                environment: Terminal.environment,
                logger: Logger(label: "rewrap"),
                progress: progress.show
            )
        }
        if output.json {
            try Terminal.printJSON(
                Shown(
                    epoch: outcome.epoch,
                    halves: outcome.halves,
                    refused: outcome.refused,
                    idleEpochs: outcome.idleEpochs
                )
            )
        } else {
            tell(outcome)
        }
        guard outcome.refused == 0 else { throw ExitCode.failure }
    }

    private func tell(_ outcome: RewrapJob.Outcome) {
        print("\(outcome.halves) halves sealed to epoch \(outcome.epoch)")
        if outcome.refused > 0 {
            print("\(outcome.refused) were refused: the witness's book says why")
        }
        for epoch in outcome.idleEpochs {
            print("nothing is sealed to epoch \(epoch) any more; its key may be destroyed:")
            print("  ichi-witness epoch destroy \(epoch)")
        }
    }

    private struct Shown: Encodable {
        var epoch: Int
        var halves: Int
        var refused: Int
        var idleEpochs: [Int]
    }
}

/// How far it is, on a terminal.
private final class RewrapProgress {
    private var isShown = false

    func show(_ done: Int, _ all: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        isShown = true
        FileHandle.standardError.write(Data("\r\(done) of \(max(done, all)) halves".utf8))
    }

    func end() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
