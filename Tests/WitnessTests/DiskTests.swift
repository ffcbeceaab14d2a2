import Foundation
import Synchronization
import Testing
import WitnessAPI

@testable import Witness

/// The system's files, until a call of a kind is told to fail.
final class FailingDisk: Sendable {
    enum Call: String, CaseIterable { case read, write, half, sync, cut, size }
    private struct State {
        var calls = 0
        var failing: Set<Call> = []
        /// Calls until all fail; nil is never.
        var left: Int?
    }
    private let state = Mutex(State())

    func fail(_ calls: Call...) { state.withLock { $0.failing = Set(calls) } }
    func fail(after calls: Int?) { state.withLock { $0.left = calls } }

    var files: BookFiles {
        let system = BookFiles.system
        return BookFiles(
            open: system.open,
            size: {
                try self.step(.size); return try system.size($0)
            },
            read: {
                try self.step(.read); return try system.read($0, $1, $2)
            },
            write: { descriptor, place, bytes in
                do { try self.step(.write, .half) } catch {
                    // A full disk, or a killed process, leaves a part.
                    try system.write(descriptor, place, Array(bytes.prefix(bytes.count / 2)))
                    throw error
                }
                try system.write(descriptor, place, bytes)
            },
            sync: {
                try self.step(.sync); try system.sync($0)
            },
            cut: {
                try self.step(.cut); try system.cut($0, $1)
            },
            close: system.close
        )
    }

    private func step(_ calls: Call...) throws {
        try state.withLock { state in
            guard state.failing.isDisjoint(with: calls) else {
                throw BookFault.system("\(calls[0])", errno: 28)
            }
            guard let left = state.left else { return }
            guard left > 0 else { throw BookFault.system("\(calls[0])", errno: 5) }
            state.left = left - 1
        }
    }
}

@Suite("a disk that fails")
struct DiskTests {
    @Test(
        "what could not be written is not answered, and what comes later is",
        arguments: [FailingDisk.Call.write, .half, .sync]
    )
    func unwritten(call: FailingDisk.Call) async throws {
        try await withBench { bench in
            let disk = FailingDisk()
            var room = try await bench.start(bookFiles: disk.files)
            try await room.read("a")
            disk.fail(call)
            for _ in 0..<3 {
                await #expect(throws: WitnessRefusal.unwritten) { try await room.read("b") }
                await #expect(throws: WitnessRefusal.unwritten) {
                    try await room.erase(["c"], leaf: 1)
                }
                await #expect(throws: WitnessRefusal.unwritten) {
                    _ = try await room.mark(.email, nil, [])
                }
            }
            // It was never opened, so it cost nothing; and it was not erased.
            #expect(try room.standing().used.aDay == 1)
            disk.fail(call, .cut)
            await #expect(throws: WitnessRefusal.unwritten) { try await room.read("b") }
            disk.fail()
            try await room.read("b", "c")
            try await room.erase(["c"], leaf: 1)
            await room.close()
            room = try await bench.start()
            #expect(try room.standing().used.aDay == 3)
            await #expect(throws: WitnessRefusal.erased) { try await room.read("c") }
            #expect(bench.said.contains { $0.contains("cannot be written") })
        }
    }

    @Test("killed at any call, it starts again, and all that was answered is in the book")
    func killed() async throws {
        for step in 0... {
            var answered = 0
            var isDone = false
            try await withBench { bench in
                let disk = FailingDisk()
                disk.fail(after: step)
                do {
                    let room = try await bench.start(bookFiles: disk.files)
                    for name in ["a", "b", "c", "d"] {
                        try await room.read(name)
                        answered += 1
                    }
                    isDone = true
                } catch {}
                let room = try await bench.start()
                let standing = try room.standing()
                #expect(!standing.isShut, "after \(step) calls")
                #expect(standing.used.aDay >= answered, "after \(step) calls")
                try await room.read("e")
            }
            if isDone { break }
        }
    }

    @Test("sixteen callers on a disk that fails now and then: each answer is in the book")
    func now() async throws {
        try await withBench { bench in
            let disk = FailingDisk()
            let room = try await bench.start(bookFiles: disk.files)
            let answered = await withTaskGroup(of: [String].self) { group in
                for caller in 0..<16 {
                    group.addTask {
                        var names: [String] = []
                        for number in 0..<20 {
                            if number % 5 == caller % 5 {
                                disk.fail(number % 2 == 0 ? .sync : .half)
                            }
                            let name = "n-\(caller)-\(number)"
                            if (try? await room.read(name)) != nil { names.append(name) }
                            disk.fail()
                        }
                        return names
                    }
                }
                return await group.reduce([], +)
            }
            await room.close()
            _ = try await bench.start()
            let book = Set(
                try bench.book("opened").flatMap { $0.split(separator: " ").dropFirst(4) }
            )
            #expect(answered.allSatisfy { book.contains($0[...]) })
        }
    }
}
