import Basics
import Foundation
import Glibc
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Wire

/// A server that says who asked what.
private func door(
    _ forged: @escaping @Sendable (Shoptalk.Caller) -> Void = { _ in },
    answer:
        @escaping @Sendable (Shoptalk.Caller, String, [UInt8]) async -> Result<
            [UInt8], Shoptalk.Refusal
        >
) -> WireServer<Shoptalk> {
    WireServer<Shoptalk>(
        door: WireDoor(answer: answer, forged: { forged($0) }),
        logger: Logger(label: "test")
    )
}

private let done = Result<[UInt8], Shoptalk.Refusal>.success([])

/// A launcher that knows one child, the counter, and who answers it.
private func launcher(
    _ server: WireServer<Shoptalk>,
    refusing: Bool = false
) throws -> (WireAddress, close: @Sendable () -> Void) {
    let (child, childEnd) = try Switchboard.line()
    let (vault, vaultEnd) = try Switchboard.line()
    Task { try await server.serve(switchboard: vaultEnd) }
    Thread.detachNewThread {
        while let wanted = try? Switchboard.hear(child), wanted {
            try? refusing
                ? Switchboard.refuse(child)
                : Switchboard.connect("counter", on: child, toServerOn: vault)
        }
    }
    return (.switchboard(line: childEnd), { [child, childEnd, vault].forEach { _ = close($0) } })
}

@Suite("between two processes")
struct TransportTests {
    @Test("a question through the switchboard reaches the server under the launcher's name for it")
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
        let client = WireClient<Shoptalk>(address)
        #expect(try await client.ask(Claim(order: .mint())) == Done())
    }

    @Test("every refusal comes as itself", arguments: Shoptalk.Refusal.allCases)
    func refusals(word: Shoptalk.Refusal) async throws {
        let (address, close) = try launcher(door { _, _, _ in .failure(word) })
        defer { close() }
        await #expect(throws: word) {
            try await WireClient<Shoptalk>(address).ask(Claim(order: .mint()))
        }
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
        let client = WireClient<Shoptalk>(address)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<300 {
                group.addTask {
                    let order = Handle<Claim>.mint()
                    let echo = try await client.ask(Echo(order: order))
                    #expect(echo == [order])
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
        let client = WireClient<Shoptalk>(address, timeoutSeconds: 1)
        await #expect(throws: Shoptalk.Refusal.unavailable) {
            try await client.ask(Claim(order: .mint()))
        }
        #expect(try await client.ask(Claim(order: .mint())) == Done())
    }

    @Test("a second courier is turned away until the first has gone; counters are not counted")
    func oneCourier() async throws {
        let server = door { _, _, _ in done }
        func client(_ caller: Shoptalk.Caller) async throws -> CInt {
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
        let client = WireClient<Shoptalk>(address, timeoutSeconds: 1)
        await #expect(throws: Shoptalk.Refusal.unavailable) {
            try await client.ask(Claim(order: .mint()))
        }
    }

    @Test("a question too long never leaves")
    func tooLong() async throws {
        let (address, close) = try launcher(door { _, _, _ in done })
        defer { close() }
        let facts = Echo(order: .mint(), padding: String(repeating: "あ", count: 400_000))
        await #expect(throws: Shoptalk.Refusal.malformed) {
            try await WireClient<Shoptalk>(address).ask(facts)
        }
    }

    @Test("when the server ends, what was under way is not asked twice; the next question redials")
    func serverRestarts() async throws {
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
                try? Switchboard.connect("counter", on: child, toServerOn: near)
                let accepted = try? Switchboard.accept(far)
                counts.withLock { $0.dialed += 1 }
                guard let socket = accepted?.stream else { continue }
                first.withLock { if $0 < 0 { $0 = dup(socket) } }
                Task { try await server.serve(.counter, socket: socket) }
            }
        }
        let client = WireClient<Shoptalk>(.switchboard(line: childEnd))
        #expect(client.link == nil)
        let lost = Task { try await client.ask(Claim(order: .mint())) }
        while counts.withLock({ $0.asked }) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(client.link == 1)
        _ = shutdown(first.withLock { $0 }, CInt(SHUT_RDWR))
        await #expect(throws: Shoptalk.Refusal.unavailable) { try await lost.value }
        #expect(client.link == nil)
        #expect(try await client.ask(Claim(order: .mint())) == Done())
        #expect(counts.withLock { $0 } == (asked: 2, dialed: 2))
        #expect(client.link == 2)
    }

    @Test(
        "what is no frame, or no question, is told to the door as forged and the channel ends",
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
