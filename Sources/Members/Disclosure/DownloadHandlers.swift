import Basics
import Counter
import Foundation
import HTTPTypes
import Hummingbird
import VaultAPI
import Web

/// わたしの情報を受け取る: everything that is kept about a member, in one file.
struct DownloadHandlers: Sendable {
    let pages: PageRenderer
    let door: MemberDoor
    let vault: VaultDesk
    let store: AddressBookStore
    let orders: OrdersPort
    let keepsakes: KeepsakesPort

    func addRoutes(to router: Router<CounterContext>) {
        router.get("/account/download", use: show)
        router.post("/account/download", use: create)
    }

    @Sendable private func show(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .download) { _ in
            let page = AccountFormPage(
                "わたしの情報を受け取る",
                lead: "お預かりしているお客さまの情報すべてを、一つのファイル(JSON)でお渡しします。お名前やご住所が読める形で入りますので、保管にはお気をつけください。",
                form: Form().view(),
                names: [],
                action: MemberPath.download,
                button: "ファイルを受け取る"
            )
            return pages.render(page, in: context)
        }
    }

    @Sendable private func create(
        _ request: Request,
        _ context: CounterContext
    ) async throws -> Response {
        try await door.member(request, goal: .download) { session in
            let file = try await file(session)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/json; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"ichi-my-data.json\"",
                    .cacheControl: "no-store",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(file)))
            )
        }
    }

    private func file(_ session: Session) async throws -> MyData {
        let member = session.claims.principal
        var contacts: [[String: String]] = []
        for contact in try await store.contacts(of: member) {
            let entry = try await store.known(contact, of: member) {
                try await everything(of: contact, session)
            }
            if let entry { contacts.append(entry) }
        }
        return MyData(
            member: try await everything(of: member, session),
            contacts: contacts,
            orders: try await orders.orders(member).map(MyData.Order.init),
            favourites: try await keepsakes.favourites(member)
        )
    }

    private func everything(
        of handle: Handle<Subject>,
        _ session: Session
    ) async throws -> [String: String] {
        let open = Open(
            token: session.token,
            handle: handle,
            fields: PersonalField.allCases,
            purpose: .download
        )
        return AddressForm.values(of: try await vault.ask(open).fields)
    }
}

/// The file, as it is written.
private struct MyData: Encodable {
    let member: [String: String]
    let contacts: [[String: String]]
    let orders: [Order]
    let favourites: [String]

    struct Order: Encodable {
        let number: String
        let placed: Day
        let total: Money
        let state: String
        let summary: String

        init(_ entry: OrdersPort.Entry) {
            number = entry.number
            placed = entry.placed
            total = entry.total
            state = entry.state
            summary = entry.summary
        }
    }
}
