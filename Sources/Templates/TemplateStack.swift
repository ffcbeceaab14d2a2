/// The values that a tag is inside of, the innermost last.
public struct TemplateStack: Sendable {
    private var values: [TemplateValue]

    public init(_ outermost: TemplateValue) { values = [outermost] }

    /// The stack inside a value.
    public func inside(_ value: TemplateValue) -> TemplateStack {
        var stack = self
        stack.enter(value)
        return stack
    }

    /// What a name stands for: sought from the innermost value outwards, then along its dots.
    public func look(_ name: TemplateName) -> TemplateValue? {
        guard let first = name.first else { return values.last }
        guard var found = find(first) else { return nil }
        for step in name.rest {
            guard case .object(let object) = found, let next = object.value(named: step) else {
                return nil
            }
            found = next
        }
        return found
    }

    mutating func enter(_ value: TemplateValue) { values.append(value) }

    mutating func leave() { values.removeLast() }

    private func find(_ name: String) -> TemplateValue? {
        // By index: a value taken out of the list is a copy, for every tag of every page.
        var index = values.endIndex
        while index > values.startIndex {
            index -= 1
            if case .object(let object) = values[index], let found = object.value(named: name) {
                return found
            }
        }
        return nil
    }
}
