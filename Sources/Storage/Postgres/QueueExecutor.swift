import Dispatch

/// A queue of its own for each connection: libpq blocks its thread while the server works.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "ichi.postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
