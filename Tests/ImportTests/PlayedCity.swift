import Basics
import Foundation
import Synchronization
import VaultAPI

@testable import Import

/// A vault and a shop in memory, with their rules: who is known by a key is not kept again.
final class PlayedCity: Sendable {
    struct State: Equatable {
        var handles: [String: Handle<Subject>] = [:]
        var fields: [Handle<Subject>: PersonalFields] = [:]
        var kinds: [Handle<Subject>: SubjectKind] = [:]
        var points: [Handle<Subject>: Money] = [:]
        var orders: [String: OldOrderFacts] = [:]
        var orderers: [String: Handle<Subject>] = [:]
        var lines: [String: [String: OldLineFacts]] = [:]
        var contacts: Set<ImportedContact> = []
        var goods: [String: ImportedGoods] = [:]
        var largestMessage = 0
    }

    struct Killed: Error {}

    private let state = Mutex(State())
    /// Calls until everything fails, as if the process were killed there.
    private let callsLeft: Mutex<Int>

    init(diesAfter calls: Int = .max) { callsLeft = Mutex(calls) }

    var now: State { state.withLock { $0 } }

    func revive(diesAfter calls: Int = .max) { callsLeft.withLock { $0 = calls } }

    private func live() throws {
        try callsLeft.withLock { left in
            guard left > 0 else { throw Killed() }
            left -= 1
        }
    }

    var ports: ImportPorts {
        ImportPorts(
            persons: { message in
                try self.live()
                return self.state.withLock { $0.take(message) }
            },
            keepMembers: { members in
                try self.live()
                self.state.withLock { state in
                    for member in members where state.points[member.handle] == nil {
                        state.points[member.handle] = member.points
                    }
                }
            },
            knownLines: { orders in
                try self.live()
                return self.state.withLock { state in
                    var known: [String: Set<String>] = [:]
                    for key in orders where state.orders[key] != nil {
                        known[key] = Set(state.lines[key, default: [:]].keys)
                    }
                    return known
                }
            },
            keepOrders: { orders, contacts in
                try self.live()
                self.state.withLock { $0.keep(orders, contacts) }
            },
            keepGoods: { goods in
                try self.live()
                return self.state.withLock { $0.keep(goods) }
            }
        )
    }
}

extension PlayedCity.State {
    fileprivate mutating func take(_ message: ImportPersons) -> ImportPersons.Answer {
        largestMessage = max(largestMessage, message.persons.count)
        var answers: [ImportPersons.Known] = []
        for person in message.persons {
            answers.append(one(person, answers))
        }
        return ImportPersons.Answer(persons: answers)
    }

    private mutating func one(
        _ person: ImportPersons.Person,
        _ before: [ImportPersons.Known]
    ) -> ImportPersons.Known {
        if let handle = handles[person.key.revealed] {
            return ImportPersons.Known(handle: handle, outcome: .existed)
        }
        let enterer = person.enteredBy.map { before[$0] }
        guard let given = person.fields, enterer == nil || enterer?.handle != nil else {
            return ImportPersons.Known(handle: nil, outcome: .unknown)
        }
        let handle = Handle<Subject>.mint()
        for key in [person.key] + person.aliases { handles[key.revealed] = handle }
        fields[handle] = given
        kinds[handle] = person.kind
        return ImportPersons.Known(handle: handle, outcome: .created)
    }

    fileprivate mutating func keep(_ some: [ImportedOrder], _ entries: [ImportedContact]) {
        for order in some {
            if orders[order.key] == nil {
                orders[order.key] = order.facts
                orderers[order.key] = order.orderer
            }
            for line in order.lines where lines[order.key]?[line.facts.key] == nil {
                lines[order.key, default: [:]][line.facts.key] = line.facts
            }
        }
        contacts.formUnion(entries)
    }

    fileprivate mutating func keep(_ some: [ImportedGoods]) -> Set<String> {
        var fresh: Set<String> = []
        for one in some where goods[one.key] == nil {
            goods[one.key] = one
            fresh.insert(one.key)
        }
        return fresh
    }

