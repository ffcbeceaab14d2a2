import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web
import Wire
import WitnessAPI

@testable import Approvals

@Suite("The officers' page")
struct ApprovalPageTests {
    private static let own = "http://witness.localhost:8083"
    private let witness = PlayedWitness()

    private func renderer() throws -> PageRenderer {
        try PageRenderer(
            site: .sample,
            frame: .approvals,
            assets: AssetLibrary(folders: [ApprovalsRoom.assets]),
            templates: [ApprovalsRoom.templates]
        )
    }

    private func page(_ test: @Sendable @escaping (any TestClientProtocol) async throws -> Void)
        async throws
    {
        let pages = try renderer()
        let router = try #require(Router.approvals(pages))
        ApprovalsRoom(pages: pages, witness: witness.port).addRoutes(to: router)
        router.refuseOtherMethods()
        try await Application(router: router).test(.router) { try await test($0) }
    }

    private static let credential =
        #"{"id":"AQ","response":{"clientDataJSON":"e30","#
        + #""authenticatorData":"AA","signature":"AA","userHandle":"AA"}}"#

    private static func fields(_ more: [String: String] = [:]) -> String {
        var parts = ["_token": CrossSiteToken.derive(from: "visit")]
        parts.merge(more) { $1 }
        return parts.map { name, value in
            let safe = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return "\(name)=\(safe)"
        }.joined(separator: "&")
    }

    private static func post(
        _ client: any TestClientProtocol,
        _ path: String,
        signedIn: Bool = true,
        origin: String = own,
        _ more: [String: String] = [:]
    ) async throws -> TestResponse {
        let session = signedIn ? "; __Host-officer=\(PlayedWitness.session)" : ""
        return try await client.execute(
            uri: path,
            method: .post,
            headers: [
                .origin: origin, .cookie: "__Host-visit=visit\(session)",
                .contentType: "application/x-www-form-urlencoded",
            ],
            body: ByteBuffer(string: fields(more))
        )
    }

    @Test("every tag has its property, and every template its page")
    func complete() throws {
        let boards = [
            Sample.board([], []),
            Sample.board(
                [
                    Sample.item(), Sample.item(agreed: ["会計課長 佐藤 実"], isOpen: false),
                    Sample.item(isVaults: false),
                ],
                [
                    Sample.item(.approved, agreed: ["一", "二"], isOpen: false),
                    Sample.item(.rejected, agreed: ["一"], isOpen: false),
                ]
            ),
        ].compactMap(\.self).map { BoardPage($0) as any Page }
        #expect(boards.count == 2)
        let made = [true, false].map { waits in
            OfficerKeyMadePage(OfficerKeyMade(officer: "一", fingerprint: "1f3a", waits: waits))
                as any Page
        }
        let pages: [any Page] =
            boards + made + [
                LookPage(words: nil), LookPage(words: LookPage.refused),
                OfficerKeyPage(code: "code"),
            ]
        let check = TemplateCheck(try renderer())
        #expect(check.faults(in: pages) == [])
        #expect(try check.templates(of: ApprovalsRoom.templates, notIn: pages) == [])
    }

