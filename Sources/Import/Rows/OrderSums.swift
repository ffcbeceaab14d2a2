import Basics

extension OldOrder {
    /// Whether its lines come to its total, or nothing can be said since it has none.
    ///
    /// Series 4 writes goods without their tax and everything else with it; shops whose prices bear
    /// their tax write both alike. A unit's tax may be rounded either way.
    var addsUp: Bool {
        let totals = [facts.total, facts.payable].map(\.yen).filter { $0 != 0 }
        guard !lines.isEmpty, !totals.isEmpty else { return true }
        // Floating point: a hostile file's numbers multiply to more than an Int.
        var (sum, tax, units) = (0.0, 0.0, 0.0)
        for line in lines.map(\.facts) {
            let price = Double(line.price.yen) * Double(line.count)
            sum += price
            guard line.kind == "商品" else { continue }
            tax += price * Double(line.taxPercent ?? 0) / 100
            units += abs(Double(line.count))
        }
        return totals.map(Double.init).contains { sum == $0 || abs(sum + tax - $0) <= units }
    }
}
