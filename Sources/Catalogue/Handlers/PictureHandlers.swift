import HTTPTypes
public import Hummingbird
public import Web

/// Serves the pictures of goods, features and shops from one folder.
public struct PictureHandlers: Sendable {
    private let files: ServedFiles

    /// - Parameter folder: The path of the folder that the pictures lie in.
    public init(folder: String) { files = ServedFiles(folder: folder) }

    public func addRoutes(to router: Router<some SiteContext>) {
        router.get("\(SitePath.pictures):file") { request, context in
            try picture(context.parameters.get("file") ?? "", request)
        }
    }

    private func picture(_ name: String, _ request: Request) throws -> Response {
        guard let type = PictureHandlers.type(of: name), let file = files.file(name, type: type)
        else { throw Problem.notFound }
        var response = file.response(to: request)
        // An SVG opened by itself is a document: it may draw, and do nothing else.
        if let policy = HTTPField.Name("Content-Security-Policy") {
            response.headers[policy] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        }
        return response
    }

    /// Nil for every name that is not lower-case letters, digits and hyphens with a known ending.
    static func type(of file: String) -> String? {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 80,
            !parts[0].isEmpty,
            parts[0].utf8.allSatisfy({ byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            })
        else { return nil }
        return types[String(parts[1])]
    }

    private static let types = [
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp",
        "avif": "image/avif",
    ]
}
