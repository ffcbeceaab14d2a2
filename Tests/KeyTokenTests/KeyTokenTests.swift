import Crypto
import Foundation
import KeyFiles
import Testing

@testable import KeyToken

/// SoftHSM's settings are a process's own, so these run one after the other, on one folder of tokens.
@Suite("Keys that a token wraps", .serialized, .enabled(if: SoftToken.isHere))
struct KeyTokenTests {
    @Test("a secret that was kept comes back through the token alone")
    func thereAndBack() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        let keys = soft.folder + "/keys"
        let token = try KeyToken(soft.address(), isMaking: true)
        let secret = try token.store(in: keys).readOrMake("epoch-1", count: 32)
        #expect(try token.store(in: keys).names() == ["epoch-1"])
        #expect(try KeyFile.names(in: keys).isEmpty)
        let again = try KeyToken(soft.address())
        #expect(try again.store(in: keys).read("epoch-1", 32) == secret)
        let bytes = try #require(try KeyFile.read(directory: keys, file: "epoch-1.wrapped"))
        secret.withUnsafeBytes { plain in
            #expect(Data(bytes).range(of: Data(plain)) == nil)
        }
        try again.store(in: keys).destroy("epoch-1")
        #expect(try again.store(in: keys).read("epoch-1", 32) == nil)
    }

    @Test("plain files become wrapped ones, and a kill at any step loses nothing")
    func wrapping() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        let keys = soft.folder + "/keys"
        let secrets = try ["tag", "token"].map {
            try KeyFile.readOrMake(directory: keys, name: $0, count: 32)
        }
        let token = try KeyToken(soft.address(), isMaking: true)
        // Until all of it is done nothing is made anew beside the plain one.
        #expect(throws: TokenFault.plain(keys + "/tag.key")) {
            try token.store(in: keys).readOrMake("tag", count: 32)
        }
        let before = try Data(contentsOf: URL(filePath: keys + "/tag.key"))
        try token.wrap("tag", count: 32, in: keys)
        // As after a kill between the wrapped file and the plain one's end.
        try before.write(to: URL(filePath: keys + "/tag.key"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: keys + "/tag.key"
        )
        for name in ["tag", "token", "none"] { try token.wrap(name, count: 32, in: keys) }
        #expect(try KeyFile.names(in: keys).isEmpty)
        for (name, secret) in zip(["tag", "token"], secrets) {
            #expect(try token.store(in: keys).read(name, 32) == secret)
        }
        // Without the token nobody takes another key in its place.
        #expect(throws: KeyFileFault.wrapped(keys + "/tag.wrapped")) {
            try KeyStore.files(in: keys).readOrMake("tag", count: 32)
        }
    }

    @Test("a wrapped file under another name, altered, cut off or of another token opens nothing")
    func foreign() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        let keys = soft.folder + "/keys"
        let token = try KeyToken(soft.address(), isMaking: true)
        let store = token.store(in: keys)
        _ = try store.readOrMake("tag", count: 32)
        let file = URL(filePath: keys + "/tag.wrapped")
        let whole = try Data(contentsOf: file)
        try FileManager.default.copyItem(atPath: file.path, toPath: keys + "/link.wrapped")
        #expect(throws: TokenFault.foreign(keys + "/link.wrapped")) { try store.read("link", 32) }
        for place in [0, 13, 30, whole.count - 1] {
            var bytes = whole
            bytes[place] ^= 1
            try bytes.write(to: file)
            #expect(throws: TokenFault.foreign(file.path)) { try store.read("tag", 32) }
        }
        for count in [0, 5, 24, whole.count - 1] {
            try whole.prefix(count).write(to: file)
            #expect(throws: TokenFault.foreign(file.path)) { try store.read("tag", 32) }
        }
        try whole.write(to: file)
        let other = try KeyToken(soft.address(key: "another"), isMaking: true)
        #expect(throws: TokenFault.foreign(file.path)) { try other.store(in: keys).read("tag", 32) }
        #expect(try store.read("tag", 32) != nil)
    }

    @Test("a wrong PIN is tried once, and said")
    func wrongPIN() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        _ = try KeyToken(soft.address(), isMaking: true)
        try soft.write(pin: "0000")
        #expect(throws: TokenFault.wrongPIN) { try KeyToken(soft.address()) }
        try soft.write(pin: "")
        #expect(throws: TokenFault.noPIN(soft.pin)) { try KeyToken(soft.address()) }
        try soft.write(pin: "1234", mode: 0o644)
        #expect(throws: TokenFault.noPIN(soft.pin)) { try KeyToken(soft.address()) }
    }

    @Test("a missing module, token or key is said in words")
    func missing() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        #expect(throws: TokenFault.noKey("vault")) { try KeyToken(soft.address()) }
        #expect(throws: TokenFault.noToken) { try KeyToken(soft.address(token: "other")) }
        #expect(throws: TokenFault.noModule("/none.so")) {
            try KeyToken(soft.address(module: "/none.so"))
        }
        let text = soft.folder + "/text.so"
        try Data("no library".utf8).write(to: URL(filePath: text))
        #expect(throws: TokenFault.noModule(text)) { try KeyToken(soft.address(module: text)) }
    }

    @Test("a session that was lost is opened again, and a token that is gone is said")
    func lost() throws {
        let soft = try SoftToken()
        defer { soft.remove() }
        let keys = soft.folder + "/keys"
        let token = try KeyToken(soft.address(), isMaking: true)
        let store = token.store(in: keys)
        let secret = try store.readOrMake("tag", count: 32)
        token.loseSession()
        #expect(try store.read("tag", 32) == secret)
        token.loseSession()
        try soft.hide()
        #expect(throws: TokenFault.self) { try store.read("tag", 32) }
        try soft.show()
        #expect(try store.read("tag", 32) == secret)
    }

    @Test("an address that cannot be used says what it lacks")
    func addresses() throws {
        let good = "pkcs11:token=t;object=k?module-path=/m.so&pin-source=file:/p"
        let address = try TokenAddress(good)
        #expect(address.module == "/m.so" && address.pinFile == "/p" && address.key == "k")
        #expect(try TokenAddress(good.replacing("file:/p", with: "file:///p")).pinFile == "/p")
        #expect(try TokenAddress(good.replacing("=k", with: "=%e8%94%b5")).key == "蔵")
        for (bad, words) in [
            ("", "no pkcs11"), ("file:/x", "no pkcs11"), ("pkcs11:colour=red", "no pkcs11"),
            (good.replacing("module-path=/m.so&", with: ""), "module-path"),
            (good.replacing("&pin-source=file:/p", with: ""), "pin-source"),
            (good.replacing("file:/p", with: "p"), "pin-source"),
            (good.replacing(";object=k", with: ""), "object"),
            (good + "&pin-value=1234", "PIN"),
        ] {
            do {
                _ = try TokenAddress(bad)
                Issue.record("\(bad) was taken")
            } catch {
                #expect("\(error)".contains(words), "\(bad): \(error)")
                #expect(!"\(error)".contains("1234"))
            }
        }
    }
}

