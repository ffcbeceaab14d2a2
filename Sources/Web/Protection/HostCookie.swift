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
                guard pair.starts(with: "\(name)=".utf8) else { continue }
                let value = pair.dropFirst(name.utf8.count + 1)
                if HostCookie.isPlain(value) { return String(Substring(value)) }
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

    private static func isPlain(_ value: some Collection<UInt8>) -> Bool {
        (1...3500).contains(value.count)
            && value.allSatisfy {
                Character(UnicodeScalar($0)).isLetterOrDigit || marks.contains($0)
            }
    }

    private static let marks = Array("-_.~".utf8)
}
