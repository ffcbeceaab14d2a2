public import Basics
import Logging
import Storage
import VaultAPI

extension Vault {
    /// Finishes what a crash left and ends what is over: at start and every minute.
    ///
    /// People of an order that was placed are never swept: of those only the shop knows.
    ///
    /// - Throws: `StorageError`.
    public func sweep(at now: Moment) async throws {
        let month = try await months.key(at: now)
        let anchor = limits.anchor
        let erased = try await database.write { tx in
            let call = Call(caller: .counter, now: now)
            let desk = Desk(store: VaultStore(tx), vault: self, call: call, month: month)
            let erased = try desk.sweepProvisional()
            try desk.sweepOld()
            try desk.tellStaffEnds()
            try desk.tellReceivers()
            if let anchor { try desk.store.keep(anchor) }
            return erased
        }
        limits.prune()
        await tellErasures()
        if erased > 0 { logger.info("drafts ended", metadata: ["persons": "\(erased)"]) }
    }
}

extension VaultStore {
    /// Where the limits' clock stands.
    fileprivate func keep(_ anchor: LimitClock.Anchor) throws {
        try setState("limit-boot", anchor.boot)
        try setState("limit-elapsed", Int(anchor.elapsed))
        try setState("limit-at", Int(anchor.at))
    }
}

extension Desk {
    fileprivate func sweepProvisional() throws -> Int {
        let overdue = try store.overdue(at: now).compactMap { try store.subject($0) }
        guard !overdue.isEmpty else { return 0 }
        let entry = LedgerEntry(
            at: now,
            caller: nil,
            action: .erase,
            subjects: overdue.compactMap(\.ledgerName)
        )
        let leaf = try store.append(SealedEntry.seal(entry, with: month), about: [])
        for subject in overdue {
            try eraseOne(subject, leaf: leaf)
            try store.endTokens(of: subject.handle, but: nil, at: now)
        }
        return overdue.count
    }

    /// Rows are kept a while past their end, so that what was once good is told from an attack.
    fileprivate func sweepOld() throws {
        let leaf = try store.lineCount()
        for id in try store.sweepChallenges(endedBefore: now.adding(days: -1)) {
            try store.dropSheets(of: id.text, leaf: leaf)
        }
        try store.sweepNewcomers(at: now)
        try store.sweepOrderCodes(endedBefore: now)
        try store.sweepTokens(endedBefore: now.adding(days: -40))
        try store.sweepOnce(before: now.adding(days: -40))
        try store.sweepItems(createdBefore: now.adding(days: -7))
        try store.sweepCeremonies(endedBefore: now.adding(days: -1))
        try store.sweepInvitations(endedBefore: now.adding(days: -40))
        try store.sweepRecoveries(endedBefore: now.adding(days: -40))
        try store.sweepStatements(endedBefore: now.adding(days: -40))
        try store.sweepTaps(before: now.adding(days: -40))
        try store.sweepAlarms(before: now.adding(days: -400))
        try store.sweepHoneySent(at: now)
        try store.sweepLabels(
            filesBefore: now.adding(days: -40),
            rowsBefore: now.adding(days: -400)
        )
        try store.sweepBuried(before: now.adding(days: -400))
        // A backup of the witness that is older misses those of before.
        try store.sweepErasures(toldBefore: now.adding(days: -400))
    }
}
