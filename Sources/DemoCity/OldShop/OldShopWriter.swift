public import Foundation
import Import

/// Writes the exports of the shop that the demonstration city had before: EC-CUBE 4's 会員CSV and
/// 受注CSV in Shift_JIS, untidy as real ones are.
///
/// Everybody in them is invented. The same seed and size always give the same bytes; nothing is kept
/// in memory but three numbers a member.
public struct OldShopWriter: Sendable {
    private let seed: String
    private let size: OldShopSize

    /// The seed is the city's: its goods are what was ordered.
    public init(seed: String, size: OldShopSize) {
        self.seed = seed
        self.size = size
    }

    /// The names of the two files in their folder.
    public static let membersFile = "old-shop-members.csv"
    public static let ordersFile = "old-shop-orders.csv"

    /// Writes both files into a folder, which is made where there is none, for its owner alone.
    ///
    /// They get their names when they are whole; what lay there before is replaced.
    ///
    /// - Parameters:
    ///   - folder: Where they go; never the city's data folder.
    ///   - tell: Hears what is done, in words and as a share of the whole.
    /// - Throws: What the folder throws, a full disk among it.
    public func write(into folder: URL, tell: (String, Double) -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700],
            ofItemAtPath: folder.path
        )
        let orders = try makeOrders()
        let orderFile = try ExportFile(folder.appending(path: OldShopWriter.ordersFile))
        try orderFile.add(EccubeFour.orders)
        var purchases = [Purchases](repeating: Purchases(), count: size.members + 1)
        for index in 0..<size.orders {
            tellSometimes(index, of: size.orders) {
                tell("writing the old shop's orders", 0.9 * $0)
            }
            let order = orders.order(index)
            if case .member(let number) = order.orderer { purchases[number].add(index) }
            var rows = OrderRows(order, people: orders.people)
            for row in rows.all() { try orderFile.add(row) }
        }
        try orderFile.finish()
        let memberFile = try ExportFile(folder.appending(path: OldShopWriter.membersFile))
        try memberFile.add(EccubeFour.members)
        let row = MemberRow(orders: orders)
        for number in 1...size.members {
            tellSometimes(number, of: size.members) {
                tell("writing the old shop's members", 0.9 + 0.1 * $0)
            }
            try memberFile.add(row.cells(of: number, purchases[number]))
        }
        try memberFile.finish()
        tell("the old shop's exports are written", 1)
    }

    private func makeOrders() throws -> OldOrders {
        OldOrders(
            plan: OrderPlan(size: size, seed: seed),
            calendar: OldCalendar(),
            shelf: OldShelf(written: try Written(), seed: seed),
            people: OldPeople(names: try OldNames(), seed: seed)
        )
    }

    private func tellSometimes(_ place: Int, of count: Int, _ tell: (Double) -> Void) {
        if place % 2000 == 0 { tell(Double(place) / Double(count)) }
    }
}
