/// Calls whoever carries: once, however often it was rung while they were away.
public struct Bell: Sendable {
    /// For one listener.
    let strokes: AsyncStream<Void>
    private let rope: AsyncStream<Void>.Continuation

    public init() {
        (strokes, rope) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    public func ring() { rope.yield() }
}
