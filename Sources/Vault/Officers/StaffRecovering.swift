public import Basics
import Logging
import Storage
public import VaultAPI
import WitnessAPI

extension StaffStore {
    /// How long officers may take.
    private static let recoveryDays = Statement.days

    /// A way in that was kept.
    public struct Recovery: Sendable {
        public var code: Secret<String>
        /// Whether two officers must agree first.
        public var waits: Bool
    }

    /// Keeps a way for somebody of the office who has lost every key: the code for their link, which is
    /// kept nowhere, and good once two officers have agreed; nil where nobody works there by that id.
    ///
    /// Without officers it is good at once.
    /// - Throws: `StorageError`.
    public func recover(_ id: Handle<Subject>, by person: String, keys: VaultKeys, at now: Moment)
        async throws -> Recovery?
    {
        let code = Secret(Handle<Member>.mint().text)
        let hash = StaffStore.code(code, keys)
        return try await database.write { tx -> Recovery? in
            let store = VaultStore(tx)
            guard let staff = try store.staff(id), staff.ended == nil else { return nil }
            let ends = now.adding(days: StaffStore.recoveryDays)
            try store.keep(RecoveryRow(code: hash, subject: id, ends: ends), at: now)
            guard try store.hasOfficers() else {
                let soon = now.adding(hours: StaffStore.invitationHours)
                _ = try store.approveRecovery(hash, of: id, until: soon, at: now)
                return Recovery(code: code, waits: false)
            }
            let content = Statement.Content.recoverStaff(
                StaffRecovery(staff: id.text, role: staff.role.rawValue, invitation: hash)
            )
            try store.keep(Statement(proposed: now, by: person, content: content), keys)
            return Recovery(code: code, waits: true)
        }
    }
}

extension Vault {
    /// Who was let make a new key has made it: all older ones end, and every session with them.
    func recovered(
        _ message: StaffEnrolFinish,
        _ recovery: RecoveryRow,
        _ call: Call
    ) async throws -> StaffEntry {
        let id = Handle<Token>.mint()
        let entered = try await commit(call) { desk in
            guard let ceremony = try desk.store.take(message.ceremony, .enrol, at: desk.now),
                ceremony.invitation == recovery.code
            else { throw Halt.refused(.expired) }
            let key = try self.key(message.registration, ceremony, of: recovery.subject)
            guard let staff = try desk.store.staff(recovery.subject), staff.ended == nil else {
                throw Halt.refused(.ended)
            }
            try desk.store.endStaffKeys(of: recovery.subject, at: desk.now)
            guard try desk.store.use(recovery, at: desk.now),
                try desk.keep(key, role: staff.role)
            else { throw Halt.refused(.wrongProof) }
            try desk.store.endTokens(of: recovery.subject, but: nil, at: desk.now)
            return try desk.enter(staff, .staffRecover, id, source: message.source)
        }
        logger.warning("staff has recovered with a new key")
        return try await entry(entered)
    }
}
