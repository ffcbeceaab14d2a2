import Web

extension Steps {
    /// The row of steps at the head of a checkout's pages, counted from 0.
    static func checkout(_ current: Int) -> Steps {
        Steps(["お客さま", "お届け先", "お支払い", "ご確認", "完了"], at: current)
    }
}
