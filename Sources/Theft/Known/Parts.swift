/// The texts that are searched for because of one value: the whole, and parts that tell as much.
enum Parts {
    /// A value of a city's form is shorter; of longer texts, pieces are searched for.
    static let mostSymbols = 64
    /// Of a message that was cut off, pieces of so many symbols are still found.
    private static let pieceSymbols = 12

    /// Each part in symbols, and whether it is the whole.
    static func of(_ value: String, _ kind: ValueKind) -> [(symbols: [UInt16], isWhole: Bool)] {
        switch kind {
        case .phone: phone(value)
        case .email: email(value)
        case .street, .building: place(value)
        case .birthDate: birthDate(value)
        case .message, .company, .password: message(value)
        default: Folding.segments(value).map { (Array($0.prefix(mostSymbols)), true) }
        }
    }

    /// Without its leading zero, so that +81 is found as well.
    private static func phone(_ value: String) -> [([UInt16], Bool)] {
        let digits = Folding.segments(value).joined().filter(isDigit)
        return [(Array(digits.drop { $0 == 0x30 }), true)]
    }

    private static func email(_ value: String) -> [([UInt16], Bool)] {
        let whole = Folding.segments(value).flatMap(\.self)
        let local = whole.prefix { $0 != 0x40 }
        return [(whole, true), (Array(local), false)].map {
            (Array($0.0.suffix(mostSymbols)), $0.1)
        }
    }

    /// An address tells as much without its town, and without its numbers.
    private static func place(_ value: String) -> [([UInt16], Bool)] {
        Folding.segments(value).flatMap { segment -> [([UInt16], Bool)] in
            let name = segment.prefix { !isDigit($0) }
            let towns = name.indices.filter { townEnds.contains(name[$0]) }
            let starts = [0] + towns.map { $0 + 1 }
            return starts.flatMap { start in
                [
                    (Array(segment[start...].prefix(mostSymbols)), start == 0),
                    (Array(name[start...].prefix(mostSymbols)), false),
                ]
            }
        }
    }

    private static let townEnds = Set("市区町村郡".utf16)

    /// As eight digits; those of lately are days that anything may have happened on.
    private static func birthDate(_ value: String) -> [([UInt16], Bool)] {
        let numbers = value.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count >= 3, (1880..<2010).contains(numbers[0]) else { return [] }
        let digits = String(numbers[0] * 10_000 + numbers[1] * 100 + numbers[2])
        return [(Array(digits.utf16), true)]
    }

    private static func message(_ value: String) -> [([UInt16], Bool)] {
        Folding.segments(value).flatMap { segment -> [([UInt16], Bool)] in
            let whole = (Array(segment.prefix(mostSymbols)), true)
            let last = segment.count - pieceSymbols
            guard last > 0 else { return [whole] }
            let starts = Array(stride(from: 0, to: last, by: pieceSymbols)) + [last]
            return [whole] + starts.map { (Array(segment[$0..<$0 + pieceSymbols]), false) }
        }
    }

    private static func isDigit(_ symbol: UInt16) -> Bool { (0x30...0x39).contains(symbol) }
}
