public import Storage

/// This room's tables, in the office's own database.
///
/// None of them has a column for anything a caller said.
public enum HelpDeskMigrations {
    public static let all = [
        Migration(
            "helpdesk-1-inquiries",
            """
            CREATE TABLE inquiry (
                number TEXT NOT NULL PRIMARY KEY, way TEXT NOT NULL, topic TEXT NOT NULL,
                order_number TEXT, opened_by TEXT NOT NULL, opened BIGINT NOT NULL, closed BIGINT,
                touches BIGINT NOT NULL DEFAULT 0);
            CREATE INDEX inquiry_opened ON inquiry (opened);
            """
        )
    ]
}
