import Basics
import Web

/// マイページ.
struct AccountPage: Page {
    static let template = "members/account"
    var head: PageHead { PageHead("マイページ", styles: ["account.css"]) }
    /// Nil where the browser is only remembered.
    let name: String?
    let isWelcome: Bool
    let latest: Order?
    let earlier: [Order]
    let hasEarlier: Bool
    /// None where the browser is only remembered.
    let groups: [AccountDoors]
    let signIn = MemberPath.signIn
    let signOut = MemberPath.signOut
    let market: String

    init(
        name: String?,
        isWelcome: Bool,
        orders: [OrdersPort.Entry],
        oldShop: String?,
        market: Origin
    ) {
        self.name = name
        self.isWelcome = isWelcome
        latest = orders.first.map(Order.init)
        earlier = orders.dropFirst().map(Order.init)
        hasEarlier = orders.count > 1
        let old = oldShop.map { [AccountDoors.oldShop($0)] } ?? []
        groups = name == nil ? [] : AccountDoors.all + old
        self.market = market.text
    }

    struct Order: Sendable {
        let number: String
        let placed: String
        let total: Money
        let state: String
        let stations: [Station]
        let hasStations: Bool
        let summary: String
        let address: String
        let reorderAddress: String

        init(_ entry: OrdersPort.Entry) {
            number = entry.number
            placed = entry.placed.japanese
            total = entry.total
            state = entry.state
            stations = entry.stations.map(Station.init)
            hasStations = !entry.stations.isEmpty
            summary = entry.summary
            address = entry.address
            reorderAddress = entry.reorderAddress
        }
    }

    struct Station: Sendable {
        let name: String
        /// The style of the station.
        let mark: String
        let isHere: Bool

        init(_ station: OrdersPort.Station) {
            name = station.name
            isHere = station.place == .here
            mark =
                switch station.place {
                case .behind: "done"
                case .here: "now"
                case .ahead: "ahead"
                }
        }
    }
}
