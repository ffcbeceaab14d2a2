/// An object of names and values: `["title": .text(title), "isNew": .truth(true)]`.
public struct TemplateFields: TemplateObject, ExpressibleByDictionaryLiteral {
    public let text: String
    private let names: [String]
    private let values: [TemplateValue]

    public init(dictionaryLiteral fields: (String, TemplateValue)...) {
        self.init(fields, text: "")
    }

    init(_ fields: [(name: String, value: TemplateValue)], text: String) {
        names = fields.map(\.name)
        values = fields.map(\.value)
        self.text = text
    }

    public func value(named name: String) -> TemplateValue? {
        // Fields are few: to compare is quicker than to hash.
        names.firstIndex(of: name).map { values[$0] }
    }
}
