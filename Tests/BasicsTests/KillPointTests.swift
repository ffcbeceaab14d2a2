import Basics
import Foundation
import Testing

@Suite("Kill points")
struct KillPointTests {
    @Test("a process is killed at the arrow that is armed")
    func killed() async {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            try arm("placing.promoted")
            killPoint("placing.promoted")
        }
    }

    @Test("where an arrow has a message, at that message alone")
    func message() async {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            try arm("vault.committed.promote")
            killPoint("vault.committed", "promote")
        }
    }

    @Test(
        "and passes every other",
        arguments: ["placing", "placing.promoted.", "vault.committed", "vault.committed.claim"]
    )
    func passes(armed: String) async {
        await #expect(processExitsWith: .success) { [armed] in
            try arm(armed)
            killPoint("placing.promoted")
            killPoint("vault.committed", "promote")
        }
    }
}

private func arm(_ arrow: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "armed-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: arrow))
    setenv("ICHI_KILL_ARMED", folder.path, 1)
}
