import Age
import Basics

/// What came out of a file, and why no more.
struct Opened: Equatable {
    var plain: [UInt8] = []
    var fault: AgeFault?

    /// `step` is how many bytes come at a time.
    init(_ bytes: [UInt8], with secrets: [ReceiverSecret], step: Int = .max) throws {
        var left = bytes[...]
        do {
            var opener = try AgeOpener(with: secrets) { most in
                defer { left = left.dropFirst(min(most, step)) }
                return Array(left.prefix(min(most, step)))
            }
            while let chunk = try opener.next() { plain += chunk.revealed }
        } catch let fault as AgeFault {
            self.fault = fault
        }
    }

    init(_ bytes: [UInt8], with secret: String = Vector.secret) throws {
        try self.init(bytes, with: [ReceiverSecret(Secret(secret))])
    }

    init(plain: [UInt8], fault: AgeFault?) {
        self.plain = plain
        self.fault = fault
    }
}

/// Seals as a program would, in pieces of some size.
func sealed(_ plain: [UInt8], to receivers: [ReceiverKey], step: Int = 50_000) throws -> [UInt8] {
    var file: [UInt8] = []
    var sealer = try AgeSealer(to: receivers) { file += $0 }
    for start in stride(from: 0, to: plain.count, by: step) {
        try sealer.write(Secret(Array(plain[start..<min(start + step, plain.count)])))
    }
    try sealer.finish()
    return file
}
