import Basics
import Logging
import VaultAPI

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

extension Vault {
    /// Hands out the next item with its address opened, its line durable first; see ``NextItem``.
    func answer(_ message: NextItem, _ call: Call) async throws -> NextItem.Answer {
        for _ in 0..<20 {
            guard let taken = try await takeItem(call) else { return NextItem.Answer(item: nil) }
            do {
                if let item = try await open(taken) { return NextItem.Answer(item: item) }
            } catch is SheetFault {
                // Rows that were touched or lost: the others behind it must not wait for them.
                logger.critical("damaged item", metadata: ["item": "\(taken.item.id)"])
            }
            try await commit(call) { try $0.store.fail(taken.item.id) }
            logger.warning("no way to write to", metadata: ["item": "\(taken.item.id)"])
        }
        return NextItem.Answer(item: nil)
    }

    private struct Taken: Sendable {
        var item: DueItem
        var drawer: Drawer
    }

    private func open(_ taken: Taken) async throws -> CourierItem? {
        let values = try await open(taken.drawer)
        let content = try content(taken.item.content, of: taken.item.id)
        return courierItem(taken.item.id, content, values)
    }

    private func takeItem(_ call: Call) async throws -> Taken? {
        let taken = try await commit(call) { desk -> Taken? in
            while let item = try desk.nextItem() {
                guard item.tries < Carrying.mostTries else {
                    desk.vault.logger.warning("undeliverable", metadata: ["item": "\(item.id)"])
                    try desk.failItem(item)
                    continue
                }
                guard let drawer = try desk.soundDrawer(of: item) else {
                    try desk.store.fail(item.id)
                    continue
                }
                try desk.store.lease(
                    item.id,
                    until: desk.now.adding(seconds: Carrying.leaseSeconds)
                )
                killPoint("vault.before-lend")
                return Taken(item: item, drawer: drawer)
            }
            return nil
        }
        if taken != nil { killPoint("vault.lent") }
        return taken
    }

    private func courierItem(
        _ id: Handle<CourierItem>,
        _ content: CourierItem.Content,
        _ values: [String: Secret<String>]
    ) -> CourierItem? {
        guard let destination = Addressing.destination(values) else { return nil }
        if case .post = destination, !content.mayGoByPost { return nil }
        return CourierItem(
            id: id,
            messageID: "<\(id.text)@\(settings.mailDomain)>",
            content: content,
            name: Addressing.name(values),
            destination: destination
        )
    }

    /// What became of an item; see ``ItemDone``.
    ///
    /// An item that is gone was done before.
    func answer(_ message: ItemDone, _ call: Call) async throws -> Done {
        let kept = try await commit(call) { desk -> Bool in
            guard let item = try desk.store.item(message.id) else { return true }
            switch message.outcome {
            case .handedOver:
                try desk.dropItem(item)
            case .deferred where item.tries < Carrying.mostTries:
                let pause = Carrying.pause(afterTry: item.tries)
                try desk.store.postpone(item.id, to: desk.now.adding(seconds: pause))
            case .refused, .deferred:
                try desk.failItem(item)
                return false
            }
            return true
        }
        if !kept { logger.warning("undeliverable", metadata: ["item": "\(message.id)"]) }
        return Done()
    }
}

extension CourierItem.Content {
    /// Codes that last half an hour do not go by post.
    var mayGoByPost: Bool {
        switch self {
        case .letter, .letterCode: true
        default: false
        }
    }
}

extension Desk {
    fileprivate func nextItem() throws -> DueItem? {
        try store.itemInHand(triedLessThan: Carrying.handedOutAtOnce) ?? store.dueItem(at: now)
    }

    /// The address of an item; nil too where its rows were touched or lost.
    fileprivate func soundDrawer(of item: DueItem) throws -> Drawer? {
        do {
            return try drawer(of: item)
        } catch is SheetFault {
            vault.logger.critical("damaged item", metadata: ["item": "\(item.id)"])
            return nil
        }
    }

    /// The address of an item, with the line that allows opening it; nil where there is none left.
    private func drawer(of item: DueItem) throws -> Drawer? {
        let owner = item.isAddressed ? item.id.text : item.subject?.text ?? ""
        guard let register = try store.register(of: owner, key: vault.keys.register) else {
            return nil
        }
        let subject = try item.subject.flatMap { try store.subject($0) }
        // An item with its own address is counted and told of by its own name.
        let name = subject?.ledgerName ?? item.id.text
        try count([name], by: nil)
        var drawer = try drawer(
            of: owner,
            fields: Addressing.needed(of: register, byPost: goesByPost(item))
        )
        drawer.leaf = try line(
            .carry,
            about: [name],
            fields: drawer.fields,
            purpose: .correspondence
        )
        return drawer
    }

    /// Codes for members who share a mailbox with somebody else must not go there.
    private func goesByPost(_ item: DueItem) -> Bool {
        guard let content = try? vault.content(item.content, of: item.id) else { return false }
        if case .letterCode = content { return true }
        return false
    }

    fileprivate func dropItem(_ item: DueItem) throws {
        try forgetAddress(item)
        try store.drop(item.id)
    }

    fileprivate func failItem(_ item: DueItem) throws {
        try forgetAddress(item)
        try store.fail(item.id)
    }

    private func forgetAddress(_ item: DueItem) throws {
        guard item.isAddressed else { return }
        try store.dropSheets(of: item.id.text, leaf: try store.lineCount())
    }
}
