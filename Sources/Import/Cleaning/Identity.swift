import Basics

/// By what one person is known again in another row: name, postcode, address and telephone, however
/// they are spelled.
enum Identity {
    static func text(name: String, postcode: String, address: OldAddress, phone: String) -> String {
        let place = [
            address.prefecture?.name ?? "", address.city, address.street, address.building,
        ]
        return [
            Spelling.folded(name).joined(), postcode, folded(place.joined(separator: " ")), phone,
        ].joined(separator: "|")
    }

    /// An address without what is written or left out at will: spaces between words, 丁目 and 番地 for
    /// a hyphen.
    ///
    /// Between two numbers something stays: 1-12 is not 11-2.
    static func folded(_ address: String) -> String {
        var folded = ""
        for word in Spelling.folded(numbered(address)) {
            if let last = folded.last, let first = word.first, last.isNumber, first.isNumber {
                folded += "-"
            }
            folded += word
        }
        return folded
    }

    private static func numbered(_ address: String) -> String {
        var text = ""
        var rest = address[...]
        while let character = rest.first {
            if text.last?.isNumber == true, let unit = units.first(where: rest.hasPrefix) {
                rest = rest.dropFirst(unit.count)
                // 号室 is a room's; a unit at the end stands for nothing.
                text += "-"
            } else {
                text.append(character)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    private static let units = ["丁目", "番地の", "番地", "番", "号室", "号"]
}
