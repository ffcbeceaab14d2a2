import ArgumentParser
import Basics
import Storage
import Vault
import VaultAPI
import VaultHost

/// `ichi-vault staff keys`.
struct StaffKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract:
            "The keys of somebody of the office, to compare them with what officers are shown.",
        discussion: """
            Compare while its owner has just made it. Once two officers have agreed to a key, the \
            witness proves its touches itself.

            EXAMPLES
              ichi-vault staff keys h5x2kq7m3dw4zr6tb2ylcpe3ua
              ichi-vault staff keys h5x2kq7m3dw4zr6tb2ylcpe3ua --json
            """
    )

    @Argument(help: ArgumentHelp("Who, as `staff list` names them.", valueName: "ID"))
    var id: String
    @OptionGroup var data: DataOption
    @OptionGroup var output: OutputOption

    func validate() throws {
        guard Handle<Subject>(id) != nil else {
            throw ValidationError("\(id) is nobody's id; see `ichi-vault staff list`")
        }
    }

    func run() async throws {
        let found = try await Terminal.explain {
            let database = try await Strongroom.existing(
                data.layout,
                environment: Terminal.environment,
                access: .readOnly
            )
            guard let staff = Handle<Subject>(id),
                let keys = try await StaffStore(database).keys(
                    of: staff,
                    keys: try Strongroom.keys(data.layout)
                )
            else {
                Terminal.complain("nobody works at the office by the id \(id); see `staff list`")
                throw ExitCode.failure
            }
            return keys
        }
        if output.json { return try Terminal.printJSON(found.map(Shown.init)) }
        if found.isEmpty { print("no key") }
        for key in found {
            let standing = key.isWitnessed ? "the witness knows it" : "the witness does not know it"
            print("\(key.fingerprint)  \(standing)")
        }
    }

    private struct Shown: Encodable {
        var fingerprint: String
        var isWitnessed: Bool

        init(_ key: StaffStore.Key) {
            (fingerprint, isWitnessed) = (key.fingerprint, key.isWitnessed)
        }
    }
}
