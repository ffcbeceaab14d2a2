import Basics
import Foundation
import Testing
import VaultAPI

@testable import Courier

@Suite(
    "Over real SMTP",
    .serialized,
    .timeLimit(.minutes(1)),
    .enabled(if: Mailbox.isThere, "no Python environment in .setup: run bin/setup test")
)
struct SMTPTests {
    private func envelope(to mailbox: String = "kana") throws -> Envelope {
        let item = Sample.item(
            Sample.contents[0],
            to: .email(Secret("\(mailbox)@example.jp"), helper: false)
        )
        let desk = try WritingDesk(configuration: Sample.configuration())
        return try desk.envelope(for: item, at: Sample.now)
    }

    private func relay(_ address: String, timeoutSeconds: Int = 5) throws -> Relay {
        .smtp(
            try RelayAddress(address, timeoutSeconds: timeoutSeconds),
            greeting: "inaba-ichi.example.jp"
        )
    }

    @Test("a mail arrives as it was written")
    func arrives() async throws {
        let mailbox = try Mailbox()
        let envelope = try envelope()
        #expect(await (try relay(mailbox.smtp)).hand(envelope) == .accepted)
        let mail = try #require(try mailbox.mails().first)
        #expect(mail.to == ["kana@example.jp"])
        #expect(mail.from == "otoiawase@inaba-ichi.example.jp")
        #expect(mail.subject == "【いなばの市】ご注文をうけたまわりました(ご注文番号 2612-0830-5517)")
        #expect(mail.messageID == "<item-0001@inaba-ichi.example.jp>")
        #expect(mail.text?.contains("髙﨑 祥子 様") == true)
    }

    @Test("what the relay says of one mail does not keep the next from going")
    func answers() async throws {
        let mailbox = try Mailbox()
        let relay = try relay(mailbox.smtp)
        #expect(await relay.hand(try envelope(to: "later")) == .deferred(code: 451))
        #expect(await relay.hand(try envelope()) == .accepted)
        #expect(await relay.hand(try envelope(to: "nobody")) == .refused(code: 550))
        #expect(await relay.hand(try envelope()) == .accepted)
        #expect(await relay.hand(try envelope(to: "spam")) == .refused(code: 554))
        #expect(await relay.hand(try envelope()) == .accepted)
        #expect(try mailbox.mails().count == 3)
    }

    @Test("a relay that is down, or dies under way, loses nothing")
    func down() async throws {
        let mailbox = try Mailbox()
        let relay = try relay(mailbox.smtp)
        #expect(await relay.hand(try envelope()) == .accepted)
        let slow = try envelope(to: "slow")
        async let reception = relay.hand(slow)
        try await Task.sleep(for: .milliseconds(500))
        mailbox.kill()
        let cut = await reception
        #expect(cut.outcome == .deferred, "\(cut)")
        guard case .unreachable = await relay.hand(try envelope()) else {
            Issue.record("a dead relay took a mail")
            return
        }
    }

    @Test("a silent relay is given up after the time that was set")
    func silent() async throws {
        let mailbox = try Mailbox()
        let relay = try relay(mailbox.smtp, timeoutSeconds: 1)
        let reception = await relay.hand(try envelope(to: "slow"))
        #expect(reception == .unreachable(code: 28))
    }

    @Test("where encryption is asked, nothing is said without it")
    func noEncryption() async throws {
        let mailbox = try Mailbox()
        let address = mailbox.smtp.replacing("smtp://", with: "smtp+starttls://")
        let reception = await (try relay(address)).hand(try envelope())
        guard case .unreachable = reception else {
            Issue.record("\(reception)")
            return
        }
        #expect(try mailbox.mails().isEmpty)
    }

    @Test("a certificate counts only if its authority is the configured one")
    func certificate() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-courier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pem = folder.appending(path: "relay.pem").path
        try makeCertificate(at: pem)
        let mailbox = try Mailbox(["--certificate", pem])
        let address = mailbox.smtp.replacing("smtp://", with: "smtp+starttls://")
        let stranger = await (try relay(address)).hand(try envelope())
        #expect(stranger.outcome == .deferred)
        #expect(try mailbox.mails().isEmpty)
        let known = Relay.smtp(
            try RelayAddress(address, authorityFile: pem, timeoutSeconds: 5),
            greeting: "x.example.jp"
        )
        #expect(await known.hand(try envelope()) == .accepted)
    }

    @Test("who may send is told by the password in the file; without it no item is given up")
    func login() async throws {
        let mailbox = try Mailbox(["--login", "ichi:right"])
        let file = FileManager.default.temporaryDirectory
            .appending(path: "ichi-password-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let address = try RelayAddress(
            mailbox.smtp,
            credentials: .init(user: "ichi", passwordFile: file.path),
            timeoutSeconds: 5
        )
        let relay = Relay.smtp(address, greeting: "x")
        #expect(await relay.hand(try envelope()) == .unreachable(code: 26), "no file")
        try Data("wrong\n".utf8).write(to: file)
        #expect(await relay.hand(try envelope()) == .unreachable(code: 535))
        let stranger = try self.relay(mailbox.smtp)
        #expect(await stranger.hand(try envelope()) == .unreachable(code: 530))
        #expect(try mailbox.mails().isEmpty)
        try Data("right\n".utf8).write(to: file)
        #expect(await relay.hand(try envelope()) == .accepted)
    }

    @Test("mails a second over one kept connection are told")
    func speed() async throws {
        let mailbox = try Mailbox()
        let relay = try relay(mailbox.smtp)
        let envelope = try envelope()
        let time = await ContinuousClock().measure {
            for _ in 0..<200 { #expect(await relay.hand(envelope) == .accepted) }
        }
        let rate = "\(Int(200 / (time / .seconds(1)))) mails/s\n"
        try FileHandle.standardError.write(contentsOf: Data(rate.utf8))
    }

    private func makeCertificate(at path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            + ["-days", "2", "-subj", "/CN=relay", "-addext", "subjectAltName=IP:127.0.0.1"]
            + ["-keyout", path, "-out", path + ".crt"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let certificate = try Data(contentsOf: URL(fileURLWithPath: path + ".crt"))
        let key = try Data(contentsOf: URL(fileURLWithPath: path))
        try (key + certificate).write(to: URL(fileURLWithPath: path))
    }
}

@Suite("A relay's address")
struct RelayAddressTests {
    @Test("is one of three forms")
    func forms() throws {
        #expect(try RelayAddress("smtp://127.0.0.1:2525").url == "smtp://127.0.0.1:2525")
        let secured = try RelayAddress("smtp+starttls://relay.example.jp:587")
        #expect(secured.url == "smtp://relay.example.jp:587")
        #expect(secured.security == .startTLS)
        #expect(try RelayAddress("smtps://relay.example.jp").url == "smtps://relay.example.jp")
    }

    @Test(
        "is refused in any other",
        arguments: [
            "", "http://127.0.0.1", "smtp://", "smtp://127.0.0.1:0", "smtp://127.0.0.1:99999",
            "smtp://user@127.0.0.1", "smtp://127.0.0.1/path", "smtps://a b",
            "smtp://127.0.0.1:25\n",
        ]
    )
    func refused(text: String) {
        #expect(throws: RelayAddress.Mistake.unknownForm) { try RelayAddress(text) }
    }

    @Test("in clear is this machine's only")
    func clear() {
        #expect(throws: RelayAddress.Mistake.clearToAnotherMachine) {
            try RelayAddress("smtp://relay.example.jp:25")
        }
    }
}
