import ShopHost

/// A city in which attackers stand in the places of some processes.
public enum RedLaunch {
    /// Starts it, and returns when it is told to stop.
    ///
    /// Only the witness and the vault are started where the vault is taken: whose it is, serves nobody.
    /// `programs` holds the city's programs and this one. Throws `LaunchError`.
    public static func run(
        data: String,
        basePort: Int,
        programs: String,
        roles: [RedRole],
        environment: [String: String],
        say: @escaping (String) -> Void
    ) throws {
        var plan = LaunchPlan.city(
            dataDirectory: data,
            basePort: basePort,
            programs: programs,
            environment: environment
        )
        for role in roles {
            guard let place = plan.processes.firstIndex(where: { $0.name == role.process }) else {
                continue
            }
            plan.processes[place].command =
                ["\(programs)/ichi-red", "act", role.rawValue]
                + plan.processes[place].command.dropFirst(2)
        }
        if roles.contains(.vault) {
            plan.processes.removeAll { !["witness", "vault"].contains($0.name) }
            plan.doors = []
        }
        try Launcher(plan, say: say).run()
    }
}
