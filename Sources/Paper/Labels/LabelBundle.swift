public import Basics
import Foundation

/// A shop's labels of one run, as they travel to its computer: JSON lines (RFC 8259, UTF-8, a line feed
/// behind each), first a ``Head``, then a ``Label`` a line.
///
/// docs/guides/labels.md tells the fields, for whoever makes labels with another program.
public struct LabelBundle: Sendable, Hashable {
    /// Which form this is; another one has another name.
    public static let format = "ichi-labels-1"
    /// No shop sends more in one run.
    public static let mostLabels = 2_000

    public var head: Head
    public var labels: [Label]

    public init(head: Head, labels: [Label]) {
        self.head = head
        self.labels = labels
    }

    /// The bundle's first line.
    public struct Head: Sendable, Hashable, Codable {
        public var format = LabelBundle.format
        /// Tells one run from another.
        public var bundle: String
        /// The shop's name.
        public var shop: String
        public var made: Day
        /// How many labels follow.
        public var labels: Int

        public init(bundle: String, shop: String, made: Day, labels: Int) {
            self.bundle = bundle
            self.shop = shop
            self.made = made
            self.labels = labels
        }
    }

    /// A line of a bundle.
    ///
    /// - Throws: what JSON cannot hold, which neither ``Head`` nor ``Label`` has.
    public static func line(_ value: some Encodable) throws -> Secret<[UInt8]> {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Secret(Array(try encoder.encode(value)) + [UInt8(ascii: "\n")])
    }
}

/// Why some lines are no bundle.
public enum LabelBundleFault: Error, Hashable, Sendable {
    /// Its first line is not a bundle's.
    case otherFormat
    /// A form that this program does not know: `ichi-labels-2`.
    case unknownFormat(String)
    /// The line, counted from 1, is no label.
    case damagedLine(Int)
    /// The head tells of another number of labels than there are.
    case miscounted(told: Int, found: Int)
    case tooMany
}

/// Takes a bundle that comes in pieces.
public struct LabelBundleReader {
    /// The longest line that a label can be: the texts of a form, and some.
    private static let mostBytesInLine = 65_536

    private var head: LabelBundle.Head?
    private var labels: [Label] = []
    private var waiting: [UInt8] = []
    private var count = 0

    public init() {}

    /// Takes the next piece.
    public mutating func take(_ piece: Secret<[UInt8]>) throws(LabelBundleFault) {
        waiting += piece.revealed
        while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
            try read(Data(waiting[..<end]))
            waiting.removeFirst(end + 1)
        }
        guard waiting.count <= LabelBundleReader.mostBytesInLine else {
            throw head == nil ? .otherFormat : .damagedLine(count + 1)
        }
    }

    /// All of it, once nothing more comes.
    public func finish() throws(LabelBundleFault) -> LabelBundle {
        guard let head else { throw .otherFormat }
        guard waiting.isEmpty else { throw .damagedLine(count + 1) }
        guard head.labels == labels.count else {
            throw .miscounted(told: head.labels, found: labels.count)
        }
        return LabelBundle(head: head, labels: labels)
    }

    private mutating func read(_ line: Data) throws(LabelBundleFault) {
        count += 1
        guard head != nil else {
            head = try LabelBundleReader.head(line)
            return
        }
        guard labels.count < LabelBundle.mostLabels else { throw .tooMany }
        guard let label = try? JSONDecoder().decode(Label.self, from: line) else {
            throw .damagedLine(count)
        }
        labels.append(label)
    }

    private static func head(_ line: Data) throws(LabelBundleFault) -> LabelBundle.Head {
        struct Form: Decodable { var format: String }
        guard let form = try? JSONDecoder().decode(Form.self, from: line),
            form.format.hasPrefix("ichi-labels-")
        else { throw .otherFormat }
        guard form.format == LabelBundle.format else {
            throw .unknownFormat(String(form.format.printable.prefix(40)))
        }
        guard let head = try? JSONDecoder().decode(LabelBundle.Head.self, from: line) else {
            throw .damagedLine(1)
        }
        return head
    }
}
