import Testing
import VaultAPI

@Suite("From where the office may work")
struct OfficeNetworkTests {
    @Test(
        "an address is within its network, whatever its form",
        arguments: [
            ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
            ("198.51.100.7", "198.51.100.7", true), ("198.51.100.7", "198.51.100.8", false),
            ("10.0.0.0/9", "10.127.255.255", true), ("10.0.0.0/9", "10.128.0.0", false),
            ("2001:db8::/32", "2001:DB8:0:1::9", true), ("2001:db8::/32", "2001:db9::", false),
            ("192.0.2.0/24", "::ffff:192.0.2.9", true), ("0.0.0.0/0", "::1", false),
            ("0.0.0.0/0", "203.0.113.1", true), ("::/0", "no address", false),
        ]
    )
    func within(network: String, address: String, expected: Bool) throws {
        #expect(try #require(Network(network)).contains(address) == expected)
    }

    @Test(
        "what is no network is none",
        arguments: [
            "", "192.0.2.0/33", "192.0.2.1/24", "192.0.2/24", "2001:db8::/129", "2001:db8::1/32",
            "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/+8", "example.jp", "192.0.2.0/24/8", "/8",
        ]
    )
    func noNetwork(text: String) {
        #expect(Network(text) == nil)
    }

    @Test("roles that are not named work from anywhere; those that are, from there only")
    func roles() throws {
        let networks = try OfficeNetworks("operator=192.0.2.0/24,2001:db8::/32 city=10.0.0.0/8")
        #expect(networks.allow(.clerk, from: "192.0.2.9"))
        #expect(networks.allow(.clerk, from: "2001:db8::1"))
        #expect(!networks.allow(.clerk, from: "10.0.0.1"))
        #expect(networks.allow(.shop, from: "203.0.113.1"))
        #expect(networks.unbound == [.shop, .security, .inspector, .auditor])
        #expect(networks.allowSomebody(from: "203.0.113.1"))
        let all = StaffRole.allCases.map { "\($0.rawValue)=192.0.2.0/24" }.joined(separator: " ")
        #expect(try !OfficeNetworks(all).allowSomebody(from: "203.0.113.1"))
        #expect(try OfficeNetworks("").unbound == StaffRole.allCases)
    }

    @Test(
        "a mistake in the setting is told",
        arguments: [
            ("clerk=192.0.2.0/24", NetworksFault.role("clerk")), ("operator", .role("operator")),
            ("operator=", .network("")), ("operator=1.2.3.4/40", .network("1.2.3.4/40")),
            ("shop=::1 shop=::2", .twice(.shop)),
        ]
    )
    func mistakes(text: String, fault: NetworksFault) {
        #expect(throws: fault) { try OfficeNetworks(text) }
        #expect(fault.description.hasPrefix("ICHI_OFFICE_NETWORKS: "))
    }

    @Test("a case's number is eight digits with a hyphen, and nothing else")
    func caseNumbers() {
        for _ in 0..<100 {
            let number = CaseNumber.mint()
            #expect(CaseNumber(number.description) == number)
        }
        for text in [
            "", "48210937", "4821-093", "4821-09377", "４821-0937", "4821_0937", "48a1-0937",
        ] {
            #expect(CaseNumber(text) == nil)
        }
    }
}
