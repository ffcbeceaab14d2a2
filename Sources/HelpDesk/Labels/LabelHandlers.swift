import Basics
import Counter
import HTTPTypes
import Hummingbird
import NIOCore
import VaultAPI
import Web

/// 本日の送り状: a shop's labels, made by one touch and fetched as a file that only its computer opens.
struct LabelHandlers: Sendable {
    let pages: PageRenderer
    let door: OfficeDoor
    let vault: VaultDesk
    let parcels: ParcelPort
    let clock: WallClock

    private let form = Form(KeyCredential.fields)

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/labels", use: show)
        router.post("/labels/touches", use: begin)
        router.post("/labels", use: create)
        router.get("/labels/:run", use: download)
    }

    @Sendable private func show(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.shopkeeper(request, context) { visit, shop in
            pages.render(try await page(visit, shop), in: context)
        }
    }

    /// Binds the touch to every parcel that may have a label now.
    @Sendable private func begin(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.shopkeeper(request, context) { visit, shop in
            let waiting = try await waiting(of: shop)
            let state = try await state(waiting, visit)
            guard let slip = LabelsPage.slip(state) else {
                let open = Set(state.open)
                let left = state.leftToday ?? 0
                let begin = LabelsBegin(
                    token: visit.session.token,
                    shopName: waiting.shopName,
                    parcels: Array(
                        waiting.parcels.filter { open.contains($0.name) }.prefix(left)
                    ),
                    source: visit.source
                )
                return try KeyOptions(try await vault.ask(begin)).response()
            }
            return try told(slip)
        }
    }

    @Sendable private func create(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        let answer = try KeyAnswer(try await form.read(request, in: context))
        return try await door.shopkeeper(request, context) { visit, shop in
            let finish = LabelsFinish(
                token: visit.session.token,
                ceremony: answer.ceremony,
                assertion: try answer.assertion,
                source: visit.source
            )
            do {
                _ = try await vault.ask(finish)
                return .redirect(to: OfficePath.labels, type: .normal)
            } catch let refusal as VaultRefusal {
                guard let words = LabelHandlers.words(refusal) else { throw refusal }
                var page = try await page(visit, shop)
                page.words = words
                return pages.render(page, status: .unprocessableContent, in: context)
            }
        }
    }

    /// The sealed file, part by part: what passes here nobody here can read.
    @Sendable private func download(_ request: Request, _ context: CounterContext) async throws
        -> Response
    {
        try await door.shopkeeper(request, context) { visit, _ in
            guard let run = context.parameters.get("run").flatMap(Handle<LabelRun>.init) else {
                throw Problem.notFound
            }
            let file = try await file(run, visit)
            let name = "labels-\(Day(clock.now())).age"
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"\(name)\"",
                ],
                body: ResponseBody(byteBuffer: file)
            )
        }
    }

    /// A run of 500 labels is half a megabyte.
    private func file(_ run: Handle<LabelRun>, _ visit: Visit) async throws -> ByteBuffer {
        var file = ByteBuffer()
        for part in 0..<1_000 {
            let fetched = try await vault.ask(
                LabelsFetch(
                    token: visit.session.token,
                    run: run,
                    part: part,
                    source: visit.source
                )
            )
            file.writeBytes(fetched.bytes)
            if fetched.isLast { return file }
        }
        throw VaultRefusal.outOfDate
    }

    private func page(_ visit: Visit, _ shop: Int) async throws -> LabelsPage {
        let waiting = try await waiting(of: shop)
        return LabelsPage(waiting.shopName, try await state(waiting, visit), keys: visit.keys)
    }

    private func waiting(of shop: Int) async throws -> ParcelPort.Waiting {
        guard let waiting = try await parcels.waiting(shop) else { throw Problem.notFound }
        return waiting
    }

    private func state(_ waiting: ParcelPort.Waiting, _ visit: Visit) async throws
        -> LabelState.Answer
    {
        try await vault.ask(
            LabelState(
                token: visit.session.token,
                parcels: waiting.parcels.map(\.name),
                source: visit.source
            )
        )
    }

    private static func words(_ refusal: VaultRefusal) -> String? {
        switch refusal {
        case .wrongProof: "鍵の応答を確かめられませんでした。もう一度お試しください。"
        case .expired: "この画面は使い終わっています。もう一度、鍵に触れてください。"
        case .outOfDate: "お荷物の状況が変わりました。数をお確かめのうえ、もう一度お試しください。"
        case .tooMany: "今日の上限に達しました。残りは明日お作りください。"
        default: nil
        }
    }
}
