import ArgumentParser
import Foundation
import Logging
import VaultHost

/// `ichi-vault rewrap`: halves of older epochs, sealed anew.
struct RewrapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewrap",
        abstract: "Seal both halves of every key anew, each in its keeper's newest epoch.",
        discussion: """
            After `ichi-vault epoch begin` or `ichi-witness epoch begin`. First the vault's own \
            halves, then the witness's, by the witness: neither keeper sees the other's, nothing is \
            opened and nobody counts as read; the vault may run beside it. Killed at any moment \
            nothing is lost: run again, it goes on. Once no half is left of an older epoch, that \
            epoch's key may be destroyed, and what older backups hold is shut for ever.

            Exits with 1 where the witness cannot go on, or where a half is refused or damaged.

            JSON
              own          the vault's halves: epoch, halves, refused, idleEpochs, as below
              epoch        the witness's newest epoch
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
        let own = try await Terminal.explain {
            defer { progress.end() }
            return try await RewrapJob.runOwn(
                data.layout,
                environment: Terminal.environment,
                progress: progress.show
            )
        }
        if !output.json { tell(own) }
        let witness = try await Terminal.explain {
            defer { progress.end() }
            return try await RewrapJob.run(
                data.layout,
                environment: Terminal.environment,
                logger: Logger(label: "rewrap"),
                progress: progress.show
            )
        }
        if output.json {
            try Terminal.printJSON(Shown(witness, own: Part(own)))
        } else {
            tell(witness, of: "witness")
        }
        guard own.refused + witness.refused == 0 else { throw ExitCode.failure }
    }

    private func tell(_ own: RewrapJob.Outcome) {
        tell(own, of: "vault")
        if own.refused > 0 {
            print("\(own.refused) are damaged: `ichi-vault ledger verify`, and look at backups")
        }
    }

    private func tell(_ outcome: RewrapJob.Outcome, of keeper: String) {
        print("\(outcome.halves) halves of the \(keeper)'s sealed in epoch \(outcome.epoch)")
        if keeper == "witness", outcome.refused > 0 {
            print("\(outcome.refused) were refused: the witness's book says why")
        }
        for epoch in outcome.idleEpochs {
            print("nothing is kept in the \(keeper)'s epoch \(epoch) any more; its key may go:")
            print("  ichi-\(keeper) epoch destroy \(epoch)")
        }
    }

    private struct Part: Encodable {
        var epoch: Int
        var halves: Int
        var refused: Int
        var idleEpochs: [Int]

        init(_ outcome: RewrapJob.Outcome) {
            (epoch, halves) = (outcome.epoch, outcome.halves)
            (refused, idleEpochs) = (outcome.refused, outcome.idleEpochs)
        }
    }

    private struct Shown: Encodable {
        var own: Part
        var epoch: Int
        var halves: Int
        var refused: Int
        var idleEpochs: [Int]

        init(_ outcome: RewrapJob.Outcome, own: Part) {
            self.own = own
            (epoch, halves) = (outcome.epoch, outcome.halves)
            (refused, idleEpochs) = (outcome.refused, outcome.idleEpochs)
        }
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
