import VaultAPI

/// What a mail or a letter says, in an order that every shape keeps.
struct Writing {
    /// Without the site's name.
    var subject: String
    var parts: [Part]
    /// The name may stand over it: somebody has confirmed that name and address belong together.
    var greetsByName = true

    enum Part {
        case paragraph(String)
        case heading(String)
        case facts([Fact])
        case goods(seller: String, phone: String, [OrderFacts.Line])
        /// Stands alone, to be typed off.
        case code(label: String, String)
        case link(label: String, String)
    }

    struct Fact {
        var label: String
        var value: String
        init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }
}
