import HTTPTypes
public import Hummingbird

/// A cookie that only this host gets (RFC 6265bis, `__Host-`): secure, for every path, unseen by
/// scripts, and not sent with posts from other sites.
public struct HostCookie: Sendable {
    /// With the prefix: `__Host-visit`.
    public let name: String

    /// A cookie by its name without the prefix.
    public init(_ name: String) { self.name = "__Host-" + name }

    /// The value a browser sent; nil where there is none, or only garbage.
    ///
    /// Of several the first that could be ours counts: a browser sends one, so the rest were put
    /// there by somebody's add-on or proxy.
    public func value(in request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                guard pair.starts(with: name.utf8) else { continue }
                let value = pair.dropFirst(name.utf8.count)
                guard value.first == UInt8(ascii: "=") else { continue }
                if HostCookie.isPlain(value.dropFirst()) {
                    return String(Substring(value.dropFirst()))
                }
            }
        }
        return nil
    }

    /// Gives a value to the browser, until it is closed or for some time.
    ///
    /// - Parameters:
    ///   - value: Letters, digits, `-`, `_`, `.` and `~`, up to 3,500 of them.
    ///   - seconds: How long the browser keeps it; nil until it is closed.
    ///   - response: What carries it.
    public func set(_ value: String, for seconds: Int? = nil, on response: inout Response) {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        response.headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value)\(age); Path=/; Secure; HttpOnly; SameSite=Lax"
            )
        )
    }

    /// Takes it from the browser.
    public func clear(on response: inout Response) { set("", for: 0, on: &response) }

    private static func isPlain(_ value: Substring.UTF8View) -> Bool {
        (1...3500).contains(value.count) && value.allSatisfy(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
