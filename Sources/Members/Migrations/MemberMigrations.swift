public import Storage

/// This room's tables, in the shop's database.
public enum MemberMigrations {
    public static let all = [
        Migration(
            "members-1-contacts",
            """
            CREATE TABLE member_contact (
                member TEXT NOT NULL,
                contact TEXT NOT NULL UNIQUE,
                added BIGINT NOT NULL,
                PRIMARY KEY (member, contact))
            """
        )
    ]
}
