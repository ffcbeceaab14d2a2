import Web

extension Steps {
    private static let ofCheckout: [Steps] = {
        let names = ["お客さま", "お届け先", "お支払い", "ご確認", "完了"]
        return names.indices.map { Steps(names, at: $0) }
    }()

    /// The row of steps at the head of a checkout's pages, counted from 0.
    static func checkout(_ current: Int) -> Steps { ofCheckout[current] }
}
