public import VaultAPI
import Wire

/// Which processes make a city, where they keep their data, and who may speak to whom.
public struct LaunchPlan: Sendable {
    /// One process.
    public struct Process: Sendable {
        /// `market`; its log is `DIR/run/market.log`.
        public var name: String
        /// The program and its arguments.
        public var command: [String]
        public var environment: [String: String]
        /// What it answers; nil for who answers nobody.
        public var serves: Service?
        /// Whom it may call; nil for who may call nobody.
        public var calls: Call?
        /// Its own directories below the data's, only for its user.
        public var directories: [String]
        /// Those of older cities that are its own now, where they are there still.
        public var inherits: [String] = []
        /// The system's user that it runs as, where there is one of this name.
        public var user: String { "ichi-\(name)" }
    }

    /// What a process answers to others, by the name of who does.
    public enum Service: String, Sendable, CaseIterable {
        case vault, witness

        /// The variable that tells a process where this is answered.
        var variable: String { "ICHI_\(rawValue.uppercased())" }
    }

    /// That a process may call a service, and under which name it is announced there.
    public struct Call: Sendable, Equatable {
        public var service: Service
        public var caller: String

        /// The vault, as one of its callers.
        public static func vault(as caller: Caller) -> Call {
            Call(service: .vault, caller: caller.rawValue)
        }

        /// The witness, as the one that asks it.
        public static let witness = Call(service: .witness, caller: "vault")

        /// The witness, as its page.
        public static let witnessPage = Call(service: .witness, caller: "page")
    }

    /// A page that answers when the city is open.
    public struct Door: Sendable {
        public var name: String
        public var port: Int
        public var address: String { "http://\(name).localhost:\(port)" }
    }

    public var dataDirectory: String
    /// Witness and vault first: the others ask for them.
    public var processes: [Process]
    public var doors: [Door]
    /// Where the demonstration's mailbox is read; it is not the launcher's, and only told.
    public var mailbox: String?

    /// What is said once pages are served: `ready` and every address.
    var readyLine: String {
        var pages = doors.map { "\($0.name) \($0.address)" }
        if let mailbox { pages.append("mailbox \(mailbox)") }
        return "ready  " + pages.joined(separator: "  ")
    }
}

extension LaunchPlan {
    /// The plan of one city on one machine.
    ///
    /// `programs` is the directory that holds `ichi`, `ichi-vault` and `ichi-witness`; the market is at `basePort`,
    /// the counter at the next port, the office and the witness's page at those after. Where `ICHI_WITNESS` is
    /// `tls://…`, the witness and its page are another's to start.
    public static func city(
        dataDirectory: String,
        basePort: Int,
        programs: String,
        environment: [String: String]
    ) -> LaunchPlan {
        let city = CityProcesses(
            programs: programs,
            options: ["--data", dataDirectory, "--ports", String(basePort)],
            environment: environment
        )
        let far = farWitness(environment)
        let page = far == nil ? [Door(name: "witness", port: basePort + 3)] : []
        return LaunchPlan(
            dataDirectory: dataDirectory,
            processes: (far == nil ? [city.witness] : []) + [
                city.vault(farWitness: far), city.courier, city.counter, city.market, city.office,
            ] + (far == nil ? [city.page] : []),
            doors: [
                Door(name: "market", port: basePort), Door(name: "counter", port: basePort + 1),
                Door(name: "office", port: basePort + 2),
            ] + page
        )
    }

    /// A witness on another machine, which the vault knows by its fingerprint; nothing else is believed.
    private static func farWitness(_ environment: [String: String]) -> String? {
        let text = environment[Service.witness.variable]
        guard let text, case .tls = WireAddress(text) else { return nil }
        return text
    }
}

/// The processes of one city on one machine.
private struct CityProcesses {
    let programs: String
    let options: [String]
    let environment: [String: String]

    private typealias Call = LaunchPlan.Call
    private typealias Process = LaunchPlan.Process
    private typealias Service = LaunchPlan.Service

    var witness: LaunchPlan.Process {
        var process = self.process(
            "witness",
            of: "ichi-witness",
            serves: .witness,
            directories: ["witness", "witness-keys"]
        )
        process.inherits = ["witness-standin"]
        return process
    }

    func vault(farWitness: String?) -> LaunchPlan.Process {
        var process = self.process(
            "vault",
            of: "ichi-vault",
            own: ["VAULT_DATABASE_URL"],
            serves: .vault,
            calls: farWitness == nil ? .witness : nil,
            directories: ["vault", "vault-keys", "ledger"]
        )
        if let farWitness { process.environment[Service.witness.variable] = farWitness }
        return process
    }

    var courier: LaunchPlan.Process {
        process("courier", of: "ichi-vault", calls: .vault(as: .courier), directories: ["courier"])
    }

    var counter: LaunchPlan.Process { ofShop("counter", calls: .vault(as: .counter), "shop") }

    var market: LaunchPlan.Process { ofShop("market", calls: nil, "market") }

    var office: LaunchPlan.Process { ofShop("office", calls: .vault(as: .office), "office") }

    /// Of the witness's domain, and reaches nobody else.
    var page: LaunchPlan.Process {
        process("page", of: "ichi-witness", calls: .witnessPage, directories: [])
    }

    private func ofShop(_ name: String, calls: Call?, _ directory: String) -> Process {
        process(name, of: "ichi", own: ["DATABASE_URL"], calls: calls, directories: [directory])
    }

    /// `own` names what of the environment belongs to its domain alone.
    private func process(
        _ name: String,
        of program: String,
        own: Set<String> = [],
        serves: Service? = nil,
        calls: Call? = nil,
        directories: [String]
    ) -> Process {
        Process(
            name: name,
            command: ["\(programs)/\(program)", name] + options,
            environment: Surroundings(environment, own: own).variables(calling: calls?.service),
            serves: serves,
            calls: calls,
            directories: directories
        )
    }
}

/// The environment that a process gets: what every program wants, ours, and no other domain's secrets.
private struct Surroundings {
    private static let common: Set = {
        var names: Set = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE"]
        #if DEBUG
        // Where a build that measures itself writes: beside itself it may not.
        names.insert("LLVM_PROFILE_FILE")
        #endif
        return names
    }()
    private let kept: [String: String]

    init(_ environment: [String: String], own: Set<String>) {
        kept = environment.filter { name, _ in
            Self.common.contains(name) || name.hasPrefix("ICHI_") || own.contains(name)
        }
    }

    func variables(calling called: LaunchPlan.Service?) -> [String: String] {
        var variables = kept
        for service in LaunchPlan.Service.allCases {
            variables[service.variable] = service == called ? "switchboard" : nil
        }
        // A crash's trace would show what lay in memory.
        variables["SWIFT_BACKTRACE"] = "enable=no"
        return variables
    }
}
