import Basics
import Foundation
public import Hummingbird
public import Web

/// What a postcode covers, for the small module that fills the address while it is typed.
public struct PostcodeHandlers: Sendable {
    private let postcodes: PostcodeFile

    public init(_ postcodes: PostcodeFile) { self.postcodes = postcodes }

    /// `GET /postcodes/6800011`: `{"prefecture":"鳥取県","city":"鳥取市","town":"東町"}`, without the
    /// parts in which a code's areas differ; 404 for a code that does not exist.
    public func show(_ request: Request, context: some SiteContext) async throws -> Response {
        guard let code = context.parameters.get("code").flatMap({ PostalCode($0) }),
            let common = postcodes.common(of: code)
        else { throw Problem.notFound }
        let place = Place(
            prefecture: common.prefecture?.name,
            city: common.city,
            town: common.neighbourhood
        )
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(place)))
        )
    }
}

private struct Place: Encodable {
    let prefecture: String?
    let city: String?
    let town: String?
}

extension Router where Context: SiteContext {
    /// Adds `GET /postcodes/:code`.
    public func addPostcodes(_ postcodes: PostcodeFile) {
        get("/postcodes/:code", use: PostcodeHandlers(postcodes).show)
    }
}
