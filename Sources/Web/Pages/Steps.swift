/// ご注文手続きの段階: where a person is on a way of several pages; shown by `{{>steps}}`.
public struct Steps: Sendable, Equatable {
    let steps: [Step]

    struct Step: Sendable, Equatable {
        let name: String
        let state: String
        let isNow: Bool
        let isDone: Bool
    }

    /// - Parameters:
    ///   - names: What the steps are called, in order.
    ///   - current: The one that this page is, counted from 0.
    public init(_ names: [String], at current: Int) {
        steps = names.enumerated().map { number, name in
            Step(
                name: name,
                state: number < current ? "done" : number == current ? "now" : "next",
                isNow: number == current,
                isDone: number < current
            )
        }
    }
}
