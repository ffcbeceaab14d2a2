import Foundation
import NIOCore
import Synchronization

/// The files of a folder, as they are asked for.
///
/// A name that ends in sixteen hexadecimal digits, `pear-3-1f8a90c2d4e5b6a7.svg`, holds a digest of
/// the content: such a file never changes, so it is read and packed once, and browsers keep it for
/// ever. Any other is read each time, and browsers ask each time.
public final class ServedFiles: Sendable {
    private let folder: String
    private let kept = Mutex(BoundedStore<ServedBytes>(limitBytes: 16 << 20))

    public init(folder: String) { self.folder = folder }

    /// A file by its name, which the caller has made sure is a plain one; nil where there is none.
    public func file(_ name: String, type: String) -> ServedBytes? {
        if let served = kept.withLock({ $0[name] }) { return served }
        guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            return nil
        }
        let isNamed = ServedFiles.namesContent(name)
        let served = ServedBytes(
            ByteBuffer(bytes: content),
            type: type,
            lifetime: isNamed ? .forever : .asked
        )
        if isNamed { kept.withLock { _ = $0.put(served, at: name, cost: served.cost) } }
        return served
    }

    static func namesContent(_ name: String) -> Bool {
        name.contains(/-[0-9a-f]{16}\.[a-z]+$/)
    }
}
