/// A form's parameters as they arrived: decoded, and nothing else.
public struct Submission: Sendable, Equatable {
    /// In the order of arrival.
    let pairs: [(name: String, value: String)]

    public static func == (a: Submission, b: Submission) -> Bool {
        a.pairs.elementsEqual(b.pairs) { $0 == $1 }
    }

    /// All values of a name.
    public func values(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    /// The value of a name that stands at most once.
    ///
    /// - Throws: ``Problem/malformed`` where it stands twice: which one was meant is anybody's
    ///   guess, and two readers guessing differently is how protections are passed by.
    public func value(_ name: String) throws(Problem) -> String? {
        let values = values(name)
        guard values.count < 2 else { throw .malformed }
        return values.first
    }

    /// Decodes `application/x-www-form-urlencoded` (WHATWG URL, section 5.1), strictly.
    ///
    /// - Throws: ``Problem/malformed`` for a bad escape, bytes that are not UTF-8, or more than
    ///   `maximumCount` parameters.
    public init(decoding bytes: [UInt8], maximumCount: Int = 400) throws(Problem) {
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < maximumCount else { throw .malformed }
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = try Submission.text(of: part[..<equals])
            let value = try Submission.text(of: part[equals...].dropFirst())
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    private static func text(of escaped: ArraySlice<UInt8>) throws(Problem) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(escaped.count)
        var rest = escaped
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { throw .malformed }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
