import Basics
import VaultAPI

/// The lines of one month in a stretch of the ledger, as they lie under the month's seal.
///
/// Names and kinds of line stand once, in tables; a line is the time since the one before, its kind,
/// and whom it is about.
struct IndexPart {
    /// Zeros fill it up to a multiple of this: its size says little of how many persons are in it.
    private static let unit = 4096

    private var names = NameTable()
    private var kinds = Table<Kind>()
    private var lines = IndexWriter()
    private var count = 0
    private var last = 0
    /// Lines that could not be opened though their month's key is there.
    var unreadable = 0

    private struct Kind: Hashable {
        var caller: Caller?
        var touch: IndexLine.Touch
        var fields: [PersonalField]
    }

    mutating func add(_ line: IndexLine) {
        let milliseconds = Int(line.at.milliseconds)
        lines.add(signed: milliseconds - last)
        last = milliseconds
        let kind = Kind(caller: line.caller, touch: line.touch, fields: line.fields)
        lines.add(kinds.place(of: kind))
        if line.touch != .none {
            lines.add(line.subjects.count)
            for name in line.subjects { lines.add(names.place(of: name)) }
        }
        count += 1
    }

    var bytes: [UInt8] {
        var writer = IndexWriter(
            capacity: names.texts.bytes.count + lines.bytes.count + 2 * IndexPart.unit
        )
        writer.add(unreadable)
        writer.add(names.count)
        writer.append(names.texts)
        writer.add(kinds.all.count)
        for kind in kinds.all {
            writer.add(kind.caller?.rawValue ?? "")
            writer.add(kind.touch.rawValue)
            writer.add(kind.fields.count)
            for field in kind.fields { writer.add(field.rawValue) }
        }
        writer.add(count)
        writer.append(lines)
        writer.fill(upToMultipleOf: IndexPart.unit)
        return writer.bytes
    }

    /// Sums up what falls into a scope; how many lines there are, those that could not be opened
    /// included.
    ///
    /// - Throws: `SheetFault.damaged` where the bytes are no part, or know what this program does not.
    static func read(_ bytes: [UInt8], into scope: inout Scope) throws -> Int {
        var reader = IndexReader(bytes)
        let unreadable = try reader.number()
        scope.unreadable += unreadable
        let names = try (0..<reader.count()).map { _ in try reader.text() }
        let kinds = try (0..<reader.count()).map { _ in try kind(&reader) }
        var touched = [Scope.Touched](repeating: .init(), count: names.count)
        var at = 0
        let count = try reader.count()
        for _ in 0..<count {
            let (time, overflow) = at.addingReportingOverflow(try reader.signed())
            let place = try reader.number()
            guard !overflow, kinds.indices.contains(place) else { throw SheetFault.damaged }
            at = time
            let kind = kinds[place]
            let isWithin = scope.holds(Moment(milliseconds: Int64(at)), kind.caller)
            if isWithin { scope.lines += 1 }
            guard kind.touch != .none else { continue }
            for _ in 0..<(try reader.count()) {
                let name = try reader.number()
                guard names.indices.contains(name) else { throw SheetFault.damaged }
                if isWithin { touched[name].add(kind.fields, kind.touch) }
            }
        }
        for (name, touch) in zip(names, touched) { scope.add(touch, to: name) }
        return count + unreadable
    }

    private static func kind(_ reader: inout IndexReader) throws
        -> (caller: Caller?, touch: IndexLine.Touch, fields: FieldSet)
    {
        let caller = try reader.text()
        guard caller.isEmpty || Caller(rawValue: caller) != nil,
            let touch = IndexLine.Touch(rawValue: try reader.number())
        else { throw SheetFault.damaged }
        let fields = try (0..<reader.count()).map { _ in
            guard let field = PersonalField(rawValue: try reader.text()) else {
                throw SheetFault.damaged
            }
            return field
        }
        return (Caller(rawValue: caller), touch, FieldSet(fields))
    }
}

/// Things in the order in which they were first seen.
private struct Table<Thing: Hashable> {
    private(set) var all: [Thing] = []
    private var places: [Thing: Int] = [:]

    mutating func place(of thing: Thing) -> Int {
        if let place = places[thing] { return place }
        places[thing] = all.count
        all.append(thing)
        return all.count - 1
    }
}
