/// Postcodes of outlying islands (離島), by their first digits.
///
/// An approximate list made for this demonstration from the postcodes of well-known islands; it is
/// a setting of the city's and stands for the one that its carrier hands out.
public enum IslandPostcodes {
    /// Whether a postcode, with or without its hyphen, belongs to an outlying island.
    public static func contain(_ postcode: String) -> Bool {
        let digits = postcode.filter { ("0"..."9").contains($0) }
        return digits.count == 7 && prefixes.contains { digits.hasPrefix($0) }
    }

    private static let prefixes: [String] = [
        "04314", "04315",  // 奥尻島
        "09701", "09702", "09703", "09704", "0971",  // 利尻島・礼文島
        "10001", "10002", "10003", "10004", "10005", "10006",  // 伊豆大島から神津島
        "1001", "1002",  // 三宅島から小笠原
        "952",  // 佐渡島
        "68402", "68403", "68404", "685",  // 隠岐諸島
        "7613110", "7614",  // 直島・小豆島
        "8115", "817",  // 壱岐島・対馬
        "853", "8574",  // 五島列島
        "8913", "8914", "8915", "8916", "8917", "8919", "894",  // 種子島・屋久島・奄美群島
        "9013", "90505", "90507", "906", "907",  // 久米島・伊江島・宮古・八重山
    ]
}
