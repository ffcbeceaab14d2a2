import Basics

/// How the reader is addressed.
struct Salutation {
    let text: String

    /// By name, unless the name could carry a message of its own.
    ///
    /// Anybody can order under any name to anybody's address. A name such as `当選 http://…` would make
    /// our mail a stranger's advertisement, and mail programs turn whatever looks like an address
    /// into a link.
    init(_ name: Secret<String>, byName: Bool) {
        let words = name.revealed.singleLine.split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        let isName =
            byName && !name.isEmpty && name.count <= 40
            && !name.contains(where: Salutation.makesLinks) && !Salutation.hasDomain(name)
        text = isName ? "\(name) 様" : "お客様"
    }

    /// Whether something follows a full stop at once, as in the name of a host.
    private static func hasDomain(_ name: String) -> Bool {
        zip(name, name.dropFirst()).contains { ".．。｡".contains($0) && !$1.isWhitespace }
    }

    private static func makesLinks(_ character: Character) -> Bool {
        "/:@\\／：＠＼<>".contains(character)
    }
}
