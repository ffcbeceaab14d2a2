import Age
import Basics
import Foundation
import TestKit
import Testing
import VaultAPI

@testable import Vault

/// Somebody of a shop, whose labels are allowed and whose computer has a key.
struct Shopkeeper {
    var clerk: Clerk
    let shop: Int
    let secret = ReceiverSecret()
}

extension Strongroom {
    /// Shop 3's, with a job of so many labels a day for this month.
    func shopkeeper(_ shop: Int = 3, cap: Int? = 10, hasKey: Bool = true) async throws -> Shopkeeper
    {
        let invited = try await invite(.shop, shop: shop)
        var key = SoftAuthenticator.office()
        let entry = try await enrol(invited.code, with: &key)
        let clerk = Clerk(token: entry.token, handle: invited.id, key: key)
        let keeper = Shopkeeper(clerk: clerk, shop: shop)
        if hasKey {
            _ = try await ReceiverStore(database, keys: keys).register(
                keeper.secret.receiver,
                for: shop,
                at: now
            )
        }
        if let cap { try await jobs.allow(job(shop, cap: cap)) }
        return keeper
    }

    var jobs: LabelJobStore { LabelJobStore(database, keys: keys) }

    func job(_ shop: Int = 3, cap: Int = 10, days: Int = 20) -> LabelJob {
        LabelJob(
            shop: shop,
            dailyCap: cap,
            from: Day(now),
            until: Day(now).adding(days: days),
            by: "山田",
            agreed: 0,
            since: now
        )
    }

    /// A guest's order that stands at the shop, and its one parcel of shop 3.
    func parcel(hasOwnSender: Bool = false, hasCard: Bool = false) async throws -> LabelParcel {
        let order = try await order()
        _ = try await ask(Claim(order: order.key))
        return LabelParcel(
            name: .init(order: order.key, position: 1),
            recipient: order.recipient,
            number: "2612-0830-5517-1",
            goods: ["二十世紀梨 ×2"],
            hasCard: hasCard,
            hasOwnSender: hasOwnSender
        )
    }

    func state(_ parcels: [LabelParcel], _ keeper: Shopkeeper) async throws -> LabelState.Answer {
        try await ask(
            LabelState(
                token: keeper.clerk.token,
                parcels: parcels.map(\.name),
                source: Clerk.source
            ),
            from: .office
        )
    }

    func begin(_ parcels: [LabelParcel], _ keeper: Shopkeeper) -> LabelsBegin {
        LabelsBegin(
            token: keeper.clerk.token,
            shopName: "湯所果樹園",
            parcels: parcels,
            source: Clerk.source
        )
    }

    func finish(_ asked: KeyRequest, _ keeper: inout Shopkeeper) throws -> LabelsFinish {
        LabelsFinish(
            token: keeper.clerk.token,
            ceremony: asked.ceremony,
            assertion: try keeper.clerk.key.answer(asked),
            source: Clerk.source
        )
    }

    /// One touch: the run waits for the courier.
    func touch(_ parcels: [LabelParcel], _ keeper: inout Shopkeeper) async throws {
        let asked = try await ask(begin(parcels, keeper), from: .office)
        _ = try await ask(finish(asked, &keeper), from: .office)
    }

    func nextLabels() async throws -> NextLabels.Work? {
        try await ask(NextLabels(), from: .courier).work
    }

    /// As the courier makes a run, with bytes of the test's own for a file.
    func carry(_ work: NextLabels.Work) async throws -> [NextLabel.Answer] {
        var labels: [NextLabel.Answer] = []
        for place in 0..<work.labels {
            labels.append(try await ask(NextLabel(run: work.run, place: place), from: .courier))
        }
        for part in 0..<2 {
            let bytes = [UInt8](repeating: UInt8(part), count: 100)
            _ = try await ask(
                KeepLabels(run: work.run, part: part, bytes: bytes, isLast: part == 1),
                from: .courier
            )
        }
        return labels
    }

    func fetch(_ run: Handle<LabelRun>, _ part: Int, _ keeper: Shopkeeper) -> LabelsFetch {
        LabelsFetch(token: keeper.clerk.token, run: run, part: part, source: Clerk.source)
    }
}

extension NextLabel.Answer {
    var people: (recipient: PersonalFields, sender: PersonalFields)? {
        if case .label(_, let recipient, let sender) = self { (recipient, sender) } else { nil }
    }
}
