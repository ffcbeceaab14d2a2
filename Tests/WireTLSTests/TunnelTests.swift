import Basics
import Crypto
import Foundation
import Glibc
import Logging
import NIOCore
import NIOSSL
import Synchronization
import TestKit
import Testing
import Wire
import WitnessAPI

@testable import WireTLS

/// A server behind a gate, and what it was asked.
private final class Gated: Sendable {
    private final class Asked: Sendable {
        let callers = Mutex<[WitnessCaller]>([])
    }

    private let asked: Asked
    let port: Int
    private let serving: Task<Void, any Error>

    /// Who was answered, in order.
    var callers: [WitnessCaller] { asked.callers.withLock { $0 } }

    init(
        _ own: TLSIdentity,
        _ peers: [TLSFingerprint: WitnessCaller],
        patience: TimeAmount = .seconds(5)
    ) async throws {
        let gate = try own.gate(peers, clock: .system, patience: patience)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let asked = Asked()
        let server = WitnessServer(
            door: WireDoor(
                answer: { caller, _, _ in
                    asked.callers.withLock { $0.append(caller) }
                    return .success([])
                },
                forged: { _ in }
            ),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        serving = Task {
            try await server.serve(
                host: "127.0.0.1",
                port: 0,
                admit: gate,
                bound: { port.yield($0) }
            )
        }
        var bound = 0
        for await number in ports {
            bound = number
            break
        }
        self.port = bound
        self.asked = asked
    }

    /// Who is awaited in vain is not awaited long.
    func client(_ tunnel: WireTunnel, seconds: Int = 2) -> WitnessClient {
        WitnessClient(
            .tls(host: "127.0.0.1", port: port),
            through: tunnel,
            timeoutSeconds: seconds,
            dialSeconds: seconds / 2
        )
    }

    func end() { serving.cancel() }
}

private func identity(from begin: Int = -1, to end: Int = 1) throws -> TLSIdentity {
    let now = WallClock.system.now()
    return try TLSIdentity(
        key: P256.Signing.PrivateKey(),
        from: now.adding(days: begin),
        to: now.adding(days: end)
    )
}

private let question = EraseNames(names: ["n"], leaf: 1)

@Suite("between machines", .serialized)
struct TunnelTests {
    @Test("who is known by its certificate is answered, as the caller it stands for")
    func right() async throws {
        let (witness, vault, person) = (try identity(), try identity(), try identity())
        let server = try await Gated(
            witness,
            [vault.fingerprint: .vault, person.fingerprint: .operator]
        )
        defer { server.end() }
        for (who, caller) in [(vault, WitnessCaller.vault), (person, .operator)] {
            let tunnel = try who.tunnel(to: witness.fingerprint, clock: .system)
            let client = server.client(tunnel, seconds: 20)
            #expect(try await client.ask(question) == Done())
            #expect(try await client.ask(question) == Done())
            await client.close()
            #expect(server.callers.suffix(2) == [caller, caller])
        }
    }

    @Test("whoever is not the one that is known gets no answer, on either side")
    func wrong() async throws {
        let (witness, vault) = (try identity(), try identity())
        let server = try await Gated(witness, [vault.fingerprint: .vault])
        defer { server.end() }
        let tunnels = [
            try identity().tunnel(to: witness.fingerprint, clock: .system),
            try vault.tunnel(to: identity().fingerprint, clock: .system),
        ]
        for tunnel in tunnels {
            await #expect(throws: WitnessRefusal.unavailable) {
                try await server.client(tunnel).ask(question)
            }
        }
        #expect(server.callers.isEmpty)
    }

