import Basics
import Foundation
import Storage
import TestKit
import Testing
import VaultAPI

@testable import Vault

/// Figures, where `ICHI_MEASURE` asks for them.
@Suite(
    "Figures",
    .enabled(if: ProcessInfo.processInfo.environment["ICHI_MEASURE"] != nil),
    .serialized
)
struct FigureTests {
    @Test("sealing and opening a sheet of ten fields")
    func sheet() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        let fields = Dictionary(
            uniqueKeysWithValues: Sample.orderer.map { ($0.key.rawValue, $0.value.revealed) }
        )
        let clock = ContinuousClock()
        let rounds = 500
        let sheets = try (0..<rounds).map { try bench.seal(fields, owner: "a", version: $0 + 1) }
        let sealing = try clock.measure {
            for round in 0..<rounds { _ = try bench.seal(fields, owner: "a", version: round + 1) }
        }
        let opening = try clock.measure {
            for sheet in sheets {
                let half = try bench.half(of: sheet)
                _ = try bench.sealer.open(sheet, fields: fields.keys.sorted(), witnessHalf: half)
            }
        }
        report("seal \(sealing / rounds), open \(opening / rounds) a sheet")
    }

    @Test("enrolling and opening, durable, 16 callers", arguments: TestDatabase.engines)
    func durable(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            _ = try await room.guest()
            let callers = 16
            let each = 50
            let clock = ContinuousClock()
            let time = try await clock.measure {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<callers {
                        group.addTask {
                            for _ in 0..<each {
                                let guest = try await room.guest()
                                _ = try await room.open(guest.handle, guest.token)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let seconds =
                Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
            report("\(engine): \(Int(Double(callers * each * 2) / seconds)) enrol or open a second")
        }
    }

    /// What somebody sees who types addresses and holds a watch; on a quiet machine.
    ///
    /// «greater» is how often a known address took longer than an unknown one: 0.5 tells nothing.
    @Test("signing in with known and unknown addresses", arguments: TestDatabase.engines)
    func signIn(_ engine: Engine) async throws {
        var limits = LimitPlan.city
        let endless = LimitPlan.SignIns(quarter: 100_000, day: 100_000)
        (limits.signInsFromOneSource, limits.signInsForOne) = (endless, endless)
        limits.signInsPerSource = 100_000
        try await Strongroom.with(engine, limits: limits) { room in
            let known = "rikako@example.jp"
            _ = try await room.member(email: known, password: "梨とかにと温泉まんじゅうと砂の美術館")
            for way in ["code", "password", "registration"] {
                var times: [String: [Double]] = [:]
                for round in 0..<420 {
                    let email = round.isMultiple(of: 2) ? known : "nobody@example.jp"
                    let seconds = try await seconds(way, email, room)
                    if round >= 20 { times[email, default: []].append(seconds) }
                }
                let (ours, nobodys) = (times[known] ?? [], times["nobody@example.jp"] ?? [])
                report(
                    "\(engine) by \(way): known \(spread(ours)), unknown \(spread(nobodys)), "
                        + "greater \(greater(ours, nobodys))"
                )
            }
        }
    }

    private func seconds(_ way: String, _ email: String, _ room: Strongroom) async throws -> Double
    {
        let address = Secret(email)
        var register = RegisterBegin(
            idempotencyKey: UUID().uuidString,
            fields: Sample.orderer,
            password: nil,
            source: "192.0.2.1"
        )
        register.fields[.email] = address
        let begin = SignInBegin(
            way: way == "code" ? .mailCode(email: address) : .password(email: address),
            source: "192.0.2.1"
        )
        let proof = way == "code" ? "22222222" : "まちがったあいことばでございます"
        let time = try await ContinuousClock().measure { [register] in
            let challenge =
                way == "registration"
                ? try await room.ask(register).challenge : try await room.ask(begin).challenge
            let finish = SignInFinish(challenge: challenge, proof: Secret(proof), remember: false)
            _ = await room.refusal(finish)
        }
        return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }

    /// The quarters of sorted times, in milliseconds.
    private func spread(_ times: [Double]) -> String {
        let sorted = times.sorted()
        return [1, 2, 3].map { quarter in
            let time = sorted[sorted.count * quarter / 4] * 1000
            return String(format: "%.3f", time)
        }.joined(separator: "/") + " ms"
    }

    private func greater(_ ours: [Double], _ others: [Double]) -> String {
        let wins = ours.reduce(0) { sum, time in sum + others.count { time > $0 } }
        return String(format: "%.3f", Double(wins) / Double(ours.count * others.count))
    }

    private func report(_ text: String) {
        FileHandle.standardError.write(Data(("figure: " + text + "\n").utf8))
    }
}
