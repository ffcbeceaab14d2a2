import Storage

extension VaultStore {
    /// Appends a line and returns its number, without gaps from 0: the leaf's place in the tree.
    func append(_ entry: [UInt8], about names: [String]) throws -> Int {
        let row = try tx.row(
            """
            INSERT INTO line (seq, entry)
            VALUES ((SELECT COALESCE(MAX(seq) + 1, 0) FROM line), \(entry)) RETURNING seq
            """
        )
        guard let row else { throw SheetFault.missing }
        let seq: Int = try row.get("seq")
        try tx.insert(Set(names).map { "(\($0), \(seq))" }) {
            "INSERT INTO line_about (name, seq) VALUES \(fragment: $0)"
        }
        return seq
    }

    /// Lines from a number on, in order, for the tree.
    func lines(from seq: Int, limit: Int) throws -> [(seq: Int, entry: [UInt8])] {
        try tx.rows(
            "SELECT seq, entry FROM line WHERE seq >= \(seq) ORDER BY seq LIMIT \(limit)"
        ).map { (try $0.get("seq"), try $0.get("entry")) }
    }

    /// Lines before a number, newest first.
    func linesBackward(before seq: Int, limit: Int) throws -> [(seq: Int, entry: [UInt8])] {
        try tx.rows(
            "SELECT seq, entry FROM line WHERE seq < \(seq) ORDER BY seq DESC LIMIT \(limit)"
        ).map { (try $0.get("seq"), try $0.get("entry")) }
    }

    /// The newest lines about some persons.
    func lines(about names: [String], limit: Int) throws -> [[UInt8]] {
        try tx.rows(
            """
            SELECT DISTINCT line.seq AS seq, line.entry AS entry FROM line
            JOIN line_about ON line_about.seq = line.seq
            WHERE line_about.name IN \(list: names) ORDER BY line.seq DESC LIMIT \(limit)
            """
        ).map { try $0.get("entry") }
    }

    /// How many lines there are: the next one's number.
    func lineCount() throws -> Int {
        try tx.row("SELECT COALESCE(MAX(seq) + 1, 0) AS count FROM line")?.get("count") ?? 0
    }

    /// After an erasure nothing leads from the person to the lines.
    func forgetLines(about name: String) throws {
        try tx.run("DELETE FROM line_about WHERE name = \(name)")
    }

    func state(_ name: String) throws -> Int? {
        try tx.row("SELECT value FROM vault_state WHERE name = \(name)")?.get("value")
    }

    func setState(_ name: String, _ value: Int) throws {
        try tx.run(
            """
            INSERT INTO vault_state (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }
}
