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
        var ancestor: Mirror? = mirror
        while let current = ancestor {
            for case (let name?, let value) in current.children {
                children[name] = Reflected.view(of: value)
            }
            ancestor = current.superclassMirror
        }
        self.children = children
    }

    func child(named name: String) -> Any? { children[name] }

    var renderText: String { String(describing: original) }
    var isNull: Bool { false }

    /// The value as templates take it; nil for an optional that is empty.
    static func view(of value: Any) -> Any? {
        if value is String || value is Bool || value is Int || value is any MustacheParent {
            return value
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { view(of: $0.value) }
        case .collection, .set: return mirror.children.map { view(of: $0.value) ?? "" }
        case .struct, .class, .tuple: return Reflected(value, mirror)
        default: return value
        }
    }
}
