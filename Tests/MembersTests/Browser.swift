import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import VaultAPI
import Web

/// A browser: keeps cookies, sends the forms of pages.
actor Browser {
    private let client: any TestClientProtocol
    private var cookies: [String: String] = ["__Host-visit": "visit"]

    init(_ client: any TestClientProtocol) { self.client = client }

    /// A page as a person sees it.
    struct Seen: Sendable {
        let status: HTTPResponse.Status
        let html: String
        let location: String?
        let headers: HTTPFields
    }

    func hold(_ name: String, _ token: Token) { cookies["__Host-\(name)"] = token.secret.revealed }

    func holds(_ name: String) -> Bool { cookies["__Host-\(name)"]?.isEmpty == false }

    func get(_ address: String) async throws -> Seen {
        try await send(.get, address, body: nil)
    }

    /// Sends a form with the token of this visit.
    func post(_ address: String, _ fields: [String: String] = [:]) async throws -> Seen {
        let all = fields.merging(["_token": CrossSiteToken.derive(from: "visit")]) { a, _ in a }
        let body = all.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
        return try await send(.post, address, body: body)
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ address: String,
        body: String?
    ) async throws -> Seen {
        var headers: HTTPFields = [
            .cookie: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
            .origin: SiteConfiguration.sample.counter.text,
        ]
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let response = try await client.execute(
            uri: address,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(string: $0) }
        )
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            cookies[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
        }
        return Seen(
            status: response.status,
            html: String(buffer: response.body),
            location: response.headers[.location],
            headers: response.headers
        )
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
