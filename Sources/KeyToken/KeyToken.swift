import Basics
import Crypto
import Foundation
public import KeyFiles
import Synchronization

/// A token that wraps secrets, and opens again what it has wrapped.
public final class KeyToken: Sendable {
    private static let magic = Array("ichi-wrap-1 ".utf8)
    private static let nonceCount = 12
    static let ending = ".wrapped"

    private let address: TokenAddress
    private let session: Mutex<TokenSession?>

    /// Opens a session; where `isMaking`, the wrapping key is made where the token has none.
    ///
    /// - Throws: ``TokenFault``.
    public init(_ address: TokenAddress, isMaking: Bool = false) throws {
        self.address = address
        session = Mutex(try TokenSession(address, isMaking: isMaking))
    }

    /// Where wrapped secrets lie in a directory of keys.
    ///
    /// A plain key beside them is an error, not a reason to make another: see ``wrap(_:in:)``.
    public func store(in directory: String) -> KeyStore {
        KeyStore(
            read: { try self.read($0, $1, in: directory) },
            keep: { try self.keep($0, $1, in: directory) },
            destroy: {
                try KeyFile.destroy(directory: directory, file: $0 + KeyToken.ending)
            },
            names: { try KeyFile.names(in: directory, ending: KeyToken.ending) }
        )
    }

    /// Has the token wrap a plain key file: the plain one goes once the wrapped one was read back.
    ///
    /// Killed at any moment, the same again goes on.
    ///
    /// - Throws: ``TokenFault``, `KeyFileFault`.
    public func wrap(_ name: String, count: Int, in directory: String) throws {
        guard let plain = try KeyFile.read(directory: directory, name: name, count: count) else {
            return
        }
        if try wrapped(name, in: directory) == nil { try write(plain, name, in: directory) }
        guard try read(name, count, in: directory, besidePlain: true) == plain else {
            throw TokenFault.foreign(directory + "/" + name + KeyToken.ending)
        }
        try KeyFile.destroy(directory: directory, name: name)
    }

    private func keep(_ key: SymmetricKey, _ name: String, in directory: String) throws {
        try refusePlain(name, in: directory)
        try write(key, name, in: directory)
        let count = key.bitCount / 8
        guard try read(name, count, in: directory) == key else {
            throw TokenFault.foreign(directory + "/" + name + KeyToken.ending)
        }
    }

    private func write(_ key: SymmetricKey, _ name: String, in directory: String) throws {
        let nonce = (0..<KeyToken.nonceCount).map { _ in UInt8.random(in: 0...255) }
        var plain = key.withUnsafeBytes(Array.init)
        defer { for place in plain.indices { plain[place] = 0 } }
        let box = try opened { [plain] in
            try $0.encrypt(plain, nonce: nonce, bound: KeyToken.binding(name))
        }
        try KeyFile.keep(
            KeyToken.magic + nonce + box,
            directory: directory,
            file: name + KeyToken.ending
        )
    }

    private func read(
        _ name: String,
        _ count: Int,
        in directory: String,
        besidePlain: Bool = false
    ) throws -> SymmetricKey? {
        if !besidePlain { try refusePlain(name, in: directory) }
        guard let bytes = try wrapped(name, in: directory) else { return nil }
        let path = directory + "/" + name + KeyToken.ending
        let head = KeyToken.magic.count + KeyToken.nonceCount
        guard bytes.starts(with: KeyToken.magic), bytes.count > head else {
            throw TokenFault.foreign(path)
        }
        let nonce = Array(bytes[KeyToken.magic.count..<head])
        let box = Array(bytes[head...])
        var plain: [UInt8]
        do {
            plain = try opened {
                try $0.decrypt(box, nonce: nonce, bound: KeyToken.binding(name))
            }
        } catch TokenFault.refused("C_Decrypt", _) {
            throw TokenFault.foreign(path)
        }
        defer { for place in plain.indices { plain[place] = 0 } }
        guard plain.count == count else { throw TokenFault.foreign(path) }
        return SymmetricKey(data: plain)
    }

    private func wrapped(_ name: String, in directory: String) throws -> [UInt8]? {
        try KeyFile.read(directory: directory, file: name + KeyToken.ending)
    }

    private func refusePlain(_ name: String, in directory: String) throws {
        let path = directory + "/" + name + ".key"
        guard !FileManager.default.fileExists(atPath: path) else { throw TokenFault.plain(path) }
    }

    /// A session that was lost is opened again once.
    private func opened(_ body: (TokenSession) throws -> [UInt8]) throws -> [UInt8] {
        try session.withLock { session in
            if let open = session {
                do { return try body(open) } catch TokenFault.gone { session = nil }
            }
            let anew = try TokenSession(address, isMaking: false)
            session = anew
            return try body(anew)
        }
    }

    /// As when a token was pulled out: for tests.
    func loseSession() { session.withLock { $0?.close() } }

    private static func binding(_ name: String) -> [UInt8] { Array("ichi key v1 \(name)".utf8) }
}
