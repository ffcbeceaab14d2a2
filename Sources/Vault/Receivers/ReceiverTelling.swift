import Age
import Logging
import WitnessAPI

extension Desk {
    /// Does what two officers agreed to; false where nothing was to be done any more.
    func register(_ terms: ReceiverTerms) throws -> Bool {
        guard let key = try? ReceiverKey(terms.key) else { return false }
        do {
            return try store.register(key, for: terms.shop, vault.keys, at: now) != .before
        } catch is ReceiverFault {
            return false
        }
    }

    /// The lines of keys that the command line has registered or ended.
    func tellReceivers() throws {
        do {
            for (receiver, isEnd) in try store.untoldReceivers(vault.keys) {
                let entry = LedgerEntry(
                    at: now,
                    caller: nil,
                    action: isEnd ? .receiverEnd : .receiver,
                    shop: receiver.shop,
                    receiver: receiver.key.fingerprint
                )
                _ = try store.append(SealedEntry.seal(entry, with: month), about: [])
                try store.noteTold(receiver, isEnd: isEnd)
            }
        } catch SheetFault.damaged {
            // What else is swept must not wait for whoever wrote it.
            vault.logger.critical(
                "ALARM",
                metadata: ["what": "a receiver's row that no registration wrote"]
            )
        }
    }
}
