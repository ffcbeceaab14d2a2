import ArgumentParser
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// `ichi-bench constant`: what the HTTP library alone reaches.
struct ConstantAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constant",
        abstract: "Serve the same bytes at every address, with no more than the HTTP library.",
        discussion: """
            EXAMPLES
              ichi-bench constant --port 8090 --bytes 4096
            """
    )

    @Option(name: .long) var port: Int
    @Option(name: .long) var bytes = 4096

    func run() async throws {
        let body = ByteBuffer(repeating: UInt8(ascii: "x"), count: bytes)
        let router = Router()
        router.get("/**") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain"],
                body: ResponseBody(byteBuffer: body)
            )
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: Logger(label: "constant") { _ in SwiftLogNoOpLogHandler() }
        )
        try await application.runService()
    }
}
