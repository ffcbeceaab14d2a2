import Ledger
import Synchronization

/// A disk in memory that forgets, when its power is cut, the names that were not synced.
final class MemoryDisk: Sendable {
    struct State {
        var live: [String: [UInt8]] = [:]
        var durable: [String: [UInt8]] = [:]
        /// Operations until all fail; nil is never.
        var operationsLeft: Int?
        var operations = 0
    }
    struct Dead: Error {}

    private let state: Mutex<State>

    init(_ state: State = State()) { self.state = Mutex(state) }

    var snapshot: State { state.withLock { $0 } }
    var paths: [String] { state.withLock { $0.live.keys.filter { !$0.hasSuffix("/") }.sorted() } }

    func change(_ path: String, _ body: (inout [UInt8]?) -> Void) {
        state.withLock { body(&$0.live[path]) }
    }

    /// The machine comes back after the process was killed, or after the power was cut.
    func restart(powerCut: Bool) {
        state.withLock {
            if powerCut { $0.live = $0.durable.filter { [d = $0.durable] in reachable($0.key, d) } }
            $0.operationsLeft = nil
        }
    }

    var files: LogFiles {
        LogFiles(
            read: { path in self.state.withLock { $0.live[path] } },
            write: { path, bytes in try self.step { $0.live[path] = bytes } },
            rename: { from, to in
                try self.step {
                    $0.live[to] = $0.live.removeValue(forKey: from)
                }
            },
            makeDirectory: { path in try self.step { $0.live[path + "/"] = [] } },
            syncDirectory: { path in try self.step { sync(path, &$0) } },
            remove: { path in try self.step { $0.live[path] = nil } }
        )
    }

    private func step(_ body: (inout State) -> Void) throws {
        try state.withLock {
            if let left = $0.operationsLeft {
                guard left > 0 else { throw Dead() }
                $0.operationsLeft = left - 1
            }
            $0.operations += 1
            body(&$0)
        }
    }
}

private func sync(_ directory: String, _ state: inout MemoryDisk.State) {
    for path in Set(state.live.keys).union(state.durable.keys) where parent(path) == directory {
        state.durable[path] = state.live[path]
    }
}

private func parent(_ path: String) -> String {
    let path = path.hasSuffix("/") ? path.dropLast() : path[...]
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

private func reachable(_ path: String, _ durable: [String: [UInt8]]) -> Bool {
    let directory = parent(path)
    return directory == "log" || durable[directory + "/"] != nil && reachable(directory, durable)
}
