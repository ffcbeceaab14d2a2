import Crypto
import HTTPTypes
public import Hummingbird
public import NIOCore
import Synchronization

/// Bytes that are sent often: with a strong tag, and packed once for each way that browsers take.
public final class ServedBytes: Sendable {
    /// How long a browser may show them without asking.
    public enum Lifetime: String, Sendable {
        /// It asks each time, and is mostly told that nothing has changed.
        case asked = "no-cache"
        /// Under a name that changes with the content.
        case forever = "public, max-age=31536000, immutable"
    }

    /// One of the forms that are sent.
    private struct Form: Sendable {
        let fields: HTTPFields
        let bytes: ByteBuffer
    }

    private let plain: Form
    private let tag: String
    private let isPackable: Bool
    let lifetime: Lifetime
    private let packed = Mutex<[Packing: Form]>([:])
    private let pack: @Sendable (Packing, ByteBuffer) -> ByteBuffer?

    /// - Parameters:
    ///   - bytes: The content.
    ///   - type: Its media type.
    ///   - lifetime: How long it may be shown without asking.
    public convenience init(_ bytes: ByteBuffer, type: String, lifetime: Lifetime) {
        self.init(bytes, type: type, lifetime: lifetime) { $0.pack($1) }
    }

    init(
        _ bytes: ByteBuffer,
        type: String,
        lifetime: Lifetime,
        pack: @escaping @Sendable (Packing, ByteBuffer) -> ByteBuffer?
    ) {
        self.pack = pack
        let digest = SHA256.hash(data: Array(bytes.readableBytesView)).prefix(12)
        self.lifetime = lifetime
        tag = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        isPackable = bytes.readableBytes >= 256 && ServedBytes.isText(type)
        var fields: HTTPFields = [
            .contentType: type, .cacheControl: lifetime.rawValue, .eTag: "\"\(tag)\"",
            .contentLength: String(bytes.readableBytes),
        ]
        if isPackable { fields[.vary] = "Accept-Encoding" }
        plain = Form(fields: fields, bytes: bytes)
    }

    /// As they are, unpacked.
    var content: ByteBuffer { plain.bytes }

    /// What they are reckoned to take of memory, packed forms and all.
    var cost: Int { plain.bytes.readableBytes * (isPackable ? 3 : 2) / 2 + 2048 }

    /// What a request gets: the bytes, or 304 for a browser that has them.
    public func response(to request: Request) -> Response {
        let packing = isPackable ? Packing(acceptedBy: request.headers[.acceptEncoding]) : nil
        let form = packing.flatMap(form) ?? plain
        guard !ServedBytes.holds(request.headers[.ifNoneMatch], form.fields[.eTag]) else {
            return ServedBytes.unchanged(form.fields)
        }
        return Response(
            status: .ok,
            headers: form.fields,
            body: ResponseBody(byteBuffer: form.bytes)
        )
    }

    private func form(_ packing: Packing) -> Form? {
        packed.withLock { forms in
            if let form = forms[packing] { return form }
            guard let bytes = pack(packing, plain.bytes) else { return nil }
            var fields = plain.fields
            fields[.contentEncoding] = packing.rawValue
            // Another form is another tag: it stands for these bytes and no others.
            fields[.eTag] = "\"\(tag)-\(packing.rawValue)\""
            fields[.contentLength] = String(bytes.readableBytes)
            forms[packing] = Form(fields: fields, bytes: bytes)
            return forms[packing]
        }
    }

    /// RFC 9110 §15.4.5: what a 304 repeats; a length would be that of nothing.
    private static func unchanged(_ fields: HTTPFields) -> Response {
        var response = Response(status: .notModified, headers: fields)
        for name in [HTTPField.Name.contentType, .contentLength, .contentEncoding] {
            response.headers[name] = nil
        }
        return response
    }

    /// RFC 9110 §13.1.2: whether one of the tags that a browser names is this one.
    static func holds(_ header: String?, _ tag: String?) -> Bool {
        guard let header, let tag else { return false }
        if header == tag || header == "*" { return true }
        return header.split(separator: ",").contains { entry in
            let name = entry.drop { $0 == " " }
            let strong = name.hasPrefix("W/") ? name.dropFirst(2) : name
            return strong.prefix { $0 != " " } == tag
        }
    }

    private static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasPrefix("image/svg")
    }
}
