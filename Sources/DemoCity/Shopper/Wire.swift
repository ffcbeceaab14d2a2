import NIOCore
import NIOPosix

/// One request, one answer, on a connection of its own to this machine.
///
/// Names such as `market.localhost` are known to browsers only, so the address is always 127.0.0.1.
enum Wire {
    static func exchange(_ request: String, port: Int) async throws -> WebAnswer {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(.seconds(2))
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        let bytes = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer: [UInt8] = []
            for try await part in inbound { answer += part.readableBytesView }
            return answer
        }
        return try WebAnswer(bytes)
    }
}

/// What a server answered before it closed the connection.
struct WebAnswer: Sendable {
    var status: Int
    var location: String?
    /// Cookies that were set, by name; empty where they were taken away.
    var cookies: [String: String] = [:]
    var body: String

    /// Why bytes are no answer of ours.
    struct Unreadable: Error {}

    /// - Parameter bytes: Of HTTP/1.1, the body up to the end.
    /// - Throws: ``Unreadable`` where they are anything else.
    init(_ bytes: [UInt8]) throws(Unreadable) {
        guard let split = WebAnswer.endOfHead(bytes) else { throw Unreadable() }
        let head = String(decoding: bytes[..<split], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw Unreadable()
        }
        self.status = status
        body = String(decoding: bytes[(split + 4)...], as: UTF8.self)
        for line in lines.dropFirst() { try take(line) }
    }

    private mutating func take(_ line: Substring) throws(Unreadable) {
        guard let colon = line.firstIndex(of: ":") else { throw Unreadable() }
        let value = String(line[line.index(after: colon)...].drop { $0 == " " })
        switch line[..<colon].lowercased() {
        case "location": location = value
        case "set-cookie":
            let pair = value.prefix { $0 != ";" }.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
        // Our pages tell their length; pieces would have to be put together.
        case "transfer-encoding": throw Unreadable()
        default: break
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard bytes.count >= end.count else { return nil }
        return (0...(bytes.count - end.count)).first {
            bytes[$0..<($0 + end.count)].elementsEqual(end)
        }
    }
}
