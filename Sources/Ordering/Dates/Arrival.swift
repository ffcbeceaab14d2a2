import Basics

/// When something is to arrive, in words.
enum Arrival {
    static func words(day: Day?, window: TimeWindow?, earliest: Day? = nil) -> String {
        let window = window.map { " \($0.japanese)" } ?? ""
        if let day { return day.japanese + window }
        guard let earliest else { return "お届け日の指定なし" + window }
        return "\(earliest.japanese)以降、準備ができしだいお届けします\(window)"
    }

    /// One line where all comes alike; else each day with what it brings.
    static func lines(_ parcels: [(words: String, goods: [String])]) -> [String] {
        var days: [(words: String, goods: [String])] = []
        for parcel in parcels {
            if let index = days.firstIndex(where: { $0.words == parcel.words }) {
                days[index].goods += parcel.goods.filter { !days[index].goods.contains($0) }
            } else {
                days.append(parcel)
            }
        }
        guard days.count > 1 else { return days.map(\.words) }
        return days.map { "\($0.words)(\($0.goods.joined(separator: "、")))" }
    }
}
