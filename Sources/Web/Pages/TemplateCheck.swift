import Mustache

/// Finds what Mustache passes over in silence: tags that no property answers, partials that are not
/// there, and templates that no sample page reaches.
///
/// For tests: `#expect(TemplateCheck(pages).faults(in: samples) == [])`.
public struct TemplateCheck {
    private let pages: PageRenderer
    private var faults: Set<String> = []
    private var reached: Set<String> = []

    public init(_ pages: PageRenderer) { self.pages = pages }

    /// What is wrong with the templates of these pages, a line each.
    ///
    /// Several samples of one kind of page together must show everything in its template: an array
    /// that is empty in all of them hides its tags from the check.
    public func faults(in samples: [any Page]) -> [String] {
        checked(samples).faults.sorted()
    }

    /// The templates of a room that none of the samples shows.
    public func templates(of folder: TemplateFolder, notIn samples: [any Page]) throws -> [String] {
        let reached = checked(samples).reached
        return try folder.texts().keys.filter { !reached.contains($0) }.sorted()
    }

    private func checked(_ samples: [any Page]) -> TemplateCheck {
        var check = self
        let kinds = Dictionary(grouping: samples) { type(of: $0).template }
        for (_, pages) in kinds {
            check.visit("layout", pages.map { [self.pages.layout(around: $0)] }, depth: 0)
        }
        return check
    }

    private mutating func visit(_ template: String, _ stacks: [[Any]], depth: Int) {
        guard depth < 20, !stacks.isEmpty else { return }
        guard let text = pages.text(ofTemplate: template) else {
            faults.insert("\(template): there is no such template")
            return
        }
        reached.insert(template)
        visit(TemplateTag.parse(text), in: template, stacks, depth: depth)
    }

    private mutating func visit(
        _ tags: [TemplateTag],
        in template: String,
        _ stacks: [[Any]],
        depth: Int
    ) {
        for tag in tags {
            switch tag {
            case .partial(let name): visit(name, stacks, depth: depth + 1)
            case .dynamicPartial(let name):
                // All samples of a page together: what one leaves empty another may show.
                let named = Dictionary(grouping: stacks) { look(name, in: $0) as? String ?? "" }
                for (partial, stacks) in named { visit(partial, stacks, depth: depth + 1) }
            case .variable(let name): expect(name, "{{\(name)}}", template, stacks)
            case .inverted(let name, let inner):
                expect(name, "{{^\(name)}}", template, stacks)
                visit(inner, in: template, stacks, depth: depth)
            case .section(let name, let inner):
                expect(name, "{{#\(name)}}", template, stacks)
                let within = stacks.flatMap { enter(name, $0) }
                // Parts that all pages share show here only what this page needs of them.
                if within.isEmpty, !inner.isEmpty, template.contains("/") {
                    faults.insert("\(template): no sample shows what is in {{#\(name)}}")
                }
                visit(inner, in: template, within, depth: depth)
            }
        }
    }

    private mutating func expect(
        _ name: String,
        _ tag: String,
        _ template: String,
        _ stacks: [[Any]]
    ) {
        guard !stacks.isEmpty, !stacks.contains(where: { look(name, in: $0) != nil }) else {
            return
        }
        faults.insert("\(template): \(tag) is no property")
    }

    /// The stacks inside a section.
    ///
    /// A section of a truth value is entered whatever it says.
    private func enter(_ name: String, _ stack: [Any]) -> [[Any]] {
        switch look(name, in: stack) {
        case nil, is Absent: []
        case is Bool: [stack]
        case let items as [Any]: items.map { stack + [$0] }
        case let value?: [stack + [value]]
        }
    }

    /// As the library looks: from the innermost outwards, then along the dots.
    private func look(_ tag: String, in stack: [Any]) -> Any? {
        let name = tag.split(separator: "(").last.map { $0.filter { $0 != ")" } } ?? tag
        guard name != "." else { return stack.last }
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first else { return stack.last }
        let found = stack.reversed().lazy.compactMap { child(first, of: $0) }.first
        return parts.dropFirst().reduce(found) { value, part in
            value.flatMap { child(part, of: $0) }
        }
    }

    private func child(_ name: String, of value: Any) -> Any? {
        (value as? any MustacheParent)?.child(named: name)
    }
}
