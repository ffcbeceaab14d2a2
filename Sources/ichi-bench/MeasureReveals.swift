import ArgumentParser
import Basics
import Crypto
import Foundation
import Witness
import WitnessAPI

/// `ichi-bench reveals`: how fast the witness opens halves, its book on disk first.
struct MeasureReveals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveals",
        abstract: "Measure how fast the witness opens halves.",
        discussion: """
            In one process, on a real disk: each opening is one half of one name, and is answered once \
            its line is flushed. Beside it stands what a flush alone costs in the same folder.

            With --rate the callers keep to a pace together, and wait in between; without it each asks \
            again as soon as it is answered.

            EXAMPLES
              ichi-bench reveals --data /var/tmp/reveals
              ichi-bench reveals --data /var/tmp/reveals --rate 2000 --json
            """
    )

    private static let names = 4000

    @Option(name: .long, help: "A folder that holds nothing.") var data: String
    @Option(name: .long) var callers = 16
    @Option(name: .long) var seconds = 5
    @Option(name: .long, help: "Openings a second, of all callers together.") var rate: Int?
    @Flag(name: .long, help: "Print JSON.") var json = false

    func run() async throws {
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let flushes = try flushes()
        let room = try await WitnessRoom.start(
            WitnessFolder(data: data + "/witness", keys: data + "/witness-keys"),
            name: "witness.example/bench",
            budget: NameBudget(aDay: .max / 2, inThirtyDays: .max / 2),
            clock: .system,
            say: { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        )
        let halves = try seal(for: room.standing())
        let began = ContinuousClock.now
        let reveals = try await withThrowingTaskGroup(of: [Double].self) { group in
            for caller in 0..<callers { group.addTask { try await ask(room, halves, caller) } }
            return try await group.reduce([], +)
        }
        let took = milliseconds(since: began)
        await room.close()
        try tell(Told(times: reveals, took: took), Told(times: flushes, took: flushes.reduce(0, +)))
    }

    /// What one caller waits for each of its answers, in milliseconds.
    private func ask(_ room: WitnessRoom, _ halves: [Witness.SealedHalf], _ caller: Int)
        async throws
        -> [Double]
    {
        let began = ContinuousClock.now
        let pause = rate.map { Duration.seconds(1) * callers / $0 }
        var times: [Double] = []
        while began.duration(to: .now) < .seconds(seconds) {
            if let pause {
                let turn = pause * times.count + pause * caller / callers
                try await Task.sleep(until: began + turn, clock: .continuous)
            }
            let half = halves[(caller + times.count * callers) % halves.count]
            let start = ContinuousClock.now
            _ = try await room.open(times.count, [half], .unproven)
            times.append(milliseconds(since: start))
        }
        return times
    }

    private func seal(for standing: WitnessStanding) throws -> [Witness.SealedHalf] {
        let key = try P256.KeyAgreement.PublicKey(x963Representation: standing.publicKey)
        return try (0..<MeasureReveals.names).map { _ in
            let name = Handle<Witness>.mint().text
            let bytes = try HalfSeal.seal(
                SymmetricKey(size: .bits256),
                name: name,
                sheet: 1,
                epoch: standing.epoch,
                to: key
            )
            return .init(name: name, sheet: 1, epoch: standing.epoch, bytes: bytes)
        }
    }

    /// Appending as many bytes as a frame of sixteen lines has, and a flush.
    private func flushes() throws -> [Double] {
        let files = BookFiles.system
        let descriptor = try files.open(data + "/flushes")
        defer { files.close(descriptor) }
        let frame = [UInt8](repeating: 7, count: 1100)
        return try (0..<1000).map { number in
            let start = ContinuousClock.now
            try files.write(descriptor, number * frame.count, frame)
            try files.sync(descriptor)
            return milliseconds(since: start)
        }
    }

    private func milliseconds(since start: ContinuousClock.Instant) -> Double {
        start.duration(to: .now) / .milliseconds(1)
    }

    private struct Told: Encodable {
        var perSecond: Double
        var median: Double
        var p99: Double

        init(times: [Double], took: Double) {
            let sorted = times.sorted()
            perSecond = Double(times.count) * 1000 / max(took, 1)
            median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
            p99 = sorted.isEmpty ? 0 : sorted[sorted.count * 99 / 100]
        }

        var row: String { String(format: "%10.0f %9.3f %9.3f", perSecond, median, p99) }
    }

    private func tell(_ reveals: Told, _ flushes: Told) throws {
        guard !json else {
            let data = try JSONEncoder().encode(["reveals": reveals, "flushes": flushes])
            return print(String(decoding: data, as: UTF8.self))
        }
        print("                     a second    median      99th (ms)")
        print("openings           \(reveals.row)")
        print("flushes by one     \(flushes.row)")
    }
}
