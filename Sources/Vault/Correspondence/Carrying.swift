import Basics
import Logging
import Synchronization
import VaultAPI
import WitnessAPI

/// How items are handed out.
///
/// There is one courier at a time, and it carries one item at a time: when it asks for the next, it
/// has none in hand. So what the vault thinks is in its hand was dropped, by a courier that was
/// killed or with an answer that was lost, and is handed out again at once.
enum Carrying {
    /// An item that was dropped so often may be what ends its couriers: then it waits out its lease,
    /// and others go before it.
    static let handedOutAtOnce = 5
    static let leaseSeconds = 30
    /// An item that could not be handed over in so many days never will be.
    static let mostTries = 40

    /// How long an item waits after a try that failed for now.
    static func pause(afterTry tries: Int) -> Int {
        let seconds = [60, 120, 300, 600, 1800, 3600]
        return seconds[min(max(tries - 1, 0), seconds.count - 1)]
    }
}

/// Whose turn it is: every second item is the one that has waited longest.
///
/// Newcomers' codes go first, but whoever registers from many sources must not keep orders' mails waiting.
final class CarryingTurns: Sendable {
    private let codesFirst = Mutex(true)

    var areCodesFirst: Bool { codesFirst.withLock { $0 } }

    func note(wasCode: Bool) { codesFirst.withLock { $0 = !wasCode } }
}

extension Vault {
    /// Hands out the next item with its address opened, its line durable first; see ``NextItem``.
    func answer(_ message: NextItem, _ call: Call) async throws -> NextItem.Answer {
        var last = message.after
        for _ in 0..<20 {
            guard let taken = try await takeItem(after: last, call) else { break }
            last = nil
            do {
                if let item = try await open(taken) { return NextItem.Answer(item: item) }
            } catch is SheetFault {
                // Rows that were touched or lost: the others behind it must not wait for them.
                logger.critical("damaged item", metadata: ["item": "\(taken.id)"])
            } catch let refusal as WitnessRefusal where refusal.passes {
                // However long the witness is away, nothing is given up for that.
                try await commit(call) { try $0.store.takeBack(taken.id) }
                throw refusal
            }
            try await commit(call) { try $0.store.fail(taken.id) }
            logger.warning("no way to write to", metadata: ["item": "\(taken.id)"])
        }
        return NextItem.Answer(item: nil)
    }

    private func takeItem(after last: ItemDone?, _ call: Call) async throws -> TakenItem? {
        let taken = try await commit(call) { desk -> TakenItem? in
            if let last { try desk.record(last) }
            while let item = try desk.nextItem() {
                guard item.tries < Carrying.mostTries else {
                    try desk.giveUp(item)
                    continue
                }
                guard let taken = try desk.take(item) else {
                    try desk.store.fail(item.id)
                    continue
                }
                self.turns.note(wasCode: taken.isCode)
                try desk.store.lease(
                    item.id,
                    until: desk.now.adding(seconds: Carrying.leaseSeconds)
                )
                killPoint("vault.before-lend")
                return taken
            }
            return nil
        }
        if taken != nil { killPoint("vault.lent") }
        return taken
    }

    private func open(_ taken: TakenItem) async throws -> CourierItem? {
        let values =
            switch taken.address {
            case .shut(let drawer): try await open(drawer)
            case .mailbox(let fields): fields.byName
            }
        guard let destination = Addressing.destination(values) else { return nil }
        if case .post = destination, !taken.content.mayGoByPost { return nil }
        return CourierItem(
            id: taken.id,
            messageID: "<\(taken.id.text)@\(settings.mailDomain)>",
            content: taken.content,
            name: Addressing.name(values),
            destination: destination
        )
    }
}

/// An item with its address.
private struct TakenItem: Sendable {
    enum Address {
        case shut(Drawer)
        /// A newcomer's, which the vault alone keeps for as long as codes may go there.
        case mailbox(PersonalFields)
    }

    var id: Handle<CourierItem>
    var content: CourierItem.Content
    var address: Address

    var isCode: Bool { if case .mailbox = address { true } else { false } }
}

extension CourierItem.Content {
    /// Codes that last half an hour do not go by post.
    fileprivate var mayGoByPost: Bool {
        switch self {
        case .letter, .letterCode: true
        default: false
        }
    }

    /// Codes for members who share a mailbox with somebody else must not go there.
    fileprivate var goesByPost: Bool {
        if case .letterCode = self { true } else { false }
    }
}

extension Desk {
    /// Keeps what became of an item; one that is gone was done before.
    fileprivate func record(_ done: ItemDone) throws {
        guard let item = try store.item(done.id) else { return }
        switch done.outcome {
        case .handedOver:
            try dropItem(item)
        case .deferred where item.tries < Carrying.mostTries:
            let pause = Carrying.pause(afterTry: item.tries)
            try store.postpone(item.id, to: now.adding(seconds: pause))
        case .refused, .deferred:
            try giveUp(item)
        }
    }

    fileprivate func nextItem() throws -> DueItem? {
        try store.nextItem(
            at: now,
            triedLessThan: Carrying.handedOutAtOnce,
            codesFirst: vault.turns.areCodesFirst
        )
    }

    /// An item and its address; nil too where their rows were touched or lost.
    fileprivate func take(_ item: DueItem) throws -> TakenItem? {
        do {
            return try taken(item)
        } catch is SheetFault {
            vault.logger.critical("damaged item", metadata: ["item": "\(item.id)"])
            return nil
        }
    }

    /// An item and its address, with the line that allows opening it; nil where there is none left.
    private func taken(_ item: DueItem) throws -> TakenItem? {
        let content = try vault.content(item.content, of: item.id)
        if let taken = try code(item, content) { return taken }
        let owner = item.isAddressed ? item.id.text : item.subject?.text ?? ""
        guard let folder = try store.folder(of: owner, key: vault.keys.register) else {
            return nil
        }
        // An item with its own address is counted and told of by its own name.
        let name = item.ledgerName ?? item.id.text
        try count([name], by: nil)
        try noteMail(item.id, to: name)
        var drawer = try folder.drawer(
            fields: Addressing.needed(of: folder.register, byPost: content.goesByPost)
        )
        drawer.leaf = try line(
            .carry,
            about: [name],
            fields: drawer.fields,
            purpose: .correspondence
        )
        return TakenItem(id: item.id, content: content, address: .shut(drawer))
    }

    /// A newcomer's code, which needs no witness; nil for everything else.
    private func code(_ item: DueItem, _ content: CourierItem.Content) throws -> TakenItem? {
        guard case .registrationCode = content, let subject = item.subject,
            let name = item.ledgerName,
            let mailbox = try store.newcomer(subject).flatMap(vault.mailbox)
        else { return nil }
        // Before the limits are folded these lines are counted when they are.
        if vault.limits.isFolded { try count([name], by: nil) }
        try line(
            .carry,
            about: [name],
            fields: mailbox.keys.sorted { $0.rawValue < $1.rawValue },
            purpose: .correspondence
        )
        return TakenItem(id: item.id, content: content, address: .mailbox(mailbox))
    }

    fileprivate func dropItem(_ item: DueItem) throws {
        try forgetAddress(item)
        try store.drop(item.id)
    }

    fileprivate func giveUp(_ item: DueItem) throws {
        vault.logger.warning("undeliverable", metadata: ["item": "\(item.id)"])
        try forgetAddress(item)
        try store.fail(item.id)
    }

    private func forgetAddress(_ item: DueItem) throws {
        guard item.isAddressed else { return }
        try store.dropSheets(of: item.id.text, leaf: try store.lineCount())
    }
}
