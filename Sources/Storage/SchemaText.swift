extension Database {
    /// The schema as text that is the same wherever the schema is: for snapshots in tests.
    ///
    /// One line for each thing that makes it: on SQLite the statements of its tables, indexes, views
    /// and triggers; on PostgreSQL, which keeps no statements, a table's columns and constraints.
    public func schemaText() async throws -> String {
        let listing = engine == .sqlite ? SchemaText.sqlite : SchemaText.postgres
        let lines = try await read { tx in
            try tx.rows(listing).map { row in
                try SchemaText.line(row.get("kind"), row.get("name"), row.get("text"))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The questions that tell a schema.
enum SchemaText {
    fileprivate static let sqlite: SQL = """
        SELECT type AS kind, name AS name, sql AS text FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'migration' AND sql IS NOT NULL
        ORDER BY tbl_name, type DESC, name
        """

    fileprivate static let postgres: SQL = """
        WITH relation AS (
            SELECT oid, relname, relkind FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relname <> 'migration'
        ), entry AS (
            SELECT relname, 1 AS rank, attnum AS place, 'column' AS kind,
                relname || '.' || attname AS name,
                format_type(atttypid, atttypmod)
                    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                    || CASE WHEN attidentity <> '' THEN ' IDENTITY' ELSE '' END
                    || COALESCE(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') AS text
            FROM relation JOIN pg_attribute ON attrelid = oid
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT relname, 2, 0, 'constraint', conname, pg_get_constraintdef(c.oid)
            FROM relation JOIN pg_constraint c ON conrelid = relation.oid WHERE contype <> 'n'
            UNION ALL
            SELECT tablename, 3, 0, 'index', indexname,
                replace(indexdef, current_schema() || '.', '')
            FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'migration'
            UNION ALL
            SELECT relname, 4, 0, 'view', relname, pg_get_viewdef(oid)
            FROM relation WHERE relkind IN ('v', 'm')
            UNION ALL
            SELECT relname, 5, 0, 'trigger', tgname,
                replace(pg_get_triggerdef(t.oid), current_schema() || '.', '')
            FROM relation JOIN pg_trigger t ON tgrelid = relation.oid WHERE NOT tgisinternal
        )
        SELECT kind, name::text AS name, text FROM entry
        ORDER BY relname::text COLLATE "C", rank, place, name COLLATE "C"
        """

    fileprivate static func line(_ kind: String, _ name: String, _ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(kind) \(name): \(words)"
    }
}