    @Test("without a touch nothing is shown, and nobody but an officer is asked about")
    func shut() async throws {
        witness.show(try #require(Sample.board([Sample.item()])))
        try await page { client in
            for (path, cookie) in [("/", ""), ("/statements", "__Host-officer=guessed")] {
                let answer = try await client.execute(
                    uri: path,
                    method: .get,
                    headers: cookie.isEmpty ? [:] : [.cookie: cookie]
                )
                let html = String(buffer: answer.body)
                #expect(answer.status == .ok && html.contains("鍵に触れて開く"))
                #expect(!html.contains("山田") && !html.contains("窓口"))
                #expect(answer.headers[.cacheControl] == "no-store")
            }
            let hash = Base64URL.encode(Sample.item().hash)
            let path = "/statements/\(hash)/approvals/ceremonies"
            #expect(try await Self.post(client, path, signedIn: false).status == .seeOther)
        }
        #expect(!witness.messages.contains(JudgeBegin.name))
    }

    @Test(
        "an officer sees all that is signed, with both ways to answer, and what was typed harms nobody"
    )
    func board() async throws {
        witness.show(try #require(Sample.board([Sample.item(agreed: ["会計課長 佐藤 実"])])))
        try await page { client in
            let answer = try await client.execute(
                uri: "/statements",
                method: .get,
                headers: [.cookie: "__Host-officer=\(PlayedWitness.session)"]
            )
            let html = String(buffer: answer.body)
            for words in [
                "窓口(counter)", "届く範囲にない方の情報", "h5x2", "会計課長 佐藤 実", "承認する", "却下する",
                "2026年12月15日(火) 10時00分", "&lt;b&gt;山田&lt;/b&gt;", "総務課長 鈴木 花子 として",
            ] {
                #expect(html.contains(words), "\(words)")
            }
            #expect(!html.contains("<b>山田"))
            let policy = answer.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("form-action 'self'; base-uri") && !policy.contains("unsafe"))
        }
    }

    @Test("a touch goes to the witness as it came; from another site nothing does")
    func judging() async throws {
        try await page { client in
            let hash = Base64URL.encode(Sample.item().hash)
            for word in ["approvals", "rejections"] {
                let path = "/statements/\(hash)/\(word)"
                let asked = try await Self.post(client, path + "/ceremonies")
                #expect(asked.status == .ok)
                #expect(String(buffer: asked.body).contains(#""challenge":"AwQ""#))
                let touch = ["ceremony": "AQI", "credential": Self.credential]
                #expect(try await Self.post(client, path, touch).status == .seeOther)
                let foreign = "http://office.localhost:8082"
                let forged = try await Self.post(client, path, origin: foreign, touch)
                #expect(forged.status == .forbidden)
                let broken = try await Self.post(
                    client,
                    path,
                    ["ceremony": "%", "credential": "{"]
                )
                #expect(broken.status == .badRequest)
            }
        }
        let judged = witness.messages.filter { $0 == JudgeFinish.name }
        #expect(judged.count == 2)
    }

    @Test(
        "what the witness refuses is told plainly",
        arguments: [
            (WitnessRefusal.notYours, HTTPResponse.Status.conflict), (.wrongProof, .forbidden),
            (.expired, .gone), (.unavailable, .serviceUnavailable), (.shut, .serviceUnavailable),
            (.tooMany, .tooManyRequests), (.noOfficers, .notFound),
        ]
    )
    func refused(_ refusal: WitnessRefusal, _ status: HTTPResponse.Status) async throws {
        witness.refuse(refusal)
        try await page { client in
            let hash = Base64URL.encode(Sample.item().hash)
            let touch = ["ceremony": "AQI", "credential": Self.credential]
            let answer = try await Self.post(client, "/statements/\(hash)/approvals", touch)
            #expect(answer.status == status)
        }
    }

    @Test(
        "who was invited makes a key, and is shown what to write down; a made-up link is told at once"
    )
    func enrolling() async throws {
        try await page { client in
            let code = Handle<OfficerKeyPage>.mint().text
            let offered = try await Self.post(
                client,
                "/officers/\(code)/ceremonies",
                signedIn: false
            )
            let json = String(buffer: offered.body)
            #expect(json.contains("危機管理課長 山田 一郎") && json.contains(#""attestation":"direct""#))
            #expect(json.contains(#""userVerification":"required""#))
            let credential =
                #"{"id":"AQ","response":{"clientDataJSON":"e30","attestationObject":"AA"}}"#
            let made = try await Self.post(
                client,
                "/officers/\(code)/keys",
                signedIn: false,
                ["ceremony": "AQ", "credential": credential]
            )
            #expect(String(buffer: made.body).contains("1f3a"))
            let wrong = try await client.execute(uri: "/officers/x", method: .get)
            #expect(wrong.status == .gone)
        }
    }
}
