import NIOCore

/// Runs a task on the event loop that its message came by.
///
/// From the socket to the database's thread and back, a message then changes threads twice and not
/// at every `await`.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
