import Templates

/// Finds what rendering passes over in silence: tags that no property answers, partials that are not
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
            let stacks = pages.map { TemplateStack(self.pages.layout(around: $0)) }
            check.visit("layout", stacks, depth: 0)
        }
        return check
    }

    private mutating func visit(_ template: String, _ stacks: [TemplateStack], depth: Int) {
        guard depth < 20, !stacks.isEmpty else { return }
        guard let parts = pages.parts(ofTemplate: template) else {
            faults.insert("\(template): there is no such template")
            return
        }
        reached.insert(template)
        visit(parts, in: template, stacks, depth: depth)
    }

    private mutating func visit(
        _ parts: [TemplatePart],
        in template: String,
        _ stacks: [TemplateStack],
        depth: Int
    ) {
        for part in parts {
            switch part {
            case .text: continue
            case .partial(let name): visit(name, stacks, depth: depth + 1)
            case .namedPartial(let name):
                // All samples of a page together: what one leaves empty another may show.
                let named = Dictionary(grouping: stacks) { text(name, in: $0) }
                for (partial, stacks) in named { visit(partial, stacks, depth: depth + 1) }
            case .variable(let name): expect(name, "{{\(name)}}", template, stacks)
            case .inverted(let name, let inner):
                expect(name, "{{^\(name)}}", template, stacks)
                visit(inner, in: template, stacks, depth: depth)
            case .section(let name, let inner):
                expect(name, "{{#\(name)}}", template, stacks)
                let within = stacks.flatMap { enter(name, $0) }
                // Parts that all pages share show here only what this page needs of them.
                if within.isEmpty, inner.contains(where: \.isTag), template.contains("/") {
                    faults.insert("\(template): no sample shows what is in {{#\(name)}}")
                }
                visit(inner, in: template, within, depth: depth)
            }
        }
    }

    private mutating func expect(
        _ name: TemplateName,
        _ tag: String,
        _ template: String,
        _ stacks: [TemplateStack]
    ) {
        guard !stacks.isEmpty, !stacks.contains(where: { $0.look(name) != nil }) else { return }
        faults.insert("\(template): \(tag) is no property")
    }

    /// The stacks inside a section.
    ///
    /// A section of a truth value is entered whatever it says.
    private func enter(_ name: TemplateName, _ stack: TemplateStack) -> [TemplateStack] {
        switch stack.look(name) {
        case nil, .absent: []
        case .truth: [stack]
        case .list(let values): values.map(stack.inside)
        case let value?: [stack.inside(value)]
        }
    }

    private func text(_ name: TemplateName, in stack: TemplateStack) -> String {
        if case .text(let text) = stack.look(name) { text } else { "" }
    }
}

extension TemplatePart {
    fileprivate var isTag: Bool {
        if case .text = self { false } else { true }
    }
}
