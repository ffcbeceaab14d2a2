import ArgumentParser
import Basics
import Confinement
import Foundation
import Glibc
import Logging
import Wire
import Witness
import WitnessAPI

/// `ichi-witness standby`.
struct StandbyCommand: AsyncParsableCommand, Confined {
    static let configuration = CommandConfiguration(
        commandName: "standby",
        abstract: "Follow another witness, to take over where that one dies.",
        discussion: """
            Needs the keys of the one it follows, brought by hand: epoch-<N>.key, mark.key and \
            cosign.key in DIR/witness-keys; and an empty DIR/witness. Once it follows, the one that \
            leads gives nothing that this one has not on disk, too. It serves nobody before \
            `ichi-witness promote`.

            ENVIRONMENT
              ICHI_LEADER_FINGERPRINT   what `ichi-witness key` prints there; that one is told
                                        this one's as ICHI_STANDBY_FINGERPRINT
              ICHI_WITNESS_NAME         as there

            EXAMPLES
              ichi-witness standby --of 10.0.0.7:7443
            """
    )

    @Option(help: ArgumentHelp("Where the one that leads listens.", valueName: "HOST:PORT"))
    var of: String
    @OptionGroup var data: DataOption

    func validate() throws {
        guard HostAndPort.parse(of) != nil else { throw ValidationError("--of: HOST:PORT") }
    }

    var logger: Logger { Logger(label: "standby") }

    /// Its own folders, and the way to the one that it follows.
    func confinement(_ environment: [String: String]) throws -> Confinement {
        try data.layout.requireKeys()
        try data.layout.makeFolders()
        var kept = data.layout.folder.confinement(listens: [])
        kept.name = "standby"
        kept.bindsSockets = false
        if let (host, port) = HostAndPort.parse(of) { kept.goes(to: host, port: port) }
        return kept
    }

    func run() async throws {
        try await Terminal.explain {
            try await StandbyProcess.run(
                data.layout,
                of: of,
                environment: Terminal.environment,
                logger: logger
            )
        }
    }
}

/// `ichi-witness promote`.
struct PromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Let a standby lead, because the witness that it followed is dead.",
        discussion: """
            End the process `standby` first, and start `ichi-witness witness` on the folder \
            afterwards; then give the vault its address and fingerprint. The vault asks no earlier \
            one any more, and tells it so. A standby that was dismissed must have followed again \
            before: what was opened since, it does not know.

            EXAMPLES
              ichi-witness promote --data /var/lib/ichi-witness
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        try await Terminal.explain {
            let layout = data.layout
            try layout.requireKeys()
            guard layout.isStandby else {
                throw WitnessError.refused("\(layout.directory) holds no standby")
            }
            let lock = try await WitnessProcess.hold(layout)
            defer { close(lock) }
            let term = try StandbyRoom.promote(
                layout.folder,
                name: WitnessProcess.name(Terminal.environment),
                at: WallClock.system.now()
            )
            try FileManager.default.removeItem(atPath: layout.standbyMark)
            print("term \(term.number) is this one's; next: ichi-witness witness")
        }
    }
}

/// `ichi-witness dismiss`.
struct DismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Go on without the standby, which is lost.",
        discussion: """
            While a standby does not answer, nothing is opened: what it does not know of would \
            refill the budget where it takes over. Who says this must see to it that it is not \
            promoted before it has followed again; the vault takes the term that begins now, and \
            no other of its number.

            EXAMPLES
              ichi-witness dismiss
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        _ = try await Terminal.explain { try await ask(Dismiss(), data.layout) }
        print("dismissed; it must follow again before it may lead")
    }
}
