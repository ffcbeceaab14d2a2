import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import Web

@Suite("The log")
struct LogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private struct Recorder: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            lines.all.withLock { $0.append("\(event.message) \(all)") }
        }
    }

    @Test("a line has route and number, and nothing of what was asked")
    func nothingPersonal() async throws {
        let lines = Lines()
        let pages = try Sample.pages(.market)
        let router = Router.market(pages)
        router.get("/shops/:shop") { _, _ in pages.render(StallPage()) }
        router.get("/broken/:name") { _, _ -> Response in throw FakeError.lost("hanako") }
        router.refuseOtherMethods()
        let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        let headers: HTTPFields = [
            .cookie: "__Host-basket=hanako", .userAgent: "hanako", .referer: "http://a/hanako",
        ]
        try await Application(router: router, logger: logger).test(.router) { client in
            for path in ["/shops/hanako?q=hanako", "/broken/hanako", "/hanako"] {
                _ = try await client.execute(uri: path, method: .get, headers: headers)
            }
        }
        let text = lines.all.withLock { $0.joined(separator: "\n") }
        #expect(text.contains("/shops/:shop") || text.contains("/shops/{shop}"))
        #expect(text.contains("lost"))
        #expect(text.contains(#/[A-Z2-7]{4}-[A-Z2-7]{4}/#))
        #expect(!text.contains("hanako"))
    }

    private enum FakeError: Error {
        case lost(String)
    }
}
