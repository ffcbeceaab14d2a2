public import Basics
import Crypto
public import Storage
public import VaultAPI
import Wire

/// Who works at the office, for the command line: `ichi-vault staff invite`, `list` and `end`.
///
/// An invitation is all that the command line writes: who takes it becomes staff inside the vault, with
/// a line of the ledger. The vault looks at these rows inside each of its transactions.
public struct StaffStore: Sendable {
    /// How long an invitation waits.
    public static let invitationHours = 24

    let database: Database

    public init(_ database: Database) { self.database = database }

    /// Who is to be invited, as what.
    public struct Invitee: Sendable {
        public var role: StaffRole
        /// Only for ``VaultAPI/StaffRole/shop``: the shop's number in the catalogue.
        public var shop: Int?
        public var fields: PersonalFields

        public init(role: StaffRole, shop: Int?, fields: PersonalFields) {
            self.role = role
            self.shop = shop
            self.fields = fields
        }
    }

    /// Somebody of the office, or an invitation that waits.
    public struct Member: Sendable, Hashable {
        public var id: Handle<Subject>
        public var role: StaffRole
        public var shop: Int?
        public var keys: Int
        /// When they enrolled; nil for an invitation.
        public var since: Moment?
        public var ended: Moment?
        /// When a key was used last.
        public var used: Moment?
    }

    /// Keeps an invitation; the code for its link, which is kept nowhere.
    ///
    /// - Throws: `StorageError`.
    public func invite(_ invitee: Invitee, keys: VaultKeys, at now: Moment) async throws
        -> (id: Handle<Subject>, code: Secret<String>)
    {
        let id = Handle<Subject>.mint()
        let code = Secret(Handle<Member>.mint().text)
        let person = try keys.notes.seal(
            Packer.pack(invitee.fields),
            bound: NotePlace.invitation.binding(id.text)
        )
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO staff_invitation (code, subject, role, shop, person, created, ends)
                VALUES (\(StaffStore.code(code, keys)), \(id), \(invitee.role.rawValue), \(invitee.shop),
                    \(person), \(now), \(now.adding(hours: StaffStore.invitationHours)))
                """
            )
        }
        return (id, code)
    }

    /// Everybody, those who were ended included, and invitations that wait.
    ///
    /// - Throws: `StorageError`.
    public func list(at now: Moment) async throws -> [Member] {
        try await database.read { tx in
            let staff = try tx.rows(
                """
                SELECT staff.subject AS id, role, shop, since, staff.ended AS ended,
                    COUNT(name) AS keys, MAX(used) AS used
                FROM staff LEFT JOIN staff_key
                    ON staff_key.subject = staff.subject AND staff_key.ended IS NULL
                GROUP BY staff.subject, role, shop, since, staff.ended ORDER BY since, staff.subject
                """
            ).map { row in
                Member(
                    id: try row.get("id"),
                    role: try row.role(),
                    shop: try row.get("shop"),
                    keys: try row.get("keys"),
                    since: try row.get("since"),
                    ended: try row.get("ended"),
                    used: try row.get("used")
                )
            }
            let invited = try tx.rows(
                """
                SELECT subject, role, shop FROM staff_invitation
                WHERE used IS NULL AND ends > \(now) ORDER BY created, subject
                """
            ).map { row in
                Member(
                    id: try row.get("subject"),
                    role: try row.role(),
                    shop: try row.get("shop"),
                    keys: 0
                )
            }
            return staff + invited
        }
    }

    /// Ends somebody's work at the office, or takes an invitation back; false where there is none.
    ///
    /// Their sessions are refused from the next request on.
    ///
    /// - Throws: `StorageError`.
    public func end(_ id: Handle<Subject>, at now: Moment) async throws -> Bool {
        try await database.write { tx in
            let isInvitation =
                try tx.change(
                    """
                    UPDATE staff_invitation SET used = \(now), person = \([] as [UInt8])
                    WHERE subject = \(id) AND used IS NULL
                    """
                ) == 1
            let isStaff =
                try tx.change(
                    "UPDATE staff SET ended = \(now) WHERE subject = \(id) AND ended IS NULL"
                ) == 1
            try tx.run(
                "UPDATE staff_key SET ended = \(now) WHERE subject = \(id) AND ended IS NULL"
            )
            try tx.run("UPDATE token SET ended = \(now) WHERE principal = \(id) AND ended IS NULL")
            return isInvitation || isStaff
        }
    }

    static func code(_ code: Secret<String>, _ keys: VaultKeys) -> [UInt8] {
        Keyed.hash(Array("staff invitation \(code.revealed)".utf8), with: keys.code)
    }

    /// What an invitation says of its person.
    static func fields(of invitation: InvitationRow, _ keys: VaultKeys) throws -> PersonalFields {
        let plain = try keys.notes.open(
            invitation.person,
            bound: NotePlace.invitation.binding(invitation.subject.text)
        )
        guard let fields = try? Unpacker.unpack(PersonalFields.self, plain) else {
            throw SheetFault.damaged
        }
        return fields
    }
}