/// A SoftHSM of a test's own.
struct SoftToken {
    static let module = [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    ]
    .first { FileManager.default.fileExists(atPath: $0) }
    static var isHere: Bool {
        module != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/softhsm2-util")
    }

    let folder: String
    var pin: String { folder + "/pin" }
    private var tokens: String { folder + "/tokens" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder + "/tokens",
            withIntermediateDirectories: true
        )
        let settings = folder + "/softhsm2.conf"
        try Data("directories.tokendir = \(folder)/tokens\nlog.level = ERROR\n".utf8)
            .write(to: URL(filePath: settings))
        setenv("SOFTHSM2_CONF", settings, 1)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/softhsm2-util")
        process.arguments = [
            "--init-token", "--free", "--label", "ichi", "--pin", "1234", "--so-pin", "123456",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        try write(pin: "1234\n")
    }

    func address(token: String = "ichi", key: String = "vault", module: String? = nil) throws
        -> TokenAddress
    {
        let path = module ?? Self.module ?? ""
        return try TokenAddress(
            "pkcs11:token=\(token);object=\(key)?module-path=\(path)&pin-source=file:\(pin)"
        )
    }

    func write(pin text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: pin))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: pin)
    }

    /// As if it were pulled out.
    func hide() throws {
        try FileManager.default.moveItem(atPath: tokens, toPath: tokens + ".out")
        try FileManager.default.createDirectory(atPath: tokens, withIntermediateDirectories: false)
    }

    func show() throws {
        try FileManager.default.removeItem(atPath: tokens)
        try FileManager.default.moveItem(atPath: tokens + ".out", toPath: tokens)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
