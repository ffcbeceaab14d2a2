import Basics
import Foundation
import Glibc
import Logging
import NIOCore
import Synchronization
import Testing

@testable import VaultAPI

/// A vault that says who asked what.
private func door(
    _ forged: @escaping @Sendable (Caller) -> Void = { _ in },
    answer: @escaping @Sendable (Caller, String, [UInt8]) async -> Result<[UInt8], VaultRefusal>
) -> VaultServer {
    VaultServer(
        door: VaultDoor(answer: answer, forged: { forged($0) }),
        logger: Logger(label: "test")
    )
}

private let done = Result<[UInt8], VaultRefusal>.success([])

/// A launcher that knows one child, the counter, and a vault.
private func launcher(
    _ server: VaultServer,
    refusing: Bool = false
) throws -> (VaultAddress, close: @Sendable () -> Void) {
    let (child, childEnd) = try Switchboard.line()
    let (vault, vaultEnd) = try Switchboard.line()
    Task { try await server.serve(switchboard: vaultEnd) }
    Thread.detachNewThread {
        while let wanted = try? Switchboard.hear(child), wanted {
            try? refusing
                ? Switchboard.refuse(child)
                : Switchboard.connect(.counter, on: child, toVaultOn: vault)
        }
    }
    return (.switchboard(line: childEnd), { [child, childEnd, vault].forEach { _ = close($0) } })
}

@Suite("between the shop and the vault")
struct TransportTests {
    @Test("a question through the switchboard reaches the vault under the launcher's name for it")
    func throughTheSwitchboard() async throws {
        let (address, close) = try launcher(
            door { caller, name, payload in
                #expect(caller == .counter)
                #expect(name == "claim")
                #expect((try? Unpacker.unpack(Claim.self, payload)) != nil)
                return done
            }
        )
        defer { close() }
        let client = VaultClient(address)
        #expect(try await client.ask(Claim(order: .mint())) == Done())
    }

    @Test("every refusal comes as itself", arguments: VaultRefusal.allCases)
    func refusals(word: VaultRefusal) async throws {
        let (address, close) = try launcher(door { _, _, _ in .failure(word) })
        defer { close() }
        await #expect(throws: word) { try await VaultClient(address).ask(Claim(order: .mint())) }
    }

