public import Hummingbird
import NIOCore
import NIOPosix

/// Runs tasks on the event loops that their connections are on.
///
/// A request then goes from the socket to its handler and back without a change of thread, which
/// costs more than most pages. What waits for a disk has threads of its own; who wakes a task from one
/// of these hands it to a loop.
private final class LoopExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let loop = MultiThreadedEventLoopGroup.currentEventLoop ?? next()
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> any EventLoop { MultiThreadedEventLoopGroup.singleton.next() }
}

extension ApplicationProtocol {
    /// Runs the service until it is told to end, its handlers on the threads of their connections.
    public func runOnItsLoops() async throws {
        try await withTaskExecutorPreference(LoopExecutor()) { try await runService() }
    }
}
