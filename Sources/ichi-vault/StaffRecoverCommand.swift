import ArgumentParser
import Basics
import Storage
import Vault
import VaultAPI
import VaultHost
import WitnessAPI

/// `ichi-vault staff recover`.
struct StaffRecover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Print a link with which somebody who has lost every key makes a new one.",
        discussion: """
            Once officers are adopted the link is good when two have agreed, for a day from then \
            on; without officers at once. With the new key all older ones end, and every \
            session. Give the link to nobody else.

            ENVIRONMENT
              ICHI_OFFICE_ORIGIN   where the office is, in place of site.json's

            EXAMPLES
              ichi-vault staff recover h5x2kq7m3dw4zr6tb2ylcpe3ua --by 山田
            """
    )

    @Argument(help: ArgumentHelp("Who, as `staff list` names them.", valueName: "ID"))
    var id: String
    @Option(name: .long, help: ArgumentHelp("Who asks for it.", valueName: "NAME"))
    var by: String
    @OptionGroup var data: DataOption
    @Option(
        name: .long,
        help: ArgumentHelp("The market's port, where site.json names no office.", valueName: "BASE")
    )
    var ports = 8080

    func validate() throws {
        guard Handle<Subject>(id) != nil else {
            throw ValidationError("\(id) is nobody's id; see `ichi-vault staff list`")
        }
        guard (1...100).contains(by.count), Statement.areWords(by) else {
            throw ValidationError("--by: who asks for it?")
        }
    }

    func run() async throws {
        try await Terminal.explain {
            let (layout, environment) = (data.layout, Terminal.environment)
            let origin = try layout.officeOrigin(environment, port: ports + 2)
            let database = try await Strongroom.existing(
                layout,
                environment: environment,
                access: .readWrite
            )
            guard let staff = Handle<Subject>(id),
                let recovery = try await StaffStore(database).recover(
                    staff,
                    by: by,
                    keys: try Strongroom.keys(layout),
                    at: WallClock.system.now()
                )
            else {
                Terminal.complain("nobody works at the office by the id \(id); see `staff list`")
                throw ExitCode.failure
            }
            if recovery.waits {
                let page = DataLayout.officersOrigin(environment, port: ports + 3)
                print("put before the officers; once two agree at \(page), good for a day:")
            } else {
                Terminal.complain(Terminal.nobodyAgrees)
                print("for 24 hours and once:")
            }
            // The one place where the code comes into the open.
            print("\(origin)/enrolment/\(recovery.code.revealed)")
        }
    }
}
