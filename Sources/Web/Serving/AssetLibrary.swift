import Crypto
public import Foundation
public import Hummingbird

/// Styles, modules and pictures of the frame, served under names that change with their content.
public struct AssetLibrary: Sendable {
    /// By the name in the address: `site.1f8a….css`.
    let assets: [String: ServedBytes]
    private let hashedNames: [String: String]

    /// Web's own assets, and those of other folders.
    public init(folders: [URL] = []) throws {
        let own = Bundle.module.bundleURL.appending(path: "Assets", directoryHint: .isDirectory)
        var assets: [String: ServedBytes] = [:]
        var hashedNames: [String: String] = [:]
        for folder in [own] + folders {
            for file in try FileManager.default.contentsOfDirectory(
                at: folder,
                includingPropertiesForKeys: nil
            ) {
                guard let type = AssetLibrary.types[file.pathExtension] else { continue }
                let bytes = try Data(contentsOf: file)
                let name = AssetLibrary.hashedName(of: file, bytes)
                hashedNames[file.lastPathComponent] = name
                assets[name] = ServedBytes(
                    ByteBuffer(bytes: bytes),
                    type: type,
                    lifetime: .forever
                )
            }
        }
        self.assets = assets
        self.hashedNames = hashedNames
    }

    /// The address of an asset by its file name: `site.css` is at `/assets/site.1f8a….css`.
    public func address(_ name: String) -> String { "/assets/" + (hashedNames[name] ?? name) }

    /// Whether there is an asset of this file name.
    public func has(_ name: String) -> Bool { hashedNames[name] != nil }

    /// Serves them; a name with an old hash is an unknown address.
    public func addRoutes(to router: Router<some SiteContext>) {
        router.get("/assets/:name") { request, context in
            guard let asset = assets[context.parameters.get("name") ?? ""] else {
                throw Problem.notFound
            }
            return asset.response(to: request)
        }
    }

    private static let types = [
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
        "png": "image/png",
        "woff2": "font/woff2",
    ]

    private static func hashedName(of file: URL, _ bytes: Data) -> String {
        let digest = SHA256.hash(data: bytes).prefix(6)
        let hex = digest.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let stem = file.deletingPathExtension().lastPathComponent
        return "\(stem).\(hex.joined()).\(file.pathExtension)"
    }
}
