/// A column in which notes of the vault's own lie, sealed by ``OwnNotes``.
struct NotePlace: Sendable {
    let table: StaticString
    /// What tells its rows apart.
    let key: StaticString
    let column: StaticString
    /// What a note is bound to besides its epoch: a word, and whose it is.
    let word: String
    /// Whose it is, as an expression over the row.
    let owner: StaticString

    /// Mails and letters that wait for the courier.
    static let item = NotePlace("item", "id", "content", bound: "item", to: "id")
    /// Where a sign-in came from.
    static let challenge = NotePlace(
        "challenge",
        "id",
        "source_sealed",
        bound: "source",
        to: "id"
    )
    /// Where a newcomer's codes go.
    static let mailbox = NotePlace(
        "newcomer",
        "subject",
        "mailbox",
        bound: "newcomer mailbox",
        to: "subject"
    )
    /// What the witness is to mark for a newcomer.
    static let inputs = NotePlace(
        "newcomer",
        "subject",
        "inputs",
        bound: "newcomer inputs",
        to: "subject"
    )
    /// A member's passkey: moved to somebody else's rows, or to another key's, it opens nothing.
    static let passkey = NotePlace(
        "passkey",
        "id",
        "record",
        bound: "passkey",
        to: "id || ' ' || subject"
    )
    /// A key of somebody at the office.
    static let staffKey = NotePlace(
        "staff_key",
        "name",
        "record",
        bound: "staff key of",
        to: "subject"
    )
    /// What an invitation to the office says of its person.
    static let invitation = NotePlace(
        "staff_invitation",
        "subject",
        "person",
        bound: "staff invitation of",
        to: "subject"
    )
    /// What a touch is for, until it comes.
    static let tap = NotePlace("staff_ceremony", "id", "statement", bound: "tap", to: "id")

    /// The officers' sheet.
    static let officers = NotePlace(
        "officer_sheet",
        "name",
        "sheet",
        bound: "officers' sheet",
        to: "name"
    )
    /// What is put before the officers.
    static let officerStatement = NotePlace(
        "officer_statement",
        "id",
        "statement",
        bound: "statement",
        to: "id"
    )

    static let all = [
        item, challenge, mailbox, inputs, passkey, staffKey, invitation, tap, officers,
        officerStatement,
    ]

    private init(
        _ table: StaticString,
        _ key: StaticString,
        _ column: StaticString,
        bound word: String,
        to owner: StaticString
    ) {
        (self.table, self.key, self.column) = (table, key, column)
        (self.word, self.owner) = (word, owner)
    }

    /// What a note of somebody is bound to.
    func binding(_ owner: String) -> [UInt8] { Array("\(word) \(owner)".utf8) }
}
