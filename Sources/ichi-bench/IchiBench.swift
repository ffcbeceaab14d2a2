import ArgumentParser
import Basics
import Foundation
import Ledger
import Logging
import Storage
import Vault
import VaultAPI
import VaultHost
import Witness
import WitnessAPI

/// What the measurements need and no city has: it is never installed.
@main
struct IchiBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ichi-bench",
        abstract: "Make what Benchmarks measures.",
        subcommands: [
            MakeLines.self, MeasureMessages.self, MeasureReveals.self, ConstantAnswer.self,
            JudgeCeremonies.self,
        ]
    )
}

/// `ichi-bench lines`: a vault with many lines, in database, ledger and index.
struct MakeLines: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lines",
        abstract: "Make a vault with so many lines in a folder that holds none.",
        discussion: """
            The lines are those of guests' checkouts over 200 days, sealed, numbered, taken into \
            the tree and summed up by the vault's own code.

            EXAMPLES
              ichi-bench lines --count 1000000 --data /var/tmp/lines
            """
    )

    private static let batch = 4096
    private static let days = 200

    @Option(name: .long) var count: Int
    @Option(name: .long) var data: String

    func run() async throws {
        let layout = DataLayout(URL(filePath: data).standardizedFileURL.path)
        for folder in [layout.vault, layout.ledger] {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        }
        guard let address = layout.database(environment: [:]) else { throw ExitCode.failure }
        let database = try await Database.open(address, migrations: VaultMigrations.all)
        let room = try await WitnessRoom.start(
            WitnessFolder(data: layout.witness, keys: layout.directory + "/witness-keys"),
            name: "inaba.example/witness",
            budget: .standard,
            clock: .system,
            say: { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        )
        let lines = Lines(
            database: database,
            keys: try VaultKeys.open(directory: layout.keys),
            witness: try room.port
        )
        // A keeper makes no tree where there are lines already.
        let keeper = try await keeper(layout, lines)
        try await write(lines)
        try await keeper.integrate()
        await database.close()
        await room.close()
        _ = try await Indexing.bringUp(
            layout,
            environment: [:],
            anew: false,
            logger: Logger(label: "bench")
        )
    }

    private func write(_ lines: Lines) async throws {
        let end = WallClock.system.now()
        let step = Int64(MakeLines.days) * 86_400_000 / Int64(max(1, count))
        var visitors = Visitors()
        for start in stride(from: 0, to: count, by: MakeLines.batch) {
            let entries = (start..<min(count, start + MakeLines.batch)).map { number in
                let back = Int64(count - number) * step
                return visitors.next(at: Moment(milliseconds: end.milliseconds - back))
            }
            try await lines.fill(entries, end)
        }
    }

    private func keeper(_ layout: DataLayout, _ lines: Lines) async throws -> LedgerKeeper {
        try await LedgerKeeper(
            directory: layout.ledger,
            key: try Strongroom.ledgerKey(layout, environment: [:]),
            lines: { try await lines.rows(from: $0, limit: $1) },
            treeSize: .init(),
            logger: Logger(label: "bench")
        )
    }
}
