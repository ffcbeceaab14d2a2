import Testing
import VaultAPI

@testable import ShopHost

@Suite("the plan of a city")
struct LaunchPlanTests {
    private var plan: LaunchPlan {
        .city(
            dataDirectory: "/srv/city",
            basePort: 9000,
            programs: "/opt/ichi",
            environment: [
                "PATH": "/bin", "ICHI_RELAY": "smtp://127.0.0.1:25", "ICHI_VAULT": "unix:/stolen",
                "ICHI_WITNESS": "unix:/stolen",
                "DATABASE_URL": "postgres://shop", "VAULT_DATABASE_URL": "postgres://vault",
                "AWS_SECRET": "x",
            ]
        )
    }

    private func process(_ name: String) throws -> LaunchPlan.Process {
        try #require(plan.processes.first { $0.name == name })
    }

    @Test("seven processes; only the vault and the page reach the witness, and the market nobody")
    func callers() throws {
        let names = ["witness", "vault", "courier", "counter", "market", "office", "page"]
        #expect(plan.processes.map(\.name) == names)
        #expect(try process("office").calls == .vault(as: .office))
        #expect(try process("office").directories == ["office"])
        #expect(try process("vault").serves == .vault)
        #expect(try process("counter").calls == .vault(as: .counter))
        #expect(try process("courier").calls == .vault(as: .courier))
        #expect(try process("vault").calls == .witness)
        #expect(try process("witness").serves == .witness)
        #expect(try process("witness").calls == nil)
        #expect(try process("market").calls == nil)
        #expect(try process("page").calls == .witnessPage)
        #expect(try process("page").environment["ICHI_VAULT"] == nil)
        #expect(try process("page").directories == [])
        #expect(try process("market").environment["ICHI_VAULT"] == nil)
        #expect(try process("vault").environment["ICHI_VAULT"] == nil)
        #expect(try process("vault").environment["ICHI_WITNESS"] == "switchboard")
        for name in ["witness", "courier", "counter", "market", "office"] {
            #expect(try process(name).environment["ICHI_WITNESS"] == nil)
        }
        #expect(try process("counter").environment["ICHI_VAULT"] == "switchboard")
    }

    @Test("a witness on another machine is not started here, and the vault is told where it is")
    func farWitness() throws {
        let plan = LaunchPlan.city(
            dataDirectory: "/srv/city",
            basePort: 9000,
            programs: "/opt/ichi",
            environment: ["ICHI_WITNESS": "tls://witness.example:7443"]
        )
        #expect(plan.processes.map(\.name) == ["vault", "courier", "counter", "market", "office"])
        let vault = try #require(plan.processes.first)
        #expect(vault.calls == nil)
        #expect(plan.doors.map(\.name) == ["market", "counter", "office"])
        #expect(vault.environment["ICHI_WITNESS"] == "tls://witness.example:7443")
        #expect(plan.processes.dropFirst().allSatisfy { $0.environment["ICHI_WITNESS"] == nil })
    }

    @Test("one line tells all addresses; the mailbox's only where there is one")
    func readyLine() {
        let pages =
            "ready  market http://market.localhost:9000  counter http://counter.localhost:9001  "
            + "office http://office.localhost:9002  witness http://witness.localhost:9003"
        #expect(plan.readyLine == pages)
        var demo = plan
        demo.mailbox = "http://127.0.0.1:9005/"
        #expect(demo.readyLine == pages + "  mailbox http://127.0.0.1:9005/")
    }

    @Test("no process gets another domain's secrets, nor what is not ours")
    func environment() throws {
        #expect(try process("vault").environment["VAULT_DATABASE_URL"] == "postgres://vault")
        #expect(try process("vault").environment["DATABASE_URL"] == nil)
        #expect(try process("counter").environment["DATABASE_URL"] == "postgres://shop")
        for name in ["witness", "courier", "counter", "market", "office"] {
            #expect(try process(name).environment["VAULT_DATABASE_URL"] == nil)
        }
        #expect(try process("courier").environment["DATABASE_URL"] == nil)
        #expect(try process("witness").environment["DATABASE_URL"] == nil)
        #expect(plan.processes.allSatisfy { $0.environment["AWS_SECRET"] == nil })
        #expect(plan.processes.allSatisfy { $0.environment["PATH"] == "/bin" })
    }

    @Test("commands and addresses follow data and ports")
    func commands() throws {
        let market = try process("market").command
        #expect(market == ["/opt/ichi/ichi", "market", "--data", "/srv/city", "--ports", "9000"])
        #expect(try process("vault").command.first == "/opt/ichi/ichi-vault")
        #expect(
            plan.doors.map(\.address) == [
                "http://market.localhost:9000", "http://counter.localhost:9001",
                "http://office.localhost:9002", "http://witness.localhost:9003",
            ]
        )
    }

    @Test("restarts come at once three times, then later and later, and are forgotten in time")
    func patience() {
        var patience = Patience()
        let delays = (0..<12).map { _ in patience.delay(afterRunning: .seconds(1)) }
        #expect(delays.prefix(3).allSatisfy { $0 == .zero })
        #expect(
            Array(delays[3...5]) == [.milliseconds(200), .milliseconds(400), .milliseconds(800)]
        )
        #expect(delays.last == .seconds(10))
        #expect(patience.delay(afterRunning: .seconds(61)) == .zero)
    }
}
