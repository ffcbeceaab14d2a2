import Basics
import Logging
import Synchronization
import Testing

@testable import ShopHost

@Suite("housekeeping")
struct HousekeepingTests {
    private struct Trouble: Error {}

    @Test("a chore that fails keeps none of the others")
    func others() async {
        let done = Mutex<[Moment]>([])
        let noon = Moment(milliseconds: 1_796_655_600_000)
        let chores = Housekeeping(
            chores: [
                Housekeeping.Chore(name: "broken") { _ in throw Trouble() },
                Housekeeping.Chore(name: "whole") { now in done.withLock { $0.append(now) } },
            ],
            clock: WallClock { noon },
            logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
        )
        await chores.once()
        #expect(done.withLock { $0 } == [noon])
    }
}