    /// Everything but the random handles.
    var essence: [String] {
        handles.map { key, handle in
            let values = (fields[handle] ?? [:]).map { "\($0.key.rawValue)=\($0.value.revealed)" }
            return
                "\(key) \(kinds[handle]?.rawValue ?? "") \(values.sorted()) \(points[handle]?.yen ?? -1)"
        }.sorted()
            + orders.map { "\($0.key) \($0.value)" }.sorted()
            + lines.flatMap { order, lines in lines.map { "\(order) \($0.key) \($0.value)" } }
            .sorted()
            + ["contacts \(contacts.count)"]
    }
}

/// An old shop's files for tests.
struct OldShopFiles {
    let folder: URL

    var members: String { folder.appending(path: "members.csv").path }
    var orders: String { folder.appending(path: "orders.csv").path }
    var goods: String { folder.appending(path: "goods.csv").path }

    func write(_ rows: [[String]], to path: String, as form: TextForm = .cp932) throws {
        let writer = CSVWriter(form)
        try Data(rows.flatMap { writer.row($0) }).write(to: URL(filePath: path))
    }

    func read(_ path: String) throws -> [[String]] {
        var reader = try CSVFile.reader(path: path)
        var rows: [[String]] = []
        while let row = try reader.next() {
            rows.append((0..<row.count).map { TextForm.utf8.decodeKindly(row[$0]) })
        }
        return rows
    }
}

/// Rows of series 4, by heading.
enum Row4 {
    static func member(_ number: Int, _ values: [String: String] = [:]) -> [String] {
        let usual = [
            "会員ID": "\(number)", "お名前(姓)": "砂丘", "お名前(名)": "梨花\(number)", "郵便番号": "680-8571",
            "都道府県(名称)": "鳥取県", "住所1": "鳥取市幸町", "住所2": "\(number)番地",
            "メールアドレス": "m\(number)@example.jp", "TEL": "0857-22-\(1000 + number)", "性別(名称)": "女性",
            "誕生日": "1960-01-02", "会員ステータス(名称)": "本会員", "登録日": "2018-01-02 03:04:05",
            "更新日": "2019-01-02 03:04:05", "ポイント": "\(number)",
        ]
        let all = usual.merging(values) { $1 }
        return EccubeFour.members.map { all[$0] ?? "" }
    }

    static func order(
        _ number: Int,
        line: Int,
        member: Int?,
        to: String? = "砂丘",
        _ values: [String: String] = [:]
    ) -> [String] {
        var usual = [
            "注文ID": "\(number)", "注文番号": "A\(number)", "会員ID": member.map(String.init) ?? "",
            "お名前(姓)": "砂丘", "お名前(名)": "梨花\(member ?? number)", "郵便番号": "680-8571",
            "都道府県(名称)": "鳥取県", "住所1": "鳥取市幸町", "住所2": "\(member ?? number)番地",
            "TEL": "0857-22-\(1000 + (member ?? number))", "小計": "3500.00",
            "合計": "3,500",
            "支払合計": "3500.00", "対応状況(名称)": "発送済み", "支払方法(名称)": "銀行振込",
            "受注日": "2019/05/06 07:08", "注文詳細ID": "\(number)\(line)", "商品名": "二十世紀梨",
            "価格": "3500.00", "個数": "1", "税率": "8", "明細区分(名称)": "商品",
        ]
        if let to {
            usual["配送先_お名前(姓)"] = to
            usual["配送先_お名前(名)"] = "梨花\(member ?? number)"
            usual["配送先_郵便番号"] = "680-8571"
            usual["配送先_都道府県(名称)"] = "鳥取県"
            usual["配送先_住所1"] = "鳥取市幸町"
            usual["配送先_住所2"] = "\(member ?? number)番地"
            usual["配送先_TEL"] = "0857-22-\(1000 + (member ?? number))"
        }
        let all = usual.merging(values) { $1 }
        var row = EccubeFour.orders.map { all[$0] ?? "" }
        // Series 4 writes 送料 a second time, and leaves it empty.
        if let second = EccubeFour.orders.lastIndex(of: "送料") { row[second] = "" }
        return row
    }
}

extension Intake {
    /// Checks the files and imports them.
    func run(_ files: ImportFiles) async throws -> ImportSummary {
        try await run(CheckedFiles(files))
    }
}
