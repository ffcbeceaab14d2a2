import Basics
import Foundation
import Witness
import WitnessAPI

/// Root on the vault's host for many days: he asks the witness for so many a day, after that day's own
/// work, and takes care to sound nothing.
///
/// The witness is the real one, with its book on a disk; days are its clock's. City and budget are a tenth of
/// the notice's and of the standard.
struct PatientThief {
    let seed: String
    let days: Int

    /// Names a day; nil for all that the day leaves.
    private static let paces: [Int?] = [10, 30, 100, nil]

    func run() async throws -> BreachReport.Line {
        var line = BreachReport.Line(.vaultRootPatient)
        let budget = Traffic.budget
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ichi-days-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        var names: SealedNames?
        line.days = []
        for (number, pace) in PatientThief.paces.enumerated() {
            var span = try await Span(seed: seed, pace: pace, number: number, in: folder)
            var sealed = try names ?? SealedNames(span.sealing)
            for day in 0..<days { try await span.live(day, &sealed) }
            names = sealed
            await span.end()
            line.attempts += span.asked
            line.days?.append(span.outcome)
        }
        line.readable = line.days?.map(\.readable).max() ?? 0
        line.promised = min(Traffic.persons, budget.aDay * days)
        line.beyond = max(0, line.readable - line.promised)
        line.notes.append(
            "\(days) days, \(Traffic.persons) persons; the witness gives \(budget.aDay) names a day and "
                + "\(budget.inThirtyDays) in thirty days"
        )
        return line
    }
}

/// Some days of a witness, with its city's traffic and one thief.
private struct Span {
    private let room: WitnessRoom
    private let clock: DayClock
    private let pace: Int?
    private var traffic: Traffic
    private(set) var asked = 0
    private var had = 0
    private var served = 0
    private var turnedAway = 0
    private var noticed: (day: Int, had: Int)?
    private var everybody: Int?
    private var leaf = 0

    private static let most = 500

    init(seed: String, pace: Int?, number: Int, in folder: URL) async throws {
        let clock = DayClock()
        (self.clock, self.pace) = (clock, pace)
        traffic = Traffic(seed: seed)
        let keys = folder.path + "/keys"
        // Where its book was lies beside the keys, and this one begins.
        try? FileManager.default.removeItem(atPath: keys + "/bookmark")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        room = try await WitnessRoom.start(
            WitnessFolder(data: folder.path + "/witness-\(number)", keys: keys),
            name: "inaba.example/witness",
            budget: Traffic.budget,
            clock: clock.wall,
            say: { if $0.hasPrefix("ALARM") { clock.sound() } }
        )
    }

    var sealing: SealingEpoch { get throws { try SealingEpoch(newestOf: room.standing()) } }

    /// A day's orders, five at a time over its hours, and at its end the thief.
    mutating func live(_ day: Int, _ names: inout SealedNames) async throws {
        clock.begin(day)
        let orders = traffic.orders(on: day)
        for start in stride(from: 0, to: orders, by: 5) {
            clock.pass(hours: 8 + 14 * start / max(orders, 1))
            let count = min(5, orders - start)
            let next = served + count * Traffic.namesOfOrder
            let halves = try names.ofOrders(served..<next)
            served = next
            if try await !open(halves) { turnedAway += count }
        }
        clock.pass(hours: 23)
        try await steal(&names)
        if everybody == nil, had >= Traffic.persons { everybody = day + 1 }
        if noticed == nil, clock.hasSounded { noticed = (day + 1, had) }
    }

    func end() async { await room.close() }

    var outcome: BreachReport.Day {
        BreachReport.Day(
            pace: pace ?? Traffic.budget.aDay,
            readable: had,
            noticedOnDay: noticed?.day,
            readableWhenNoticed: noticed?.had,
            everybodyOnDay: everybody,
            turnedAway: turnedAway
        )
    }

    /// He looks what is left, and leaves the alarm alone.
    private mutating func steal(_ names: inout SealedNames) async throws {
        let standing = try room.standing()
        let left = min(
            standing.budget.aDay - standing.used.aDay,
            standing.budget.inThirtyDays - standing.used.inThirtyDays
        )
        var wanted = min(left, pace ?? left, Traffic.persons - had)
        while wanted > 0 {
            let count = min(wanted, Span.most)
            asked += 1
            guard try await open(names.ofPersons(had..<had + count)) else { return }
            had += count
            wanted -= count
        }
    }

    /// Whether the witness gives these halves.
    private mutating func open(_ halves: [Witness.SealedHalf]) async throws -> Bool {
        leaf += 1
        do {
            _ = try await room.open(leaf, halves, .unproven)
            return true
        } catch WitnessRefusal.spent {
            return false
        }
    }
}
