import NIOCore

/// One message on a channel between two processes.
///
/// On the wire: length (4 bytes, big-endian, of what follows), kind (1), number (8), the name's
/// length (1), the name, and the payload: what is packed, or a refusal's word.
struct Frame: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        case ask = 1
        case answer = 2
        case refusal = 3
    }

    /// The longest payload, in bytes.
    static let longestPayload = 1 << 20
    static let longestName = 64
    /// Questions of one channel that are being answered: correct callers stay far below, and beyond it
    /// the answering side's memory is what would fill.
    static let mostInFlight = 1024
    private static let head = 10

    var kind: Kind
    /// Chosen by the asker; the answer bears the same.
    var number: UInt64
    /// The message's name; empty in answers.
    var name: String
    var payload: [UInt8]

    init(_ kind: Kind, number: UInt64, name: String = "", payload: [UInt8]) {
        self.kind = kind
        self.number = number
        self.name = name
        self.payload = payload
    }

    /// Nil unless the body is a frame's.
    init?(body: ByteBuffer) {
        var body = body
        guard let kindByte = body.readInteger(as: UInt8.self), let kind = Kind(rawValue: kindByte),
            let number = body.readInteger(as: UInt64.self),
            let length = body.readInteger(as: UInt8.self), length <= Frame.longestName,
            let name = try? body.readUTF8ValidatedString(length: Int(length))
        else { return nil }
        // Copied out, so that what the channel reads into stays its own and is used again.
        self.init(kind, number: number, name: name, payload: Array(body.readableBytesView))
    }

    func write(to buffer: inout ByteBuffer) {
        buffer.writeInteger(UInt32(Frame.head + name.utf8.count + payload.count))
        buffer.writeInteger(kind.rawValue)
        buffer.writeInteger(number)
        buffer.writeInteger(UInt8(name.utf8.count))
        buffer.writeString(name)
        buffer.writeBytes(payload)
    }

    static let longestBody = head + longestName + longestPayload
}

/// Bytes on a channel that correct software cannot have sent.
enum FrameError: Error {
    case tooLong
    case malformed
}

// NIOExtras' decoder knows no cap: four bytes could make us wait for two gigabytes.
struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = Frame

    mutating func decode(buffer: inout ByteBuffer) throws -> Frame? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else {
            return nil
        }
        guard length <= Frame.longestBody else { throw FrameError.tooLong }
        guard buffer.readableBytes >= 4 + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        guard let body = buffer.readSlice(length: Int(length)), let frame = Frame(body: body) else {
            throw FrameError.malformed
        }
        return frame
    }

    // Half a frame at the end is a process that died while it wrote: no forgery.
    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Frame? {
        try decode(buffer: &buffer)
    }
}

struct FrameEncoder: MessageToByteEncoder {
    typealias OutboundIn = Frame

    func encode(data: Frame, out: inout ByteBuffer) throws { data.write(to: &out) }
}

extension Channel {
    /// Speak in frames, to a handler made on the channel's event loop.
    func speakFrames(
        to handler: @escaping @Sendable () -> some ChannelHandler
    ) -> EventLoopFuture<Void> {
        eventLoop.makeCompletedFuture {
            let pipeline = pipeline.syncOperations
            try pipeline.addHandler(ByteToMessageHandler(FrameDecoder()))
            try pipeline.addHandler(MessageToByteHandler(FrameEncoder()))
            try pipeline.addHandler(handler())
        }
    }
}