    @Test("answers find their questions, many in flight and out of order")
    func manyInFlight() async throws {
        let (address, close) = try launcher(
            door { _, _, payload in
                try? await Task.sleep(for: .milliseconds(Int.random(in: 0...20)))
                let echo = try? Unpacker.unpack(Echo.self, payload)
                return .success(Packer.pack(echo.map { [$0.order] } ?? []))
            }
        )
        defer { close() }
        let client = VaultClient(address)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<300 {
                group.addTask {
                    let order = Handle<OrderKey>.mint()
                    let echo = try await client.ask(Echo(order: order))
                    #expect(echo.orders == [order])
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("without an answer the client says so when its time is over, and goes on")
    func timeout() async throws {
        let asked = Mutex(0)
        let (address, close) = try launcher(
            door { _, _, _ in
                if asked.withLock({
                    $0 += 1; return $0
                }) == 1 {
                    try? await Task.sleep(for: .seconds(3))
                }
                return done
            }
        )
        defer { close() }
        let client = VaultClient(address, timeoutSeconds: 1)
        await #expect(throws: VaultRefusal.unavailable) {
            try await client.ask(Claim(order: .mint()))
        }
        #expect(try await client.ask(Claim(order: .mint())) == Done())
    }

    @Test("a second courier is turned away until the first has gone; counters are not counted")
    func oneCourier() async throws {
        let server = door { _, _, _ in done }
        func client(_ caller: Caller) async throws -> CInt {
            var ends: [CInt] = [0, 0]
            #expect(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0)
            try await server.serve(caller, socket: ends[1])
            return ends[0]
        }
        func isClosed(_ socket: CInt) -> Bool {
            var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            return poll(&entry, 1, 200) == 1
        }
        let counters = [try await client(.counter), try await client(.counter)]
        let first = try await client(.courier)
        let second = try await client(.courier)
        #expect(isClosed(second))
        for end in counters + [first] { #expect(!isClosed(end)) }
        close(first)
        var third = try await client(.courier)
        for _ in 0..<20 where isClosed(third) {
            close(third)
            third = try await client(.courier)
        }
        #expect(!isClosed(third))
        for end in counters + [second, third] { close(end) }
    }

    @Test("a process that the launcher does not let through gets nothing")
    func refused() async throws {
        let (address, close) = try launcher(door { _, _, _ in done }, refusing: true)
        defer { close() }
        let client = VaultClient(address, timeoutSeconds: 1)
        await #expect(throws: VaultRefusal.unavailable) {
            try await client.ask(Claim(order: .mint()))
        }
    }

    @Test("a question too long never leaves")
    func tooLong() async throws {
        let (address, close) = try launcher(door { _, _, _ in done })
        defer { close() }
        let facts = Echo(order: .mint(), padding: String(repeating: "あ", count: 400_000))
        await #expect(throws: VaultRefusal.malformed) { try await VaultClient(address).ask(facts) }
    }

    @Test("when the vault ends, what was under way is not asked twice; the next question redials")
    func vaultRestarts() async throws {
        let (child, childEnd) = try Switchboard.line()
        let counts = Mutex((asked: 0, dialed: 0))
        let server = door { _, _, _ in
            if counts.withLock({
                $0.asked += 1; return $0.asked
            }) == 1 {
                try? await Task.sleep(for: .seconds(30))
            }
            return done
        }
        let first = Mutex<CInt>(-1)
        Thread.detachNewThread {
            while let wanted = try? Switchboard.hear(child), wanted {
                let (near, far) = (try? Switchboard.line()) ?? (-1, -1)
                try? Switchboard.connect(.counter, on: child, toVaultOn: near)
                let accepted = try? Switchboard.accept(far)
                counts.withLock { $0.dialed += 1 }
                guard let socket = accepted?.1 else { continue }
                first.withLock { if $0 < 0 { $0 = dup(socket) } }
                Task { try await server.serve(.counter, socket: socket) }
            }
        }
        let client = VaultClient(.switchboard(line: childEnd))
        #expect(client.link == nil)
        let lost = Task { try await client.ask(Claim(order: .mint())) }
        while counts.withLock({ $0.asked }) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(client.link == 1)
        _ = shutdown(first.withLock { $0 }, CInt(SHUT_RDWR))
        await #expect(throws: VaultRefusal.unavailable) { try await lost.value }
        #expect(client.link == nil)
        #expect(try await client.ask(Claim(order: .mint())) == Done())
        #expect(counts.withLock { $0 } == (asked: 2, dialed: 2))
        #expect(client.link == 2)
    }

    @Test(
        "what is no frame, or no question, is told to the vault as forged and the channel ends",
        arguments: [
            [0xff, 0xff, 0xff, 0xff], [0, 0, 0, 1, 9], [0, 0, 0, 0],
            [0, 0, 0, 10, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0],
            [0, 0, 0, 10, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0],
            [0, 0, 0, 11, 1, 0, 0, 0, 0, 0, 0, 0, 1, 9, 65],
            [0, 0, 0, 11, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0xff],
        ] as [[UInt8]]
    )
    func forged(bytes: [UInt8]) async throws {
        let told = Mutex(0)
        let server = door({ _ in told.withLock { $0 += 1 } }) { _, _, _ in done }
        let (near, far) = try Switchboard.stream()
        try await server.serve(.counter, socket: far)
        _ = bytes.withUnsafeBytes { write(near, $0.baseAddress, bytes.count) }
        var byte: UInt8 = 0
        #expect(read(near, &byte, 1) == 0)
        try await eventually { told.withLock { $0 } == 1 }
        close(near)
    }

    @Test("a caller that dies in the middle of a frame has forged nothing")
    func halfAFrame() async throws {
        let told = Mutex(0)
        let server = door({ _ in told.withLock { $0 += 1 } }) { _, _, _ in done }
        let (near, far) = try Switchboard.stream()
        try await server.serve(.counter, socket: far)
        let half: [UInt8] = [0, 0, 1, 0, 1, 0, 0]
        _ = half.withUnsafeBytes { write(near, $0.baseAddress, half.count) }
        close(near)
        try await Task.sleep(for: .milliseconds(100))
        #expect(told.withLock { $0 } == 0)
    }

    private func eventually(_ isTrue: () -> Bool) async throws {
        for _ in 0..<200 where !isTrue() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(isTrue())
    }
}

private struct Echo: VaultMessage {
    static let name = "echo"
    typealias Answer = Unclaimed.Answer
    var order: Handle<OrderKey>
    var padding = ""
}

extension Echo {
    func pack(into packer: inout Packer) {
        packer.add(order)
        packer.add(padding)
    }

    init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(order: try unpacker.next(), padding: try unpacker.next())
    }
}

@Suite("where the vault is")
struct AddressTests {
    @Test("addresses are read and written alike")
    func addresses() {
        #expect(VaultAddress("switchboard") == .switchboard(line: 3))
        #expect(VaultAddress("unix:/run/vault") == .unix(path: "/run/vault"))
        for wrong in ["", "unix:", "unix:relative", "tcp:1.2.3.4:5", "Switchboard"] {
            #expect(VaultAddress(wrong) == nil)
        }
        #expect(VaultAddress(environment: ["ICHI_VAULT": "unix:/a"])?.description == "unix:/a")
        #expect(VaultAddress(environment: [:]) == nil)
    }

    @Test("systemd's sockets are taken by their names, and only ours")
    func inherited() {
        var environment = [
            "LISTEN_PID": "42", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "courier:market:counter",
        ]
        let callers = InheritedSockets.callers(environment: environment, processID: 42)
        #expect(callers.map(\.0) == [.courier, .counter])
        #expect(callers.map(\.listener) == [3, 5])
        #expect(InheritedSockets.callers(environment: environment, processID: 43).isEmpty)
        environment["LISTEN_FDS"] = nil
        #expect(InheritedSockets.callers(environment: environment, processID: 42).isEmpty)
    }

    @Test("a Unix socket serves the caller that it belongs to")
    func unixSocket() async throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "vault-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let listener = try listen(at: path)
        let server = VaultServer(
            door: VaultDoor(
                answer: { caller, _, _ in
                    #expect(caller == .courier)
                    return .success([])
                },
                forged: { _ in }
            ),
            logger: Logger(label: "test")
        )
        let serving = Task { try await server.serve(.courier, listener: listener) }
        let client = VaultClient(.unix(path: path))
        #expect(try await client.ask(Claim(order: .mint())) == Done())
        await client.close()
        serving.cancel()
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
