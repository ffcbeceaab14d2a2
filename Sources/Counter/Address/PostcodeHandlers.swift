import Basics
import Foundation
public import Hummingbird
public import Web

/// What a postcode covers, for the small module that fills the address while it is typed.
public struct PostcodeHandlers: Sendable {
    private let postcodes: PostcodeFile

    public init(_ postcodes: PostcodeFile) { self.postcodes = postcodes }

    /// `GET /postcodes/6800011`: `[{"prefecture":"鳥取県","city":"鳥取市","neighbourhood":"東町"}]`;
    /// 404 for what is no postcode, an empty list for one that does not exist.
    public func show(_ request: Request, context: some SiteContext) async throws -> Response {
        guard let code = context.parameters.get("code").flatMap({ PostalCode($0) }) else {
            throw Problem.notFound
        }
        let areas = postcodes.areas(of: code).map {
            ["prefecture": $0.prefecture.name, "city": $0.city, "neighbourhood": $0.neighbourhood]
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(areas)))
        )
    }
}

extension Router where Context: SiteContext {
    /// Adds `GET /postcodes/:code`.
    public func addPostcodes(_ postcodes: PostcodeFile) {
        get("/postcodes/:code", use: PostcodeHandlers(postcodes).show)
    }
}
