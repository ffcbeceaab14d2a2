import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What is to be put right before a key is touched, for the page's module to show beside the button.
func told(_ words: String) throws -> Response {
    let body = try JSONEncoder().encode(["words": words])
    return Response(
        status: .unprocessableContent,
        headers: [.contentType: "application/json", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    )
}
