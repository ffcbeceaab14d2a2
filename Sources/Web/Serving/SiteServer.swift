public import HummingbirdCore
import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1 with limits for a shop: small headers, and no connection that idles for long.
    public static func site() -> HTTPServerBuilder {
        .http1(
            configuration: .init(
                idleTimeout: .seconds(60),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 8 * 1024,
                    maxHeaderListSize: 32 * 1024,
                    maxHeaderFieldCount: 100
                )
            )
        )
    }
}
