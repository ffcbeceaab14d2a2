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
    let oldShop: OldShopPort

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
                lead:
                    "お預かりしているお客さまの情報すべてを、一つのファイル(JSON)でお渡しします。ご登録の内容、お届け先の控え、これまでのご注文のご注文主・お届け先・のし・カード・ご依頼主、お気に入り、パスキーの名前と日付が入ります。お名前やご住所が読める形で入りますので、保管にはお気をつけください。",
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
        let collector = MyDataCollector(session: session, vault: vault)
        let own = try await collector.everything(of: member)
        var contacts: [[String: String]] = []
        for contact in try await store.contacts(of: member) {
            let entry = try await store.known(contact, of: member) {
                try await collector.everything(of: contact)
            }
            if let entry { contacts.append(entry) }
        }
        var orders: [MyData.Order] = []
        for record in try await self.orders.records(member) {
            orders.append(try await collector.order(record))
        }
        let keys = try await vault.ask(Passkeys(token: session.token)).keys
        let old = try await oldShop.belongings(member)
        return MyData(
            member: own,
            contacts: contacts,
            orders: orders,
            favourites: try await keepsakes.favourites(member),
            passkeys: keys.map(MyData.Passkey.init),
            oldOrders: old.orders.map(MyData.OldOrder.init),
            oldPoints: old.points
        )
    }
}
