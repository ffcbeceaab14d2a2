import NIOCore

/// The end of a channel at which questions are answered.
final class Answering<Language: WireLanguage>: ChannelInboundHandler {
    typealias InboundIn = Frame
    typealias OutboundOut = Frame

    private let caller: Language.Caller
    private let door: WireDoor<Language>
    private let seats: Seats<Language.Caller>
    private var executor: LoopExecutor?
    private var isSeated = false
    private var inFlight = 0

    init(caller: Language.Caller, door: WireDoor<Language>, seats: Seats<Language.Caller>) {
        self.caller = caller
        self.door = door
        self.seats = seats
    }

    func handlerAdded(context: ChannelHandlerContext) {
        executor = LoopExecutor(context.eventLoop)
        // Where a handshake came first, the channel has been active before.
        if context.channel.isActive { takeSeat(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        takeSeat(context)
        if isSeated { context.fireChannelActive() }
    }

    private func takeSeat(_ context: ChannelHandlerContext) {
        isSeated = seats.take(caller)
        if !isSeated { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isSeated { seats.leave(caller) }
        isSeated = false
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard frame.kind == .ask else { return forged(context) }
        guard inFlight < Frame.mostInFlight else {
            return reply(.failure(.tooMany), to: frame.number, context)
        }
        inFlight += 1
        let myself = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        Task(executorPreference: executor) { [caller, door] in
            let answer = await door.answer(caller, frame.name, frame.payload)
            let (handler, context) = myself.value
            handler.inFlight -= 1
            handler.reply(answer, to: frame.number, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is FrameError { return forged(context) }
        context.close(promise: nil)
    }

    private func forged(_ context: ChannelHandlerContext) {
        context.close(promise: nil)
        Task { [caller, door] in await door.forged(caller) }
    }

    private func reply(
        _ answer: Result<[UInt8], Language.Refusal>,
        to number: UInt64,
        _ context: ChannelHandlerContext
    ) {
        let frame =
            switch answer {
            case .success(let bytes) where bytes.count <= Frame.longestPayload:
                Frame(.answer, number: number, payload: bytes)
            case .success: refusal(.unavailable, number)
            case .failure(let word): refusal(word, number)
            }
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private func refusal(_ word: Language.Refusal, _ number: UInt64) -> Frame {
        Frame(.refusal, number: number, payload: Array(word.rawValue.utf8))
    }
}
