import Basics
import Foundation
import Glibc
import Logging
import Testing
import Wire

@Suite("where a server is")
struct AddressTests {
    @Test("addresses are read and written alike")
    func addresses() {
        #expect(WireAddress("switchboard") == .switchboard(line: 4))
        #expect(WireAddress("unix:/run/vault") == .unix(path: "/run/vault"))
        for wrong in ["", "unix:", "unix:relative", "tcp:1.2.3.4:5", "Switchboard"] {
            #expect(WireAddress(wrong) == nil)
        }
        #expect(named("ICHI_VAULT")?.description == "unix:/a")
        #expect(named("ICHI_WITNESS") == nil)
    }

    @Test("systemd's sockets are taken by their names, and only ours")
    func inherited() {
        var environment = [
            "LISTEN_PID": "42", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "courier:market:counter",
        ]
        let callers = taken(environment, 42)
        #expect(callers.map(\.0) == [.courier, .counter])
        #expect(callers.map(\.listener) == [3, 5])
        #expect(taken(environment, 43).isEmpty)
        environment["LISTEN_FDS"] = nil
        #expect(taken(environment, 42).isEmpty)
    }

    @Test("a Unix socket serves the caller that it belongs to")
    func unixSocket() async throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "vault-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let listener = try listen(at: path)
        let server = WireServer<Shoptalk>(
            door: WireDoor(
                answer: { caller, _, _ in
                    #expect(caller == .courier)
                    return .success([])
                },
                forged: { _ in }
            ),
            logger: Logger(label: "test")
        )
        let serving = Task { try await server.serve(.courier, listener: listener) }
        let client = WireClient<Shoptalk>(.unix(path: path))
        #expect(try await client.ask(Claim(order: .mint())) == Done())
        await client.close()
        serving.cancel()
    }

    private func named(_ variable: String) -> WireAddress? {
        WireAddress(environment: ["ICHI_VAULT": "unix:/a"], variable: variable)
    }

    private func taken(_ environment: [String: String], _ processID: Int32) -> [(
        Shoptalk.Caller, listener: CInt
    )] {
        InheritedSockets.callers(
            of: Shoptalk.Caller.self,
            environment: environment,
            processID: processID
        )
    }

    private func listen(at path: String) throws -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let listener = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) }
        }
        try #require(bound == 0 && Glibc.listen(listener, 8) == 0)
        return listener
    }
}
