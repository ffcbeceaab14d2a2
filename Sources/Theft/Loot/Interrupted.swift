import Dispatch
import Glibc

/// Who ends the drill in the middle leaves no copies behind either.
enum Interrupted {
    static func leaving<Value>(
        _ hideout: Hideout,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                hideout.leave()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await body()
    }
}