    @Test(
        "a certificate whose time is over, or has not come, is none",
        arguments: [(-9, -1), (1, 9)]
    )
    func expired(begin: Int, end: Int) async throws {
        let late = try identity(from: begin, to: end)
        let other = try identity()
        let byClient = try await Gated(other, [late.fingerprint: .vault])
        defer { byClient.end() }
        await #expect(throws: WitnessRefusal.unavailable) {
            let tunnel = try late.tunnel(to: other.fingerprint, clock: .system)
            return try await byClient.client(tunnel).ask(question)
        }
        let byServer = try await Gated(late, [other.fingerprint: .vault])
        defer { byServer.end() }
        await #expect(throws: WitnessRefusal.unavailable) {
            let tunnel = try other.tunnel(to: late.fingerprint, clock: .system)
            return try await byServer.client(tunnel).ask(question)
        }
        #expect(byClient.callers.isEmpty && byServer.callers.isEmpty)
    }

    @Test("without a certificate, or by TLS 1.2, nothing is answered", arguments: [false, true])
    func lax(isOld: Bool) async throws {
        let (witness, vault) = (try identity(), try identity())
        let server = try await Gated(witness, [vault.fingerprint: .vault])
        defer { server.end() }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        if isOld {
            configuration.maximumTLSVersion = .tlsv12
            configuration.certificateChain = try vault.chain
            configuration.privateKey = try vault.privateKey
        }
        let context = try NIOSSLContext(configuration: configuration)
        let tunnel = WireTunnel { channel in
            let handler = try NIOSSLClientHandler(context: context, serverHostname: nil)
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        await #expect(throws: WitnessRefusal.unavailable) {
            try await server.client(tunnel).ask(question)
        }
        #expect(server.callers.isEmpty)
    }

    @Test("plain frames, noise and records too long are answered by an alert at most, and an end")
    func plain() async throws {
        let (witness, vault) = (try identity(), try identity())
        let server = try await Gated(witness, [vault.fingerprint: .vault])
        defer { server.end() }
        let name = Array(EraseNames.name.utf8)
        let body = [1, 0, 0, 0, 0, 0, 0, 0, 1, UInt8(name.count)] + name + Packer.pack(question)
        let frame = withUnsafeBytes(of: UInt32(body.count).bigEndian, Array.init) + body
        let record: [UInt8] = [22, 3, 3, 0xff, 0xff]
        for bytes in [frame, randomBytes(3000), record + randomBytes(70_000)] {
            let line = Line(port: server.port)
            line.send(bytes)
            #expect(line.all(within: 8).count < 64)
        }
        #expect(server.callers.isEmpty)
    }

    @Test("a handshake that stands still is ended")
    func half() async throws {
        let (witness, vault) = (try identity(), try identity())
        let server = try await Gated(
            witness,
            [vault.fingerprint: .vault],
            patience: .milliseconds(100)
        )
        defer { server.end() }
        #expect(Line(port: server.port).all(within: 60).isEmpty)
        #expect(server.callers.isEmpty)
    }

    @Test("sixty-four handshakes at once are enough: one more is ended, and they are not")
    func crowd() async throws {
        let (witness, vault) = (try identity(), try identity())
        let server = try await Gated(witness, [vault.fingerprint: .vault], patience: .hours(1))
        defer { server.end() }
        try #require(Line.ended(among: (0...64).map { _ in Line(port: server.port) }) == 1)
        // The lines are gone now: as soon as that is noticed, who is known is let in again.
        let tunnel = try vault.tunnel(to: witness.fingerprint, clock: .system)
        let client = server.client(tunnel, seconds: 20)
        var answer: Done?
        for _ in 0..<1000 where answer == nil {
            answer = try? await client.ask(question)
            if answer == nil { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(answer == Done())
    }

    @Test("an identity is made once, and only its owner reads it")
    func kept() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.path + "/keys"
            let now = WallClock.system.now()
            let first = try TLSIdentity.readOrMake(directory: path, at: now)
            let again = try TLSIdentity.readOrMake(directory: path, at: now.adding(days: 9))
            #expect(first.fingerprint == again.fingerprint)
            let mode = try FileManager.default.attributesOfItem(atPath: path + "/tls.key")[
                .posixPermissions
            ]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("a fingerprint is read as it is written, and however it is typed")
    func fingerprints() throws {
        let fingerprint = try identity().fingerprint
        let text = fingerprint.description
        #expect(text.count == 79)
        #expect(TLSFingerprint(text) == fingerprint)
        #expect(TLSFingerprint(text.uppercased().replacing(" ", with: ":")) == fingerprint)
        for wrong in [
            "", String(text.dropLast()), text + "0", "+1" + text.dropFirst(2),
            "g" + text.dropFirst(),
        ] {
            #expect(TLSFingerprint(wrong) == nil)
        }
    }
}

/// A TCP connection without anything.
private final class Line: Sendable {
    private let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)

    init(port: Int) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        #expect(connected == 0)
    }

    func send(_ bytes: [UInt8]) {
        _ = Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL))
    }

    /// All that comes until the other side ends it, which must be within so many seconds.
    func all(within seconds: Int) -> [UInt8] {
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, length)
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else {
                #expect(count == 0 || errno == ECONNRESET, "it was not ended")
                return all
            }
            all += part.prefix(count)
        }
    }

    /// How many of some lines the other side has ended, once it has ended any.
    static func ended(among lines: [Line]) -> Int {
        var asked = lines.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        return Int(poll(&asked, nfds_t(asked.count), 60_000))
    }

    deinit { close(descriptor) }
}
