import Basics
import VaultAPI

extension LedgerEntry {
    /// A line as this program writes it; nil where it is written in any other way.
    ///
    /// Members in their order, no space, no escape: nearly every line there is, in a tenth of the
    /// time that Foundation's decoder takes. What is nil here is for that decoder.
    init?(asWritten json: [UInt8]) {
        var scanner = LineScanner(json)
        guard scanner.skip("{\"version\":1,\"at\":"), let at = scanner.number() else { return nil }
        let caller = scanner.member(",\"caller\":")
        let principal = scanner.member(",\"principal\":")
        let token = scanner.member(",\"token\":")
        guard let action = scanner.member(",\"action\":").flatMap(Action.init),
            let subjects = scanner.list(",\"subjects\":["),
            let fields = scanner.list(",\"fields\":[")?.map(PersonalField.init(rawValue:))
        else { return nil }
        let purpose = scanner.member(",\"purpose\":")
        let order = scanner.member(",\"order\":")
        let source = scanner.member(",\"source\":")
        let caseNumber = scanner.member(",\"caseNumber\":")
        let role = scanner.member(",\"role\":")
        let shop = scanner.number(",\"shop\":")
        let receiver = scanner.member(",\"receiver\":")
        let alarm = scanner.member(",\"alarm\":")
        guard scanner.skip("}"), scanner.isAtEnd else { return nil }
        self.init(
            at: Moment(milliseconds: at),
            caller: caller.flatMap(Caller.init),
            action: action,
            principal: principal,
            token: token.flatMap { Handle($0) },
            subjects: subjects,
            fields: fields.compactMap(\.self),
            purpose: purpose.flatMap(Purpose.init),
            order: order.flatMap { Handle($0) },
            source: source,
            caseNumber: caseNumber.flatMap(CaseNumber.init),
            role: role.flatMap(StaffRole.init),
            shop: shop.map { Int($0) },
            receiver: receiver,
            alarm: alarm.flatMap(AlarmKind.init)
        )
        // A word that is not known here must not be read as none.
        guard (caller == nil) == (self.caller == nil), (token == nil) == (self.token == nil),
            (purpose == nil) == (self.purpose == nil), (order == nil) == (self.order == nil),
            fields.count == self.fields.count, (role == nil) == (self.role == nil),
            (caseNumber == nil) == (self.caseNumber == nil), (alarm == nil) == (self.alarm == nil)
        else { return nil }
    }
}

/// Goes through a line from its beginning.
private struct LineScanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    /// Goes past a text where it stands here.
    mutating func skip(_ text: StaticString) -> Bool {
        let end = at + text.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let isHere = text.withUTF8Buffer { wanted in
            bytes.withUnsafeBufferPointer { $0[at..<end].elementsEqual(wanted) }
        }
        if isHere { at = end }
        return isHere
    }

    /// A text behind its name; nil where it is not there, or is written with escapes.
    mutating func member(_ name: StaticString) -> String? {
        let before = at
        guard skip(name), let text = text() else {
            at = before
            return nil
        }
        return text
    }

    mutating func list(_ name: StaticString) -> [String]? {
        guard skip(name) else { return nil }
        var texts: [String] = []
        while !skip("]") {
            guard texts.isEmpty || skip(","), let text = text() else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// A number behind its name; nil where it is not there.
    mutating func number(_ name: StaticString) -> Int64? {
        let before = at
        guard skip(name), let number = number() else {
            at = before
            return nil
        }
        return number
    }

    mutating func number() -> Int64? {
        let ends = Array(",}".utf8)
        let end = bytes[at...].firstIndex(where: ends.contains) ?? at
        let digits = bytes[at..<end]
        guard digits.count <= 20, let number = Int64(String(decoding: digits, as: UTF8.self)),
            String(number).utf8.elementsEqual(digits)
        else { return nil }
        at = end
        return number
    }

    private mutating func text() -> String? {
        guard skip("\"") else { return nil }
        let rest = bytes[at...]
        guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 < 0x20 }),
            bytes[end] == UInt8(ascii: "\""),
            let text = String(validating: bytes[at..<end], as: UTF8.self),
            !text.utf8.contains(UInt8(ascii: "\\"))
        else { return nil }
        at = end + 1
        return text
    }
}
