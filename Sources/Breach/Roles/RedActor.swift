import Basics
import Foundation
import Glibc
public import Logging
public import ShopHost
import VaultAPI
import VaultHost
import Wire

/// One attacker at work in the process that it has taken.
public struct RedActor: Sendable {
    let role: RedRole
    let settings: ShopSettings
    let environment: [String: String]
    let logger: Logger

    public init(
        _ role: RedRole,
        _ settings: ShopSettings,
        environment: [String: String],
        logger: Logger
    ) {
        self.role = role
        self.settings = settings
        self.environment = environment
        self.logger = logger
    }

    /// How long it tries at full speed.
    var seconds: Double { environment[RedSetting.seconds].flatMap(Double.init) ?? 2 }

    /// Orders that pass at least before who only watches has seen enough.
    static let orders = 3

    /// Attacks, while what worked there goes on; returns when the process is told to stop.
    ///
    /// `isConfined`: whether it has carried out a plan. Throws what the honest part throws, ``BreachFault``.
    public func run(isConfined: Bool) async throws {
        var here = RedEvent(.here, "\(geteuid())")
        here.isConfined = isConfined
        RedLog.tell(here)
        switch role {
        case .market: try await atMarket()
        case .counterLoud, .counterWatching: try await atCounter()
        case .office: try await atOffice()
        case .courier: try await atCourier()
        case .vault: try await atVault()
        case .witness: try await atWitness()
        }
    }

    /// The honest part beside the attack: where one ends, both do.
    func beside(
        _ honest: @escaping @Sendable () async throws -> Void,
        attack: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await honest() }
            group.addTask {
                try await attack()
                RedLog.tell(RedEvent(.end))
                challengeTheKernel()
                try await Task.sleep(for: .seconds(1_000_000))
            }
            try await group.next()
            group.cancelAll()
        }
    }

    /// Looks at everything around it, and last does what should end it.
    func searchAround() {
        let ports = (settings.basePort..<settings.basePort + 4).map(\.self)
        var event = RedEvent(.way, "files, sockets and other processes")
        event.attempts = Surroundings(data: settings.dataDirectory.path, ports: ports).search()
        event.answers = [:]
        RedLog.tell(event)
    }

    /// Does what should end it; root of a host is held to no plan, and who only watches asks nothing.
    private func challengeTheKernel() {
        guard environment[RedSetting.host] == nil else { return }
        guard ![.counterWatching, .vault, .witness].contains(role) else { return }
        Surroundings(data: settings.dataDirectory.path, ports: []).challengeTheKernel()
    }

    /// The line's ways, all at once, and then one by one.
    func attack(_ ways: [Way], _ gun: Gun) async {
        await gun.rush(ways, seconds: seconds)
        for way in ways { await gun.walk(way) }
    }
}

// MARK: The shop's processes

extension RedActor {
    private func atMarket() async throws {
        try await beside {
            try await MarketProcess(settings, logger: logger).run()
        } attack: {
            // The launcher's plan lets the market call nobody.
            let gun = Gun(
                vault: VaultClient(.switchboard(line: Switchboard.callingLine), timeoutSeconds: 1)
            )
            let loot = try await ShopLootStore.everything(settings)
            let arsenal = Arsenal(caller: .counter, loot: loot) { [] }
            var event = RedEvent(.way, "to call the vault")
            var answers: [String: Int] = [:]
            for way in arsenal.ways.prefix(3) {
                answers[await way.attempt(0, gun).word, default: 0] += 1
            }
            (event.attempts, event.answers) = (3, answers)
            RedLog.tell(event)
            searchAround()
        }
    }

    private func atCounter() async throws {
        let passed = Passed()
        let tap = try LineTap(as: .counter) { name, asked, answered in
            RedLog.keep(asked)
            guard let answered else { return }
            RedLog.keep(answered)
            passed.note(name, answered)
        }
        let vault = WireAddress.switchboard(line: Switchboard.callingLine)
        try await beside {
            try await CounterProcess(settings, vault: vault, logger: logger).run()
        } attack: {
            guard role == .counterLoud else {
                // He asks nothing: he copies, and makes no noise.
                try await Task.sleep(for: .seconds(seconds))
                await passed.wait(for: RedActor.orders, of: Claim.name)
                return
            }
            if await passed.first(within: 20) == nil {
                RedLog.tell(RedEvent(.note, "nobody came by"))
            }
            let loot = try await ShopLootStore.everything(settings)
            let arsenal = Arsenal(caller: .counter, loot: loot) { passed.all }
            await attack(arsenal.ways, Gun(vault: tap.vault))
            searchAround()
        }
    }

    private func atOffice() async throws {
        let origin = "http://office.localhost:\(settings.basePort + 2)"
        let office = (id: "office.localhost", origin: origin)
        let tap = try LineTap(as: .office) { _, asked, answered in
            RedLog.keep(asked)
            if let answered { RedLog.keep(answered) }
        }
        let vault = WireAddress.switchboard(line: Switchboard.callingLine)
        try await beside {
            try await OfficeProcess(
                settings,
                vault: vault,
                networks: try OfficeNetworks(""),
                logger: logger
            )
            .run()
        } attack: {
            let loot = try await ShopLootStore.everything(settings)
            var ways: [Way] = []
            if let code = environment[RedSetting.invitation] {
                let session = try await StolenSession.ofClerk(
                    invited: Secret(code),
                    tap.vault,
                    office: office
                )
                let bearer = Passed.Bearer(token: session.token, handle: .mint())
                ways += session.ways(loot, office: office)
                ways += Arsenal(caller: .office, loot: loot) { [bearer] }.ways
            } else {
                ways += Arsenal(caller: .office, loot: loot) { [] }.ways
            }
            await attack(ways, Gun(vault: tap.vault))
            searchAround()
        }
    }
}

// MARK: The courier

extension RedActor {
    private func atCourier() async throws {
        let passed = Passed()
        let tap = try LineTap(as: .courier) { name, asked, answered in
            RedLog.keep(asked)
            guard let answered else { return }
            RedLog.keep(answered)
            passed.note(name, answered)
        }
        var environment = environment
        environment["ICHI_VAULT"] = "switchboard"
        let layout = DataLayout(settings.dataDirectory.path)
        try await beside { [environment] in
            try await CourierProcess.run(
                layout,
                environment: environment,
                counterPort: settings.basePort + 1,
                logger: logger
            )
        } attack: {
            // Whose mails pass while he only carries them.
            try await Task.sleep(for: .seconds(seconds))
            await passed.wait(for: RedActor.orders, of: NextItem.name)
            let arsenal = Arsenal(
                caller: .courier,
                loot: ShopLoot(handles: [], orders: [])
            ) { [] }
            await attack(arsenal.ways, Gun(vault: tap.vault))
            searchAround()
        }
    }
}
