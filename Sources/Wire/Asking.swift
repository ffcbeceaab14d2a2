import NIOCore

/// A question on its way from a client to its channel.
struct Question: Sendable {
    var name: String
    var payload: [UInt8]
    var deadline: NIODeadline
    var answer: EventLoopPromise<[UInt8]>
}

/// A question that no channel took: it may be asked again elsewhere.
struct NeverTaken: Error {}

/// A question whose answer did not come: its time is over, or its channel ended.
struct NeverAnswered: Error {}

/// A question that was refused, by the word for it.
struct Refused: Error {
    var word: String
}

/// The client's end of a channel: numbers questions, and gives each its answer.
final class Asking: ChannelDuplexHandler {
    typealias InboundIn = Frame
    typealias OutboundIn = Question
    typealias OutboundOut = Frame

    private struct Waiting {
        var answer: EventLoopPromise<[UInt8]>
        var timeout: Scheduled<Void>
    }

    private var waiting: [UInt64: Waiting] = [:]
    private var lastNumber: UInt64 = 0

    // The write's promise tells whether the question was taken, the question's own what came of it.
    func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        let question = unwrapOutboundIn(data)
        lastNumber += 1
        let number = lastNumber
        let myself = NIOLoopBound(self, eventLoop: context.eventLoop)
        let timeout = context.eventLoop.scheduleTask(deadline: question.deadline) {
            myself.value.settle(number) { $0.fail(NeverAnswered()) }
        }
        waiting[number] = Waiting(answer: question.answer, timeout: timeout)
        let frame = Frame(.ask, number: number, name: question.name, payload: question.payload)
        context.write(wrapOutboundOut(frame), promise: nil)
        promise?.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        settle(frame.number) { answer in
            switch frame.kind {
            case .answer: answer.succeed(frame.payload)
            case .refusal, .ask:
                answer.fail(Refused(word: String(decoding: frame.payload, as: UTF8.self)))
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        for number in waiting.keys { settle(number) { $0.fail(NeverAnswered()) } }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func settle(_ number: UInt64, _ end: (EventLoopPromise<[UInt8]>) -> Void) {
        guard let waiting = waiting.removeValue(forKey: number) else { return }
        waiting.timeout.cancel()
        end(waiting.answer)
    }
}
