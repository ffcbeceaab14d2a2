import Templates

/// A word or two beside goods that are to be seen at a glance.
struct GoodsTag: Sendable, Hashable, TemplateObject {
    let words: String
    /// What the style sheet colours it by; nil for none in particular.
    let kind: String?

    static let withoutDate = GoodsTag("日付指定不可")
    static let gift = GoodsTag("のし可", kind: "gift")

    init(_ words: String, kind: String? = nil) {
        self.words = words
        self.kind = kind
    }

    /// Nil for goods that travel as they are.
    init?(_ temperature: TemperatureClass) {
        guard temperature != .ambient else { return nil }
        self.init(temperature.name, kind: temperature.rawValue)
    }

    func value(named name: String) -> TemplateValue? {
        switch name {
        case "words": .text(words)
        case "kind": .optional(kind)
        default: nil
        }
    }
}
