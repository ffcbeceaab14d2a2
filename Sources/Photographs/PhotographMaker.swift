public import Basics
public import Foundation

/// Makes of one photograph, as a shop brings it, the files that pages show.
///
/// What strangers made is read by libvips in a child that may do nothing else: once, into an upright
/// picture of ours without any of its metadata. Every size is made of that.
public struct PhotographMaker: Sendable {
    private let tools: String

    /// - Parameter tools: Where Debian's package `libvips-tools` has put its programs.
    public init(tools: String = "/usr/bin") { self.tools = tools }

    /// Writes all sizes into a folder, under their long-lived names.
    ///
    /// It takes seconds, and holds its thread.
    ///
    /// - Parameters:
    ///   - bytes: What was brought.
    ///   - folder: An absolute path; empty, and nobody else's.
    /// - Returns: The name; its ``PhotographName/files`` are in the folder.
    /// - Throws: ``PhotographFault``.
    public func make(
        of bytes: Data,
        in folder: URL
    ) throws(PhotographFault) -> PhotographName {
        try PhotographMaker.check(bytes)
        let bench = Bench(folder: folder, tools: tools)
        try bench.lay(bytes, "source")
        let (width, height) = try bench.size(of: "source")
        try PhotographMaker.check(width, height)
        let upright = try bench.upright()
        return try bench.sizes(of: upright)
    }

    private static func check(_ bytes: Data) throws(PhotographFault) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= PhotographBounds.bytes else { throw .tooManyBytes }
        guard PhotographKind(firstBytes: bytes.prefix(12)) == nil else { return }
        let start = String(decoding: bytes.prefix(1000), as: UTF8.self)
        throw start.contains("<svg") || start.hasPrefix("<?xml") ? .drawing : .unknownKind
    }

    static func check(_ width: Int, _ height: Int) throws(PhotographFault) {
        guard width * height <= PhotographBounds.pixels else {
            throw .tooManyPixels(width: width, height: height)
        }
        let (short, long) = (min(width, height), max(width, height))
        guard short >= PhotographBounds.shortest else {
            throw .tooSmall(width: width, height: height)
        }
        guard long <= short * PhotographBounds.slimmest else {
            throw .tooLong(width: width, height: height)
        }
    }
}
