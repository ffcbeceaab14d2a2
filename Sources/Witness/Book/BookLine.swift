import Basics
import Wire
import WitnessAPI

/// One line of the book: when, by the witness's clock, and what.
struct BookLine: Sendable, Equatable {
    var time: Moment
    var event: BookEvent
}

/// What the book tells.
enum BookEvent: Sendable, Equatable {
    /// The book was begun, with this budget for as long as it lasts.
    case founded(NameBudget)
    /// Halves of these names were asked for; the line is there before they are given.
    case opened(leaf: Int, Ground, names: [String])
    /// A member's own key is known from here on.
    case ownKey(OwnKey)
    /// Somebody touched a key of its own, asked on that day.
    case proved(String, Day)
    /// Keys, by their names here, whose touches prove nothing from here on.
    case keysEnded([String])
    case erased(leaf: Int, names: [String])
    /// So many tags or passwords may be marked from here on: counted before they are.
    case marks(Witness.Mark, count: Int)
    /// Halves were sealed anew to an epoch; none was given away.
    case rewrapped(epoch: Int, count: Int)
    case epoch(Int)
    /// The key of an epoch is destroyed, here as soon as the line is written.
    case destroyed(epoch: Int)
    case alarm(Alarm, String)
    /// Nothing is opened from here on: the witness was set back.
    case shut
    /// It was told the newest checkpoint, and has its entries.
    case reopened(size: Int)
    /// Who was erased by lines before this one was told anew, to a witness that is shut.
    case replayed(size: Int)
    /// Whoever has this book leads from here on, alone.
    case term(WitnessTerm)
    /// A standby has all that stands before this: from here on its word is waited for.
    case followed
    /// A later term was heard of: nothing is given from here on.
    case fenced(term: Int)
    /// Who the officers are, what is put before them, and what they say.
    case officers(OfficersEvent)
}

/// What correct software does not do; told loudly, each kind once an hour.
enum Alarm: String, Sendable {
    /// A half that is not sealed to the name, sheet and epoch it was shown under.
    case foreign
    case spent
    case marks
    /// A checkpoint that does not extend the last.
    case fork
    case otherKey = "other-key"
    case setBack = "set-back"
    /// More names were erased on one day than may be opened on one.
    case erasures
    case laterTerm = "later-term"
    /// An officer's key may have been copied.
    case clone
    /// Halves were asked for on a ground that does not hold.
    case unproven
}

extension BookLine: CustomStringConvertible {
    /// The line's text: words with a space between, in ASCII.
    var description: String {
        let (word, rest) = event.words
        return ([word, "\(time.milliseconds)"] + rest).joined(separator: " ")
    }

    /// - Throws: ``BookFault/unknown(line:)``.
    init(_ text: String) throws {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2, let milliseconds = Int64(words[1]),
            let event = BookEvent(words[0], Array(words.dropFirst(2)))
        else { throw BookFault.unknown(line: String(text.prefix(80))) }
        self.init(time: Moment(milliseconds: milliseconds), event: event)
    }
}

extension BookEvent {
    fileprivate var words: (String, [String]) {
        switch self {
        case .founded(let budget): ("founded", ["\(budget.aDay)", "\(budget.inThirtyDays)"])
        case .opened(let leaf, let ground, let names):
            ("opened", ["\(leaf)", ground.word] + names)
        case .ownKey(let own): ("knows", [Base64URL.encode(Packer.pack(own))])
        case .proved(let name, let day): ("proved", [name, "\(day.number)"])
        case .keysEnded(let keys): ("forgot", keys)
        case .erased(let leaf, let names): ("erased", ["\(leaf)"] + names)
        case .marks(let mark, let count): ("marks", [mark.rawValue, "\(count)"])
        case .rewrapped(let epoch, let count): ("rewrapped", ["\(epoch)", "\(count)"])
        case .epoch(let number): ("epoch", ["\(number)"])
        case .destroyed(let epoch): ("destroyed", ["\(epoch)"])
        case .alarm(let alarm, let text): ("alarm", [alarm.rawValue, text])
        case .shut: ("shut", [])
        case .reopened(let size): ("reopened", ["\(size)"])
        case .replayed(let size): ("replayed", ["\(size)"])
        case .term(let term): ("term", ["\(term.number)", term.word])
        case .followed: ("followed", [])
        case .fenced(let term): ("fenced", ["\(term)"])
        case .officers(let event): ("officers", event.words)
        }
    }

    fileprivate init?(_ word: String, _ rest: [String]) {
        func number(_ place: Int) -> Int? { rest.count > place ? Int(rest[place]) : nil }
        switch (word, rest.count) {
        case ("founded", 2):
            guard let aDay = number(0), let inThirtyDays = number(1) else { return nil }
            self = .founded(NameBudget(aDay: aDay, inThirtyDays: inThirtyDays))
        case ("opened", 3...):
            guard let leaf = number(0), let ground = Ground(rest[1]) else { return nil }
            self = .opened(leaf: leaf, ground, names: Array(rest.dropFirst(2)))
        case ("forgot", 1...): self = .keysEnded(rest)
        case ("knows", 1):
            guard let bytes = Base64URL.decode(rest[0]),
                let own = try? Unpacker.unpack(OwnKey.self, bytes)
            else { return nil }
            self = .ownKey(own)
        case ("proved", 2):
            guard let day = number(1) else { return nil }
            self = .proved(rest[0], Day(number: day))
        case ("erased", 2...):
            guard let leaf = number(0) else { return nil }
            self = .erased(leaf: leaf, names: Array(rest.dropFirst()))
        case ("marks", 2):
            guard let mark = Witness.Mark(rawValue: rest[0]), let count = number(1) else {
                return nil
            }
            self = .marks(mark, count: count)
        case ("rewrapped", 2):
            guard let epoch = number(0), let count = number(1) else { return nil }
            self = .rewrapped(epoch: epoch, count: count)
        case ("epoch", 1):
            guard let epoch = number(0) else { return nil }
            self = .epoch(epoch)
        case ("destroyed", 1):
            guard let epoch = number(0) else { return nil }
            self = .destroyed(epoch: epoch)
        case ("alarm", 1...):
            guard let alarm = Alarm(rawValue: rest[0]) else { return nil }
            self = .alarm(alarm, rest.dropFirst().joined(separator: " "))
        case ("shut", 0): self = .shut
        case ("reopened", 1):
            guard let size = number(0) else { return nil }
            self = .reopened(size: size)
        case ("officers", 2):
            guard let event = OfficersEvent(rest) else { return nil }
            self = .officers(event)
        default:
            guard let event = BookEvent(leading: word, rest) else { return nil }
            self = event
        }
    }

    /// Lines that tell who leads, and how a witness that was set back comes up again.
    private init?(leading word: String, _ rest: [String]) {
        guard let first = rest.first else {
            guard word == "followed" else { return nil }
            self = .followed
            return
        }
        guard let number = Int(first) else { return nil }
        switch (word, rest.count) {
        case ("replayed", 1): self = .replayed(size: number)
        case ("term", 2): self = .term(WitnessTerm(number: number, word: rest[1]))
        case ("fenced", 1): self = .fenced(term: number)
        default: return nil
        }
    }
}
