import Age
import Basics
import Foundation
import Testing

/// Debian's `age` and `age-keygen`, of another maker.
@Suite("age itself")
struct AgeProgramTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "ichi-age-\(UUID().uuidString)")

    private func run(_ program: String, _ arguments: String...) throws -> (out: Data, code: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
        process.arguments = arguments
        let (output, problems) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = problems
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (data, process.terminationStatus)
    }

    private func path(_ name: String, _ bytes: [UInt8]) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    @Test("opens what we seal, with the key as we keep it", arguments: [0, 1, 65_536, 200_000])
    func opensOurs(count: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let plain = randomBytes(count)
        let key = try path("shop.key", Array(OfOurs.secret.file.revealed.utf8))
        let file = try path("labels.age", try sealed(plain, to: [OfOurs.secret.receiver]))
        let opened = try run("age", "--decrypt", "-i", key, file)
        #expect(opened.code == 0)
        #expect(Array(opened.out) == plain)
    }

    @Test("seals what we open, to a key that it has made", arguments: [0, 1, 65_536, 200_000])
    func sealsForUs(count: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try run("age-keygen").out
        let secret = try ReceiverSecret(file: Secret(String(decoding: made, as: UTF8.self)))
        #expect(made.range(of: Data(secret.receiver.description.utf8)) != nil)
        let plain = randomBytes(count)
        let file = try path("plain", plain)
        let other = OfOurs.secret.receiver.description
        let sealed = try run("age", "-r", other, "-r", secret.receiver.description, file).out
        #expect(try Opened(Array(sealed), with: [secret]) == Opened(plain: plain, fault: nil))
        let armored = try run("age", "-a", "-r", other, file).out
        #expect(try Opened(Array(armored), with: [secret]).fault == .armored)
    }
}
