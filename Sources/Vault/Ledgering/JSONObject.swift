/// An object of RFC 8259, member by member; a nil one is left out.
package struct JSONObject {
    private var inside: [UInt8] = []

    package init() { inside.reserveCapacity(512) }

    package var bytes: [UInt8] { [UInt8(ascii: "{")] + inside + [UInt8(ascii: "}")] }

    package mutating func add(_ name: StaticString, number: Int64) {
        begin(name)
        inside += String(number).utf8
    }

    package mutating func add(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        begin(name)
        write(text)
    }

    package mutating func add(_ name: StaticString, list: [String]) {
        begin(name)
        inside.append(UInt8(ascii: "["))
        for (index, text) in list.enumerated() {
            if index > 0 { inside.append(UInt8(ascii: ",")) }
            write(text)
        }
        inside.append(UInt8(ascii: "]"))
    }

    package mutating func add(_ name: StaticString, numbers: [Int]) {
        begin(name)
        inside += "[\(numbers.map { String($0) }.joined(separator: ","))]".utf8
    }

    /// Objects, each on a line of its own.
    package mutating func add(_ name: StaticString, lines: [[UInt8]]) {
        begin(name)
        inside.append(UInt8(ascii: "["))
        for (index, line) in lines.enumerated() {
            inside += index > 0 ? ",\n".utf8 : "\n".utf8
            inside += line
        }
        inside.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: StaticString) {
        if !inside.isEmpty { inside.append(UInt8(ascii: ",")) }
        inside.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { inside.append(contentsOf: $0) }
        inside += "\":".utf8
    }

    private mutating func write(_ text: String) {
        inside.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): inside += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: inside += "\\u00".utf8 + JSONObject.hex(byte)
            default: inside.append(byte)
            }
        }
        inside.append(UInt8(ascii: "\""))
    }

    private static func hex(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
