@testable import Import

/// What can be wrong with a row of members.
enum Trap: CaseIterable {
    case tooFew, tooMany, zero, badByte, noNumber, noName, formula, points, date, email, long

    /// Where another export breaks a row at will.
    func spoil(_ row: [String], _ headings: [String], _ form: TextForm) -> [UInt8] {
        var cells = row
        func set(_ heading: String, _ value: String) {
            if let place = headings.firstIndex(of: heading) { cells[place] = value }
        }
        switch self {
        case .tooFew: cells.removeLast()
        case .tooMany: cells.append("")
        case .zero: set("住所2", "1\0番地")
        case .badByte: set("住所2", "\u{1}")
        case .noNumber: set("会員ID", "")
        case .noName: for heading in ["お名前(姓)", "お名前(名)", "会社名"] { set(heading, "") }
        case .formula: set("お名前(名)", "=梨花()")
        case .points: set("ポイント", "12.5")
        case .date: set("登録日", "2019-02-30")
        case .email: set("メールアドレス", "梨@例")
        case .long: set("住所1", String(repeating: "町", count: 300))
        }
        // No encoding has this byte.
        return CSVWriter(form).row(cells).map { $0 == 1 ? 0xFF : $0 }
    }
}

/// A file of members as a seed has it: encoding, columns and traps are drawn by lot.
struct TrappedFile {
    let form: TextForm
    let headings: [String]
    /// As they should stand there, in the order of the headings.
    let sound: [[String]]
    /// As they stand there, with their line ends.
    private(set) var rows: [[UInt8]]
    /// Places of the rows that cannot be taken.
    private(set) var trapped: [Int] = []
    /// The file ends inside quotes: nothing of it can be taken.
    private(set) var isRefused = false

    /// Columns that a shop can drop.
    private static let optional = ["お名前(セイ)", "お名前(メイ)", "職業(ID)", "職業(名称)", "購入回数"]
    private static let letters = Array("梨鳥髙﨑①ｱﾊﾟ～ソ表能,\"\n'=+- 　a0")

    init(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let dropped = TrappedFile.optional.filter { _ in Bool.random(using: &chance) }
        let headings = EccubeFour.members.filter { !dropped.contains($0) }.shuffled(using: &chance)
        let form = TextForm.allCases[Int.random(in: 0...1, using: &chance)]
        let count = Int.random(in: 2...30, using: &chance)
        sound = (1...count).map { number in
            let letters = (0..<Int.random(in: 0...9, using: &chance)).compactMap { _ in
                TrappedFile.letters.randomElement(using: &chance)
            }
            let row = Row4.member(number, ["会社名": "砂丘" + String(letters) + "堂"])
            let cells = Dictionary(zip(EccubeFour.members, row)) { first, _ in first }
            return headings.map { cells[$0] ?? "" }
        }
        (self.form, self.headings) = (form, headings)
        rows = []
        for row in sound {
            let trap =
                Int.random(in: 1...3, using: &chance) == 1
                ? Trap.allCases.randomElement(using: &chance) : nil
            if trap != nil { trapped.append(rows.count) }
            rows.append(trap?.spoil(row, headings, form) ?? CSVWriter(form).row(row))
        }
        if Int.random(in: 1...3, using: &chance) == 1 { cut(by: &chance) }
    }

    private mutating func cut(by chance: inout SeededGenerator) {
        guard let last = rows.popLast() else { return }
        let left = last.prefix(Int.random(in: 1...last.count - 2, using: &chance))
        rows.append(Array(left))
        isRefused = !left.count { $0 == Sign.quote }.isMultiple(of: 2)
        if trapped.last != rows.count - 1 { trapped.append(rows.count - 1) }
    }

    var bytes: [UInt8] {
        (form == .utf8 ? TextForm.mark : []) + CSVWriter(form).row(headings) + rows.joined()
    }
}
