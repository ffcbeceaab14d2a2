public import VaultAPI

/// Which processes make a city, where they keep their data, and who may speak to the vault.
public struct LaunchPlan: Sendable {
    /// One process.
    public struct Process: Sendable {
        /// `market`; its log is `DIR/run/market.log`.
        public var name: String
        /// The program and its arguments.
        public var command: [String]
        public var environment: [String: String]
        /// Under which name it may speak to the vault; nil for who may not.
        public var caller: Caller?
        /// Its own directories below the data's, only for its user.
        public var directories: [String]
        /// The system's user that it runs as, where there is one of this name.
        public var user: String { "ichi-\(name)" }
    }

    /// A page that answers when the city is open.
    public struct Door: Sendable {
        public var name: String
        public var port: Int
        public var address: String { "http://\(name).localhost:\(port)" }
    }

    public var dataDirectory: String
    /// The vault first: the others ask for it.
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

    /// The process that the switchboard connects callers to.
    static let vault = "vault"
}

extension LaunchPlan {
    /// The plan of one city on one machine.
    ///
    /// `programs` is the directory that holds `ichi` and `ichi-vault`; the market is at `basePort`,
    /// the counter at the next port.
    public static func city(
        dataDirectory: String,
        basePort: Int,
        programs: String,
        environment: [String: String]
    ) -> LaunchPlan {
        let options = ["--data", dataDirectory, "--ports", String(basePort)]
        let shop = Surroundings(environment, own: ["DATABASE_URL"])
        let vault = Surroundings(environment, own: ["VAULT_DATABASE_URL"])
        func process(
            _ name: String,
            _ program: String,
            _ surroundings: Surroundings,
            caller: Caller? = nil,
            directories: [String]
        ) -> Process {
            Process(
                name: name,
                command: ["\(programs)/\(program)", name] + options,
                environment: surroundings.variables(forCaller: caller != nil),
                caller: caller,
                directories: directories
            )
        }
        let vaultDirectories = ["vault", "vault-keys", "witness-standin", "ledger"]
        return LaunchPlan(
            dataDirectory: dataDirectory,
            processes: [
                process(Self.vault, "ichi-vault", vault, directories: vaultDirectories),
                process(
                    "courier",
                    "ichi-vault",
                    Surroundings(environment, own: []),
                    caller: .courier,
                    directories: ["courier"]
                ),
                process("counter", "ichi", shop, caller: .counter, directories: ["shop"]),
                process("market", "ichi", shop, directories: ["market"]),
            ],
            doors: [
                Door(name: "market", port: basePort), Door(name: "counter", port: basePort + 1),
            ]
        )
    }
}

/// The environment that a process gets: what every program wants, ours, and no other domain's secrets.
private struct Surroundings {
    private static let common: Set = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE"]
    private let kept: [String: String]

    init(_ environment: [String: String], own: Set<String>) {
        kept = environment.filter { name, _ in
            Self.common.contains(name) || name.hasPrefix("ICHI_") || own.contains(name)
        }
    }

    func variables(forCaller: Bool) -> [String: String] {
        var variables = kept
        variables["ICHI_VAULT"] = forCaller ? VaultAddress("switchboard")?.description : nil
        // A crash's trace would show what lay in memory.
        variables["SWIFT_BACKTRACE"] = "enable=no"
        return variables
    }
}
