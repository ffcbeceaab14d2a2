import ArgumentParser
import Foundation
import Ledger
import VaultHost

/// `ichi-vault ledger`: its nouns' parent.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The ledger of everything the vault has done.",
        discussion: """
            EXAMPLES
              ichi-vault ledger verify
              ichi-vault ledger index --rebuild
            """,
        subcommands: [LedgerVerify.self, LedgerIndexing.self]
    )
}

/// `ichi-vault ledger verify`: whether every line is as it was written.
struct LedgerVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every file of the ledger: signature, tiles, entries.",
        discussion: """
            Reads DIR/ledger whole and says what is broken, and where. It needs no key of the \
            vault's and may run beside it. Where the vault's database is at hand, its lines are \
            compared with the ledger's one by one. With --since it also checks that the ledger \
            has only grown since a checkpoint that was kept elsewhere: a ledger that was set back \
            whole is sound in itself.

            A checkpoint that the witness has cosigned says so, and when it did by the witness's \
            own clock; its key lies in DIR/ledger/witness.pub, or is given with --witness.

            Exits with 1 where anything is broken.

            JSON
              sound     whether nothing is broken
              entries   how many the checkpoint speaks of; absent where it cannot be read
              cosigned  {"by": …, "at": "2026-12-08T09:30:01"}; absent where no
                        witness's signature stands on the checkpoint
              damages   [{"where": "tile/0/001", "what": "missing"}, …]
              waiting   lines in the database that the vault will take into the ledger
                        within a second, or when it starts again; absent where no
                        database was compared

            EXAMPLES
              ichi-vault ledger verify
              ichi-vault ledger verify --data /var/lib/ichi-vault --json
              ichi-vault ledger verify --key "$(cat kept-elsewhere/key.pub)"
              ichi-vault ledger verify --since kept-elsewhere/checkpoint-2026-12-01
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The key to trust; DIR/ledger/key.pub without it.",
            valueName: "NAME+HASH+BASE64"
        )
    )
    var key: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The witness's key; DIR/ledger/witness.pub without it.",
            valueName: "NAME+HASH+BASE64"
        )
    )
    var witness: String?
    @Option(
        name: .long,
        help: ArgumentHelp("An older checkpoint that was kept.", valueName: "FILE")
    )
    var since: String?

    func validate() throws {
        guard key.map({ VerifierKey($0) != nil }) ?? true else {
            throw ValidationError("--key: not an Ed25519 verifier key: NAME+HASH+BASE64")
        }
        guard witness.map({ CosignerKey($0) != nil }) ?? true else {
            throw ValidationError("--witness: not a cosigner's key: NAME+HASH+BASE64")
        }
    }

    func run() async throws {
        try await Terminal.explain { try data.layout.requireLedger() }
        var report = checkFiles()
        let cosigned = cosignature(&report)
        let lines = try await Terminal.explain { try await compareLines(report) }
        let result = Result(report, lines, cosigned)
        if output.json { try Terminal.printJSON(result) } else { result.tell() }
        guard result.sound else { throw ExitCode.failure }
    }

    private func trustedKey() throws -> VerifierKey {
        try key.flatMap(VerifierKey.init) ?? LogReader.key(in: data.layout.ledger)
    }

    private func checkFiles() -> LogReport {
        do {
            let directory = data.layout.ledger
            let key = try trustedKey()
            let progress = Progress(directory: directory, key: key)
            var report = LogVerifier.verify(
                directory: directory,
                key: key,
                progress: progress.show
            )
            progress.end()
            if let damage = compare(directory, key) { report.damages.append(damage) }
            return report
        } catch {
            let damage = error as? Damage ?? Damage(.key, .unreadable)
            return LogReport(size: nil, damages: [damage])
        }
    }

    /// The witness's word on the checkpoint; nil where its key is not here, or it gave none.
    private func cosignature(_ report: inout LogReport) -> Result.Cosigned? {
        guard report.size != nil else { return nil }
        do {
            guard let witness = try trustedWitness(),
                let word = try witness.cosignature(
                    on: LogReader(directory: data.layout.ledger, key: trustedKey()).note
                )
            else { return nil }
            return Result.Cosigned(by: witness.name, at: JapanTime(word.time).description)
        } catch {
            report.damages.append(error as? Damage ?? Damage(.checkpoint, .unreadable))
            return nil
        }
    }

    private func trustedWitness() throws -> CosignerKey? {
        if let witness { return CosignerKey(witness) }
        guard let bytes = FileManager.default.contents(atPath: data.layout.witnessKey) else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasSuffix("\n"), let key = CosignerKey(String(text.dropLast())) else {
            throw Damage(.key, .malformed)
        }
        return key
    }

    private func compareLines(_ report: LogReport) async throws -> LineCheck? {
        guard report.size != nil else { return nil }
        return try await LineCheck.compare(
            LogReader(directory: data.layout.ledger, key: trustedKey()),
            damages: report.damages,
            data.layout,
            environment: Terminal.environment
        )
    }

    private func compare(_ directory: String, _ key: VerifierKey) -> Damage? {
        guard let since else { return nil }
        do {
            guard let note = FileManager.default.contents(atPath: since) else {
                throw Damage(.checkpoint, .missing)
            }
            let older = try Checkpoint(note: Array(note), key: key)
            try LogReader(directory: directory, key: key).checkConsistency(with: older)
            return nil
        } catch {
            return error as? Damage ?? Damage(.checkpoint, .unreadable)
        }
    }

    private struct Result: Encodable {
        struct Broken: Encodable {
            var place: String
            var fault: String

            init(place: String, fault: String) {
                self.place = place
                self.fault = fault
            }

            init(lines: ClosedRange<Int>, fault: String) {
                let numbers =
                    lines.count == 1
                    ? "line \(lines.lowerBound)"
                    : "lines \(lines.lowerBound) to \(lines.upperBound)"
                self.init(place: numbers + " in the database", fault: fault)
            }

            enum CodingKeys: String, CodingKey {
                case place = "where"
                case fault = "what"
            }
        }
        struct Cosigned: Encodable {
            var by: String
            var at: String
        }
        var sound: Bool
        var entries: Int?
        var cosigned: Cosigned?
        var damages: [Broken]
        var waiting: Int?

        init(_ report: LogReport, _ lines: LineCheck?, _ cosigned: Cosigned?) {
            self.cosigned = cosigned
            entries = report.size
            damages = report.damages.map {
                Broken(place: $0.location, fault: $0.fault.rawValue)
            }
            damages += (lines?.missing ?? []).map { Broken(lines: $0, fault: "missing") }
            damages += (lines?.altered ?? []).map {
                Broken(lines: $0, fault: "not what the ledger says")
            }
            sound = damages.isEmpty
            waiting = lines?.waiting
        }

        func tell() {
            for damage in damages { print("\(damage.place): \(damage.fault)") }
            let count = entries.map { "\($0) entries" } ?? "entries unknown"
            let more = waiting.map { $0 > 0 ? ", \($0) more in the database" : "" } ?? ""
            let word = cosigned.map { ", cosigned \($0.at) by \($0.by)" } ?? ""
            print((sound ? "ledger sound: " : "ledger BROKEN: ") + count + more + word)
        }
    }
}

/// How far a verification is, on a terminal, once it takes longer than two seconds.
private final class Progress {
    private let size: Int
    private let began = ContinuousClock.now
    private var shown = -1

    init(directory: String, key: VerifierKey) {
        size = (try? LogReader(directory: directory, key: key).checkpoint.size) ?? 0
    }

    func show(_ done: Int) {
        guard isatty(STDERR_FILENO) == 1, size > 0, began.duration(to: .now) > .seconds(2) else {
            return
        }
        let percent = done * 100 / size
        guard percent > shown else { return }
        shown = percent
        FileHandle.standardError.write(Data("\r\(percent) % of \(size) entries".utf8))
    }

    func end() {
        if shown >= 0 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
