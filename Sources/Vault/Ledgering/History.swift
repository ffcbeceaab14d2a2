import Basics
import VaultAPI

extension Vault {
    /// Who looked at my data; see ``History``.
    func answer(_ message: History, _ call: Call) async throws -> History.Answer {
        let claims = try verify(message.token, call)
        let found = try await commit(call, by: claims) { desk, bearer -> [[UInt8]] in
            let holder = try bearer.admit(for: [.member, .orderView], at: desk.now)
            let entered = try desk.store.reached(by: holder.principal)
                .compactMap { try desk.store.subject($0)?.ledgerName }
            let lines = try desk.store.lines(about: [holder.ledgerName] + entered, limit: 5000)
            try desk.line(.history, by: holder, about: [holder.ledgerName])
            return lines
        }
        var lines: [History.Line] = []
        for (number, bytes) in found.enumerated() where lines.count < 500 {
            // Two thousand lines would hold up who else asks by the same channel.
            if number % 50 == 49 { await Task.yield() }
            guard let entry = try await LedgerReading.open(bytes, months),
                let line = History.Line(entry)
            else { continue }
            if lines.last?.isOneAct(with: line) == true {
                lines[lines.count - 1].add(line.fields)
            } else {
                lines.append(line)
            }
        }
        return History.Answer(lines: lines)
    }
}

extension History.Line {
    /// Whether two lines tell of one page or one file: forty openings for one address book must not
    /// push everybody else out of sight.
    fileprivate func isOneAct(with older: History.Line) -> Bool {
        actor == older.actor && purpose == older.purpose && caseNumber == older.caseNumber
            && isComparison == older.isComparison && at < older.at.adding(seconds: 60)
    }

    fileprivate mutating func add(_ others: [PersonalField]) {
        fields += others.filter { !fields.contains($0) }
    }

    /// Nil for lines for which nothing was opened.
    fileprivate init?(_ entry: LedgerEntry) {
        guard LedgerEntry.counted.contains(entry.action), !entry.fields.isEmpty else {
            return nil
        }
        self.init(
            at: entry.at,
            actor: History.Actor(entry),
            purpose: entry.purpose ?? .account,
            fields: entry.fields,
            caseNumber: entry.caseNumber,
            isComparison: entry.action == .compare
        )
    }
}

extension History.Actor {
    fileprivate init(_ entry: LedgerEntry) {
        if let role = entry.role {
            self = .staff(role)
        } else {
            let shop = entry.shop.map { History.Actor.shop($0) }
            self = shop ?? (entry.caller == .courier ? .courier : .yourself)
        }
    }
}
