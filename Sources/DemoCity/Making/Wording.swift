/// How the text of one of a shop's goods is put together from what was written of its kind.
struct Wording {
    private let kind: Kind
    private let shop: WrittenShop
    private let notes: [WrittenNote]

    init(kind: Kind, shop: WrittenShop, notes: [WrittenNote]) {
        self.kind = kind
        self.shop = shop
        self.notes = notes
    }

    /// Two to four sentences that none of the shop's other goods has.
    func text(of pack: Pack, unlike used: inout Set<String>, by chance: inout Chance) -> String {
        var text = ""
        for _ in 0..<40 {
            text = sentences(of: pack, by: &chance).joined()
            if used.insert(text).inserted { break }
        }
        return text
    }

    private func sentences(of pack: Pack, by chance: inout Chance) -> [String] {
        let what = chance.pick(kind.text[0])
        let taste = chance.pick(kind.text[1])
        let use = chance.pick(kind.text[2])
        let note = note(for: pack, by: &chance)
        // The voices tell of what the shop is known for: the first two of its kinds.
        let voice = shop.kinds.prefix(2).contains(kind.id) ? chance.pick(shop.voices) : nil
        return switch chance.number(1...5) {
        case 1: [what, taste, note ?? use]
        case 2: [what, voice ?? taste] + [note].compactMap(\.self) + [use]
        case 3: [taste] + [voice].compactMap(\.self) + [use]
        case 4: [what, taste] + [voice ?? note].compactMap(\.self)
        default: [what, taste] + [note].compactMap(\.self) + [use]
        }
    }

    private func note(for pack: Pack, by chance: inout Chance) -> String? {
        notes.first { pack.label.contains($0.in) }.map { chance.pick($0.say) }
    }
}
