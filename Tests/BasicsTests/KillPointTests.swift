import Basics
import Foundation
import Testing

@Suite("Kill points")
struct KillPointTests {
    @Test("a process is killed at the arrow that is named")
    func killed() async {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            setenv("ICHI_KILL_AT", "placing.", 1)
            killPoint("placing.promoted")
        }
    }

    @Test("and passes every other")
    func passes() async {
        await #expect(processExitsWith: .success) {
            setenv("ICHI_KILL_AT", "placing.", 1)
            killPoint("outbox.claimed")
        }
    }
}
