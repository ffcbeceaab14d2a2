import Mustache

/// What a template sees of a value: its stored properties, looked at once.
///
/// The library reflects anew for each tag; a page of fifty items spends half its time there.
struct Reflected: MustacheParent, MustacheCustomRenderable {
    private let children: [String: Any]
    private let original: Any

    private init(_ value: Any, _ mirror: Mirror) {
        original = value
        var children: [String: Any] = [:]
        for case (let name?, let value) in mirror.children {
            children[name] = Reflected.view(of: value)
        }
        self.children = children
    }

    func child(named name: String) -> Any? { children[name] }

    /// The properties' names.
    var names: [String] { children.keys.sorted() }

    var renderText: String { String(describing: original) }
    var isNull: Bool { false }

    /// The value as templates take it.
    static func view(of value: Any) -> Any {
        if value is String || value is Bool || value is Int || value is any MustacheParent {
            return value
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { view(of: $0.value) } ?? Absent()
        case .collection, .set: return mirror.children.map { view(of: $0.value) }
        case .struct, .class, .tuple: return Reflected(value, mirror)
        default: return value
        }
    }
}

/// An optional that is empty.
///
/// Nil would make the library look further out, and find another thing of the same name.
struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}
