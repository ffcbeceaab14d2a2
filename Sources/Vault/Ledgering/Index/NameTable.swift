/// Names in the order in which they were first met, each once, as they are written.
///
/// An import's stretch names tens of thousands. As texts in a dictionary they took ten times their
/// bytes, in so many small pieces that little of it went back to the system.
struct NameTable {
    /// Each behind its length.
    private(set) var texts = IndexWriter()
    // Where each ends in the texts.
    private var ends: [UInt32] = []
    // Open addressing: a name's place and one more, 0 where nobody is. At most half of it is taken.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { ends.count }

    /// The name's place; a new one's is the next.
    mutating func place(of name: String) -> Int {
        let start = texts.bytes.count
        // Written first, compared where it lies, and taken back where it is known.
        texts.add(name)
        let slot = slot(of: start..<texts.bytes.count)
        guard slots[slot] == 0 else {
            texts.cut(to: start)
            return Int(slots[slot]) - 1
        }
        ends.append(UInt32(texts.bytes.count))
        slots[slot] = UInt32(count)
        if 2 * count > slots.count { grow() }
        return count - 1
    }

    /// Where a text is, or would be.
    private func slot(of text: Range<Int>) -> Int {
        texts.bytes.withUnsafeBytes { bytes in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[text]))
            var slot = hasher.finalize() & (slots.count - 1)
            while slots[slot] != 0,
                !bytes[self.text(at: Int(slots[slot]) - 1)].elementsEqual(bytes[text])
            {
                slot = (slot + 1) & (slots.count - 1)
            }
            return slot
        }
    }

    private func text(at place: Int) -> Range<Int> {
        (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for place in ends.indices { slots[slot(of: text(at: place))] = UInt32(place + 1) }
    }
}
