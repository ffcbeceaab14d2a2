/// The server's SQLSTATEs in our words (PostgreSQL 15, appendix A).
enum PostgresErrors {
    /// The states after which the same transaction may succeed if it is run again.
    static let conflicts: Set<String> = ["40001", "40P01"]

    static let lost = StorageError.unavailable("the connection to PostgreSQL was lost")

    static func storageError(_ result: PostgresResult) -> StorageError {
        let state = result.field("C") ?? ""
        switch state {
        case "23505": return .uniqueViolation(columns(of: result))
        case "23514": return .checkViolation(result.field("n") ?? "")
        case "23502": return .notNullViolation(qualified(result, result.field("c") ?? ""))
        case "23503": return .foreignKeyViolation
        case "53100": return .full
        case "25006": return .readOnly
        case "55P03", "40001", "40P01": return .busy
        case "57P01", "57P02", "57P03": return .unavailable("PostgreSQL \(state)")
        default: return .other("PostgreSQL \(state)\(words(of: result, state))")
        }
    }

    // Class 42 speaks of the statement's text, which holds no value; others may quote one.
    private static func words(of result: PostgresResult, _ state: String) -> String {
        guard state.hasPrefix("42") || state == "3F000" else { return "" }
        return ": " + (result.field("M") ?? "")
    }

    /// `goods.shop, goods.number`, as SQLite says it.
    ///
    /// Of `Key (shop, number)=(7, 8) already exists.` only the first parentheses are read: the
    /// second ones hold values.
    private static func columns(of result: PostgresResult) -> String {
        let detail = result.field("D") ?? ""
        guard let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=(") else {
            return result.field("n") ?? ""
        }
        let names = detail[detail.index(after: open)..<close.lowerBound].split(separator: ", ")
        return names.map { qualified(result, String($0)) }.joined(separator: ", ")
    }

    private static func qualified(_ result: PostgresResult, _ column: String) -> String {
        (result.field("t") ?? "") + "." + column
    }
}
