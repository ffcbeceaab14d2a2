public import Crypto
private import Foundation

/// Where one keeper's secrets lie, each by a name: in files as they are, or in files that only a
/// token opens.
public struct KeyStore: Sendable {
    /// The secret of a name, so many bytes long; nil where there is none.
    public var read: @Sendable (_ name: String, _ count: Int) throws -> SymmetricKey?
    /// Keeps a secret under a name that is not there yet; durable on return.
    public var keep: @Sendable (_ key: SymmetricKey, _ name: String) throws -> Void
    /// Overwrites and removes a secret; no harm where there is none.
    public var destroy: @Sendable (_ name: String) throws -> Void
    /// The names that there are.
    public var names: @Sendable () throws -> [String]

    public init(
        read: @escaping @Sendable (String, Int) throws -> SymmetricKey?,
        keep: @escaping @Sendable (SymmetricKey, String) throws -> Void,
        destroy: @escaping @Sendable (String) throws -> Void,
        names: @escaping @Sendable () throws -> [String]
    ) {
        self.read = read
        self.keep = keep
        self.destroy = destroy
        self.names = names
    }

    /// Plain key files of one directory: who reads them has the secrets.
    public static func files(in directory: String) -> KeyStore {
        KeyStore(
            read: { name, count in
                if let key = try KeyFile.read(directory: directory, name: name, count: count) {
                    return key
                }
                // Another key in its place would open nothing, and hide that.
                let wrapped = name + ".wrapped"
                guard try KeyFile.read(directory: directory, file: wrapped) == nil else {
                    throw KeyFileFault.wrapped(directory + "/" + wrapped)
                }
                return nil
            },
            keep: { try KeyFile.keep($0, directory: directory, name: $1) },
            destroy: { try KeyFile.destroy(directory: directory, name: $0) },
            names: { try KeyFile.names(in: directory) }
        )
    }

    /// The secret of a name; made of random bytes, durably, where there is none.
    ///
    /// - Throws: ``KeyFileFault``, and what a token throws.
    public func readOrMake(_ name: String, count: Int) throws -> SymmetricKey {
        if let key = try read(name, count) { return key }
        let key = SymmetricKey(size: SymmetricKeySize(bitCount: count * 8))
        try keep(key, name)
        return key
    }
}
