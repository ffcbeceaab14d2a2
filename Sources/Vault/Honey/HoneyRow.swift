import Basics
import VaultAPI
import Wire

/// Who never existed, as the vault alone knows it.
struct HoneyRow: Sendable {
    var handle: Handle<Subject>
    var ledgerName: String
    var mailbox: Secret<String>

    /// In a box bound to its row.
    func sealed(_ id: Handle<HoneyRow>, with notes: OwnNotes) throws -> [UInt8] {
        var packer = Packer()
        packer.add(handle)
        packer.add(ledgerName)
        packer.add(mailbox)
        let padded = Padding.add(to: packer.bytes)
        return try notes.seal(padded, bound: NotePlace.honey.binding(id.text))
    }

    /// - Throws: ``SheetFault/damaged``.
    init(_ box: [UInt8], of id: Handle<HoneyRow>, with notes: OwnNotes) throws {
        let padded = try notes.open(box, bound: NotePlace.honey.binding(id.text))
        var unpacker = Unpacker(try Padding.remove(from: padded))
        guard let handle = try? unpacker.next() as Handle<Subject>,
            let ledgerName = try? unpacker.text(),
            let mailbox = try? unpacker.next() as Secret<String>, unpacker.isAtEnd
        else { throw SheetFault.damaged }
        (self.handle, self.ledgerName, self.mailbox) = (handle, ledgerName, mailbox)
    }

    init(handle: Handle<Subject>, ledgerName: String, mailbox: Secret<String>) {
        (self.handle, self.ledgerName, self.mailbox) = (handle, ledgerName, mailbox)
    }
}
