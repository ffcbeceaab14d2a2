import Dispatch
import Glibc

/// SIGTERM and SIGINT as calls.
public final class Signals {
    private let sources: [any DispatchSourceSignal]

    public init(_ body: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler(handler: body)
            source.resume()
            return source
        }
    }

    public func cancel() { sources.forEach { $0.cancel() } }
}
