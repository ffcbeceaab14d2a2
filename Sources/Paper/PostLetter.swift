public import Basics

/// A letter by post on A4, folded in three for a window envelope (長形3号).
///
/// The paper knows places and type sizes; what it says is the sender's.
public struct PostLetter: Sendable {
    public var sender: Sender
    /// `680-0011`.
    public var postcode: Secret<String>
    /// One line or several; long lines are broken.
    public var address: Secret<String>
    /// With its 様.
    public var addressee: Secret<String>
    public var written: Day
    /// By which both sides can speak of the letter without a name.
    public var reference: String
    public var subject: String
    public var parts: [Part]

    public init(
        sender: Sender,
        postcode: Secret<String>,
        address: Secret<String>,
        addressee: Secret<String>,
        written: Day,
        reference: String,
        subject: String,
        parts: [Part]
    ) {
        self.sender = sender
        self.postcode = postcode
        self.address = address
        self.addressee = addressee
        self.written = written
        self.reference = reference
        self.subject = subject
        self.parts = parts
    }

    /// Who writes.
    public struct Sender: Sendable, Hashable {
        public var name: String
        public var postcode: String
        public var address: String
        public var phone: String
        /// When the telephone is answered.
        public var hours: String

        public init(
            name: String,
            postcode: String,
            address: String,
            phone: String,
            hours: String
        ) {
            self.name = name
            self.postcode = postcode
            self.address = address
            self.phone = phone
            self.hours = hours
        }
    }

    /// What stands under the address, in order.
    public enum Part: Sendable {
        case paragraph(String)
        case heading(String)
        /// Label and value, line by line.
        case facts([Fact])
        /// Goods with count and amount; its title is the shop's name.
        case goods(title: String, [Goods])
        /// What the reader types off: set large and apart.
        case typed([Fact])
    }

    /// A value under its label.
    public struct Fact: Sendable {
        public var label: String
        public var value: String
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// Some of one kind of goods.
    public struct Goods: Sendable {
        public var name: String
        public var count: Int
        /// Of all of them, with tax.
        public var amount: Money
        public init(name: String, count: Int, amount: Money) {
            self.name = name
            self.count = count
            self.amount = amount
        }
    }

    /// The letter as a PDF of A4 pages.
    public func pdf() -> [UInt8] {
        let paper = LetterPaper(letter: self)
        let print = Print(title: subject, author: sender.name, label: reference)
        return print.pdf([paper.blocks])
    }
}
