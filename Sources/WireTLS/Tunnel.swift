public import Basics
public import NIOCore
import NIOSSL
import NIOTLS
import Synchronization
public import Wire

extension TLSIdentity {
    /// The way to a peer that is known by its fingerprint.
    ///
    /// - Throws: `NIOSSLError` where the own certificate cannot be used.
    public func tunnel(to peer: TLSFingerprint, clock: WallClock) throws -> WireTunnel {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateChain = try chain
        configuration.privateKey = try privateKey
        let context = try NIOSSLContext(configuration: strict(configuration))
        return WireTunnel { channel in
            let handler = try NIOSSLClientHandler(
                context: context,
                serverHostname: nil,
                customVerificationCallback: { certificates, verdict in
                    let shown = shown(certificates, at: clock.now())
                    verdict.succeed(shown == peer ? .certificateVerified : .failed)
                }
            )
            try channel.pipeline.syncOperations.addHandler(handler)
        }
    }

    /// Lets in who is known, as the caller that its fingerprint stands for.
    ///
    /// - Parameters:
    ///   - peers: Who is known, and as whom.
    ///   - clock: What certificates' times are held against.
    ///   - patience: How long a handshake may take.
    /// - Returns: What a server asks of each channel.
    /// - Throws: `NIOSSLError` where the own certificate cannot be used.
    public func gate<Caller: WireCaller>(
        _ peers: [TLSFingerprint: Caller],
        clock: WallClock,
        patience: TimeAmount = .seconds(5)
    ) throws -> @Sendable (any Channel) throws -> EventLoopFuture<Caller> {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain,
            privateKey: try privateKey
        )
        let context = try NIOSSLContext(configuration: strict(configuration))
        let underWay = UnderWay()
        return { channel in
            let gate = Gate<Caller>(
                admitted: channel.eventLoop.makePromise(),
                underWay: underWay,
                patience: patience
            )
            let handlers = NIOLoopBound(gate, eventLoop: channel.eventLoop)
            let handler = NIOSSLServerHandler(
                context: context,
                customVerificationCallback: { certificates, verdict in
                    let caller = shown(certificates, at: clock.now()).flatMap { peers[$0] }
                    handlers.value.caller = caller
                    verdict.succeed(caller == nil ? .failed : .certificateVerified)
                }
            )
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.pipeline.syncOperations.addHandler(gate)
            return gate.admitted.futureResult
        }
    }

    /// Certificates are looked at by us alone: by fingerprint and time, no name and no authority.
    private func strict(_ configuration: TLSConfiguration) -> TLSConfiguration {
        var configuration = configuration
        configuration.minimumTLSVersion = .tlsv13
        configuration.certificateVerification = .noHostnameVerification
        return configuration
    }
}

/// The fingerprint of the certificate that was shown; nil where there is none, or its time is over.
private func shown(_ certificates: [NIOSSLCertificate], at now: Moment) -> TLSFingerprint? {
    guard let first = certificates.first, let bytes = try? first.toDERBytes() else { return nil }
    let seconds = Int(now.milliseconds / 1000)
    guard (Int(first.notValidBefore)...Int(first.notValidAfter)).contains(seconds) else {
        return nil
    }
    return TLSFingerprint(of: bytes)
}

/// How many handshakes are under way at one listener.
private final class UnderWay: Sendable {
    private static let most = 64
    private let count = Mutex(0)

    func begin() -> Bool {
        count.withLock { count in
            guard count < UnderWay.most else { return false }
            count += 1
            return true
        }
    }

    func end() { count.withLock { $0 -= 1 } }
}

/// Waits for a handshake, and says who came by it.
private final class Gate<Caller: WireCaller>: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let admitted: EventLoopPromise<Caller>
    var caller: Caller?
    private let underWay: UnderWay
    private let patience: TimeAmount
    private var isWaiting = false
    private var timeout: Scheduled<Void>?

    init(admitted: EventLoopPromise<Caller>, underWay: UnderWay, patience: TimeAmount) {
        self.admitted = admitted
        self.underWay = underWay
        self.patience = patience
    }

    func channelActive(context: ChannelHandlerContext) {
        isWaiting = underWay.begin()
        guard isWaiting else { return context.close(promise: nil) }
        let channel = context.channel
        timeout = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            end()
            if let caller { admitted.succeed(caller) } else { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard isWaiting else { return context.fireErrorCaught(error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        // Harmless where it was admitted before.
        admitted.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    private func end() {
        timeout?.cancel()
        if isWaiting { underWay.end() }
        isWaiting = false
    }
}
