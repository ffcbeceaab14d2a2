import Confinement
import Foundation
import Logging
import ShopHost
import Storage
import TestKit
import Testing
import VaultHost
import Wire

@Suite("What each process keeps of its rights")
struct PlanTests {
    private static let folder = "/srv/inaba"

    private func settings(_ environment: [String: String] = [:]) throws -> ShopSettings {
        try ShopSettings(data: PlanTests.folder, environment: environment)
    }

    private func withVault(
        _ environment: [String: String],
        _ test: (Confinement, String) throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let vault = folder.appending(path: "vault")
            try FileManager.default.createDirectory(at: vault, withIntermediateDirectories: true)
            try test(.vault(DataLayout(folder.path), environment), folder.path)
        }
    }

    @Test("a counter that the launcher connects goes nowhere, and writes the shop's database alone")
    func counter() throws {
        let kept = try Confinement.counter(settings(), vault: .switchboard(line: 4))
        #expect(kept.ways.isEmpty && kept.listens == [8081] && kept.starts.isEmpty)
        #expect(kept.writes == [PlanTests.folder + "/shop"])
    }

    @Test("a market goes nowhere, and writes its own database alone")
    func market() throws {
        let kept = try Confinement.market(settings())
        #expect(kept.ways.isEmpty && kept.listens == [8080] && kept.starts.isEmpty)
        #expect(kept.writes == [PlanTests.folder + "/market"])
    }

    @Test(
        "to a database on a server it keeps that server's way and no folder",
        arguments: [
            ("postgres:///shop?host=/run/postgresql&user=ichi", [.sockets]),
            ("postgres:///shop", [.sockets]),
            ("postgresql://ichi@127.0.0.1/shop", [.port(5432)]),
            ("postgresql://ichi@[::1]:6543/shop", [.port(6543)]),
            ("postgresql://ichi@localhost:5433/shop", [.port(5433)]),
            ("postgresql://ichi@db.example:5433/shop", [.port(5433), .names]),
        ] as [(String, Set<Confinement.Way>)]
    )
    func server(url: String, ways: Set<Confinement.Way>) throws {
        let kept = try Confinement.market(settings(["DATABASE_URL": url]))
        #expect(kept.ways == ways && kept.writes.isEmpty)
    }

    @Test("a vault whose witness is named starts no program and writes its own folders alone")
    func vault() async throws {
        try await withVault(["ICHI_WITNESS": "switchboard"]) { kept, folder in
            #expect(kept.ways.isEmpty && kept.listens.isEmpty && kept.starts.isEmpty)
            let own = ["vault", "vault-keys", "ledger"].map { "\(folder)/\($0)" }
            #expect(Set(kept.writes) == Set(own) && kept.holdsKeys)
            #expect(own.allSatisfy(FileManager.default.fileExists))
        }
    }

    @Test("to a witness on another machine a vault keeps that port")
    func witness() async throws {
        try await withVault(["ICHI_WITNESS": "tls://10.0.0.7:7443"]) { kept, _ in
            #expect(kept.ways == [.port(7443)])
        }
    }

    @Test(
        "a courier goes to its relay and writes nothing",
        arguments: [
            ("smtp://127.0.0.1:2525", [.port(2525)]),
            ("smtps://relay.inaba.example", [.port(465), .names]),
            ("smtp+starttls://relay.inaba.example:587", [.port(587), .names]),
        ] as [(String, Set<Confinement.Way>)]
    )
    func courier(relay: String, ways: Set<Confinement.Way>) throws {
        let environment = ["ICHI_VAULT": "switchboard", "ICHI_RELAY": relay]
        let kept = try Confinement.courier(DataLayout(PlanTests.folder), environment)
        #expect(kept.ways == ways && kept.writes.isEmpty && kept.listens.isEmpty)
    }

    @Test("a courier with a webhook goes there too, and reads what signs for it")
    func webhook() throws {
        var environment = ["ICHI_VAULT": "switchboard", "ICHI_RELAY": "smtp://127.0.0.1:2525"]
        environment["ICHI_ALARM_WEBHOOK"] = "https://10.0.0.9:8443/alarms"
        for file in [nil, "relative/secret"] {
            environment["ICHI_ALARM_WEBHOOK_SECRET"] = file
            #expect(throws: HostError.badSetting("ICHI_ALARM_WEBHOOK_SECRET")) {
                try Confinement.courier(DataLayout(PlanTests.folder), environment)
            }
        }
        environment["ICHI_ALARM_WEBHOOK_SECRET"] = "/etc/ichi/alarm.secret"
        let kept = try Confinement.courier(DataLayout(PlanTests.folder), environment)
        #expect(kept.ways == [.port(2525), .port(8443)] && kept.writes.isEmpty)
        #expect(kept.reads.contains("/etc/ichi/alarm.secret"))
        environment["ICHI_ALARM_WEBHOOK"] = "http://hooks.inaba.example/"
        #expect(throws: HostError.badSetting("ICHI_ALARM_WEBHOOK")) {
            try Confinement.courier(DataLayout(PlanTests.folder), environment)
        }
    }

    @Test("a vault writes its numbers where it is told")
    func metrics() async throws {
        let environment = ["ICHI_WITNESS": "switchboard", "ICHI_METRICS": "/var/lib/numbers"]
        try await withVault(environment) { kept, _ in
            #expect(kept.writes.contains("/var/lib/numbers"))
        }
    }

    @Test("who has a second thread already is not begun: that thread would keep its rights")
    func late() {
        #expect(throws: ConfinementFault.late("market")) {
            try Confinement("market").begin([:], Logger(label: "test"))
        }
    }

    @Test("there is no word that turns it off", arguments: ["off", "no", "0", ""])
    func off(word: String) {
        #expect(throws: ConfinementFault.badSetting) {
            try Confinement("market").begin(["ICHI_CONFINEMENT": word], Logger(label: "test"))
        }
    }
}
