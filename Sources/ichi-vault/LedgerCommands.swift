import ArgumentParser
import Foundation
import Ledger
import VaultHost

/// `ichi-vault ledger`: its nouns' parent.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The ledger of everything the vault has done.",
        subcommands: [LedgerVerify.self]
    )
}

/// `ichi-vault ledger verify`: whether every line is as it was written.
struct LedgerVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every file of the ledger: signature, tiles, entries.",
        discussion: """
            Reads DIR/ledger whole and says what is broken, and where. It needs no key of the \
            vault's and may run beside it. With --since it also checks that the ledger has only \
            grown since a checkpoint that was kept elsewhere.

            Exits with 1 where anything is broken.

            EXAMPLES
              ichi-vault ledger verify
              ichi-vault ledger verify --data /var/lib/ichi-vault --json
              ichi-vault ledger verify --key inaba.example/ledger+1234abcd+AV…
              ichi-vault ledger verify --since /mnt/elsewhere/checkpoint-2026-12-01
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
        help: ArgumentHelp("An older checkpoint that was kept.", valueName: "FILE")
    )
    var since: String?

    func validate() throws {
        guard key.map({ VerifierKey($0) != nil }) ?? true else {
            throw ValidationError("--key: not an Ed25519 verifier key: NAME+HASH+BASE64")
        }
    }

    func run() async throws {
        let result = Result(check())
        if output.json { try Terminal.printJSON(result) } else { result.tell() }
        guard result.sound else { throw ExitCode.failure }
    }

    private func check() -> LogReport {
        do {
            let directory = data.layout.ledger
            let key = try key.flatMap(VerifierKey.init) ?? LogReader.key(in: directory)
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
            enum CodingKeys: String, CodingKey {
                case place = "where"
                case fault = "what"
            }
        }
        var sound: Bool
        var entries: Int?
        var damages: [Broken]

        init(_ report: LogReport) {
            sound = report.damages.isEmpty
            entries = report.size
            damages = report.damages.map {
                Broken(place: $0.location, fault: $0.fault.rawValue)
            }
        }

        func tell() {
            for damage in damages { print("\(damage.place): \(damage.fault)") }
            let count = entries.map { "\($0) entries" } ?? "entries unknown"
            print(sound ? "ledger sound: \(count)" : "ledger BROKEN: \(count)")
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
