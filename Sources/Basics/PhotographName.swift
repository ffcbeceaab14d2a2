/// A photograph in its sizes, by the name that a row keeps: `photo-1280x853-1f8a90c2d4e5b6a7.jpg`.
///
/// The name tells everything a page needs: how wide and high the largest is, and a digest of all
/// sizes' bytes, so that none of them ever changes under its name.
public struct PhotographName: Sendable, Hashable {
    /// A format of pictures, the smallest files first.
    public enum Format: String, Sendable, CaseIterable {
        case avif, webp
        /// For browsers that know neither.
        case jpeg = "jpg"
    }

    /// Of the largest, in pixels; no photograph is made wider than ``widest``.
    public let width: Int
    public let height: Int
    /// Sixteen hexadecimal digits.
    public let digest: String

    /// No page shows a photograph wider, also on fine screens.
    public static let widest = 1280
    private static let steps = [320, 640, 960]

    public init(width: Int, height: Int, digest: String) {
        self.width = width
        self.height = height
        self.digest = digest
    }

    /// Nil for the name of anything else, such as a drawing's.
    public init?(_ file: String) {
        guard file.hasPrefix("photo-") else { return nil }
        let parts = file.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix(".jpg") else { return nil }
        let sides = parts[0].split(separator: "x", omittingEmptySubsequences: false)
        guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) else {
            return nil
        }
        self.init(width: width, height: height, digest: String(parts[1].dropLast(4)))
        guard width > 0, height > 0, digest.utf8.count == 16, self.file == file else { return nil }
    }

    /// What a row keeps: the file of the largest, as every browser reads it.
    public var file: String { file(width, .jpeg) }

    /// The file of one size in one format.
    public func file(_ width: Int, _ format: Format) -> String {
        let size = width == self.width ? "" : "-\(width)"
        return "photo-\(self.width)x\(height)\(size)-\(digest).\(format.rawValue)"
    }

    /// The widths it is made in, the smallest first: never wider than it was brought.
    public var widths: [Int] { PhotographName.widths(upTo: width) }

    /// The widths for one that is so wide at most.
    public static func widths(upTo width: Int) -> [Int] { steps.filter { $0 < width } + [width] }

    /// The names of all its files.
    public var files: [String] {
        Format.allCases.flatMap { format in widths.map { file($0, format) } }
    }
}
