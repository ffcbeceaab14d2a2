public import Templates

/// ご注文手続きの段階: where a person is on a way of several pages; shown by `{{>steps}}`.
public struct Steps: Sendable, TemplateObject {
    private let steps: TemplateValue

    /// - Parameters:
    ///   - names: What the steps are called, in order.
    ///   - current: The one that this page is, counted from 0.
    public init(_ names: [String], at current: Int) {
        let steps = names.enumerated().map { number, name -> TemplateFields in
            [
                "name": .text(name),
                "state": .text(number < current ? "done" : number == current ? "now" : "next"),
                "isNow": .truth(number == current),
                "isDone": .truth(number < current),
            ]
        }
        self.steps = .objects(steps)
    }

    public func value(named name: String) -> TemplateValue? { name == "steps" ? steps : nil }
}
