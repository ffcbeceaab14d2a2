import HTTPTypes
public import Hummingbird
import NIOCore

extension Request {
    /// The form in the body, read at most once and at most this large.
    ///
    /// - Throws: ``Problem`` 415 for another content type, 413 above `maximumBytes`, 400 for what
    ///   is no form, 408 where the body comes too slowly.
    public func submission(
        in context: some SiteContext,
        maximumBytes: Int = 65_536
    ) async throws -> Submission {
        if let known = context.submission { return known }
        guard isForm else { throw Problem.unsupportedMedia }
        if let length = headers[.contentLength].flatMap(Int.init), length > maximumBytes {
            throw Problem.tooLarge
        }
        let bytes = try await body.collect(upTo: maximumBytes, within: .seconds(15))
        return try Submission(decoding: Array(bytes.readableBytesView))
    }

    /// The parameters of the address.
    ///
    /// - Throws: ``Problem/malformed`` as for a form.
    public func query() throws(Problem) -> Submission {
        try Submission(decoding: Array((uri.query ?? "").utf8), maximumCount: 40)
    }

    private var isForm: Bool {
        let type = headers[.contentType] ?? ""
        // As every browser says it.
        if type == "application/x-www-form-urlencoded" { return true }
        let parts = type.lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        guard parts.first == "application/x-www-form-urlencoded" else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0.hasSuffix("utf-8") }
    }
}

extension RequestBody {
    /// The whole body; a client that dribbles it does not hold a connection for ever.
    ///
    /// One that falls silent loses its connection as any that idles (``HTTPServerBuilder/site()``):
    /// a clock of its own for every form would cost more than reading it.
    ///
    /// - Throws: ``Problem/tooLarge``, and ``Problem/tooSlow`` at the first piece after its time.
    func collect(upTo maximumBytes: Int, within time: Duration) async throws -> ByteBuffer {
        let deadline = ContinuousClock.now + time
        var whole = ByteBuffer()
        for try await piece in self {
            guard whole.readableBytes + piece.readableBytes <= maximumBytes else {
                throw Problem.tooLarge
            }
            guard ContinuousClock.now < deadline else { throw Problem.tooSlow }
            whole.writeImmutableBuffer(piece)
        }
        return whole
    }
}
