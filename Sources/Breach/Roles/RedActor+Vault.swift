import Basics
import Foundation
import KeyFiles
import ShopHost
import Storage
import Vault
import VaultHost
import Wire
import WitnessAPI

#if DEBUG
extension RedActor {
    /// Root on the vault's host: its keys, its rows, and the line to the witness.
    func atVault() async throws {
        let layout = DataLayout(settings.dataDirectory.path)
        let thief = SheetThief(
            database: try await Strongroom.existing(
                layout,
                environment: environment,
                access: .readWrite
            ),
            keys: try VaultKeys.open(directory: layout.keys)
        )
        for note in try await thief.notes() { RedLog.keep(note) }
        let witness = WitnessClient(.switchboard(line: Switchboard.callingLine))
        let sheets = try await thief.take().shuffled()
        let term = try await witness.ask(AskStanding()).term
        await haste(thief, sheets, witness, term)
        await otherGrounds(sheets, witness, term)
        RedLog.tell(RedEvent(.end))
        try await Task.sleep(for: .seconds(1_000_000))
    }

    /// Asks for everybody, as fast as it is answered: many at once, and where that is too many, one by one.
    private func haste(
        _ thief: SheetThief,
        _ sheets: [SheetThief.Taken],
        _ witness: WitnessClient,
        _ term: WitnessTerm
    ) async {
        var event = RedEvent(.rush)
        var (answers, attempts): ([String: Int], Int) = ([:], 0)
        let start = ContinuousClock.now
        var waiting = sheets[...]
        var count = 32
        while !waiting.isEmpty {
            let some = Array(waiting.prefix(count))
            attempts += 1
            do {
                let halves = try await witness.ask(
                    OpenHalves(
                        leaf: attempts,
                        halves: some.map(\.half),
                        basis: .unproven,
                        term: term
                    )
                )
                for (sheet, half) in zip(some, halves) {
                    let values = thief.read(sheet, with: half.key) ?? []
                    RedLog.keep(Array(values.joined(separator: "  ").utf8))
                }
                answers["answered", default: 0] += 1
                waiting = waiting.dropFirst(some.count)
            } catch {
                answers[error.rawValue, default: 0] += 1
                if error == .spent, event.untilFrozen == nil {
                    event.untilFrozen = attempts
                    event.seconds = start.duration(to: .now) / .seconds(1)
                }
                if count == 1 { waiting = waiting.dropFirst() }
                count = 1
            }
        }
        (event.attempts, event.answers) = (attempts, answers)
        RedLog.tell(event)
        RedLog.tell(RedEvent(.note, "he asks for 32 sheets at a time"))
    }

    /// Other grounds than those that share the budget, which the witness would have to prove.
    private func otherGrounds(
        _ sheets: [SheetThief.Taken],
        _ witness: WitnessClient,
        _ term: WitnessTerm
    ) async {
        var event = RedEvent(.way, "grounds that cannot be proven")
        var answers: [String: Int] = [:]
        let nothing = KeyTouch(
            credential: randomBytes(16),
            clientData: Array("{}".utf8),
            authenticatorData: randomBytes(37),
            signature: randomBytes(64),
            userHandle: nil
        )
        let touch = WitnessedTouch(
            day: Day(WallClock.system.now()),
            digest: randomBytes(32),
            touch: nothing
        )
        for basis in [Witness.Basis.touch(touch), .job(randomBytes(32))] {
            for sheet in sheets.prefix(4) {
                do {
                    let halves = [sheet.half]
                    _ = try await witness.ask(
                        OpenHalves(leaf: 1, halves: halves, basis: basis, term: term)
                    )
                    answers["answered", default: 0] += 1
                } catch {
                    answers[error.rawValue, default: 0] += 1
                }
            }
        }
        (event.attempts, event.answers) = (answers.values.reduce(0, +), answers)
        RedLog.tell(event)
    }
}
#else
extension RedActor {
    func atVault() async throws { throw BreachFault.testBuildOnly }
}
#endif
