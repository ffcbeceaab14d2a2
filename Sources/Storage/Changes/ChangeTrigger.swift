/// Which changes of a table's rows change what pages show, and the names of what is changed.
///
/// Expressions are SQL that both engines understand; `row.` stands before each column.
public struct ChangeTrigger: Sendable {
    let name: String
    let table: String
    let shown: [String]
    let ingredients: [String]

    /// - Parameters:
    ///   - name: The triggers' name in the schema, which an event's is put behind.
    ///   - table: The table that is watched.
    ///   - shown: What pages show of a row: an update that leaves all of it alike changes nothing.
    ///   - ingredients: Expressions that name what is changed with the row; NULL names nothing.
    public init(_ name: String, on table: String, shows shown: [String], of ingredients: [String]) {
        self.name = name
        self.table = table
        self.shown = shown
        self.ingredients = ingredients
    }
}

extension Migration {
    /// A step that adds triggers which write into the change log.
    public init(_ name: String, watching triggers: [ChangeTrigger]) {
        self.init(
            name,
            sqlite: triggers.map { $0.text(for: .sqlite) }.joined(separator: "\n"),
            postgres: triggers.map { $0.text(for: .postgres) }.joined(separator: "\n")
        )
    }
}

extension ChangeTrigger {
    private enum Event: String, CaseIterable {
        case insert, update, delete

        /// The rows that an event knows.
        var rows: [String] {
            switch self {
            case .insert: ["new"]
            case .update: ["old", "new"]
            case .delete: ["old"]
            }
        }
    }

    fileprivate func text(for engine: Engine) -> String {
        Event.allCases.map { event in
            let full = "\(name)_\(event.rawValue)"
            let happens = "AFTER \(event.rawValue.uppercased()) ON \(table)"
            let condition = event == .update ? "WHEN (\(differs(engine)))" : ""
            switch engine {
            case .sqlite:
                return """
                    CREATE TRIGGER \(full) \(happens) \(condition) BEGIN
                    \(telling(event)); END;
                    """
            case .postgres:
                return """
                    CREATE FUNCTION \(full)() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    \(telling(event)); RETURN NULL; END $$;
                    CREATE TRIGGER \(full) \(happens) FOR EACH ROW \(condition)
                    EXECUTE FUNCTION \(full)();
                    """
            }
        }.joined(separator: "\n")
    }

    private func differs(_ engine: Engine) -> String {
        let unlike = engine == .sqlite ? "IS NOT" : "IS DISTINCT FROM"
        return shown.map { "\(of("old", $0)) \(unlike) \(of("new", $0))" }
            .joined(separator: " OR ")
    }

    private func telling(_ event: Event) -> String {
        let names = event.rows.flatMap { row in
            ingredients.map { "SELECT \(of(row, $0)) AS ingredient" }
        }
        return """
            INSERT INTO page_change (ingredient) SELECT ingredient FROM (
            \(names.joined(separator: " UNION ")) ORDER BY 1) changed WHERE ingredient IS NOT NULL
            """
    }

    private func of(_ row: String, _ expression: String) -> String {
        expression.replacing("row.", with: "\(row).")
    }
}
