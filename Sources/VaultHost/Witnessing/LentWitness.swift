import Basics
import CSwitchboard
import Foundation
import Glibc
import Synchronization
import Wire

/// A witness that runs for this process alone, and ends with it.
///
/// It is started on a thread of its own, which stays as long as it does: the system kills a child
/// when the thread that started it is gone. One that ends is started again.
final class LentWitness: Sendable {
    private static let pauseMilliseconds: UInt32 = 200

    private let mine: CInt
    private let its: CInt
    private let isOver = Mutex(false)
    private let (ends, ended) = AsyncStream<Void>.makeStream()

    /// - Throws: ``HostError/programMissing(_:)`` where `ichi-witness` does not lie beside this
    ///   program.
    init(_ layout: DataLayout, environment: [String: String]) throws {
        let program = try LentWitness.program()
        (mine, its) = try Switchboard.line()
        let arguments = [program, "witness", "--lent", "--data", layout.directory]
        let variables = LentWitness.surroundings(environment)
        Thread.detachNewThread { [self] in
            while !isOver.withLock({ $0 }) { run(arguments, variables) }
            close(its)
            ended.finish()
        }
    }

    /// Where it is asked.
    var address: WireAddress { .child(line: mine, caller: "vault") }

    /// Lets it end, and waits for that: who comes next must not meet it in going.
    func end() async {
        isOver.withLock { $0 = true }
        close(mine)
        for await _ in ends {}
    }

    private func run(_ arguments: [String], _ variables: [String]) {
        let child = withCStrings(arguments) { arguments in
            withCStrings(variables) { environment in
                ichi_spawn(arguments[0], arguments, environment, its, -1, STDERR_FILENO, nil)
            }
        }
        var status: CInt = 0
        while child > 0, waitpid(child, &status, 0) < 0, errno == EINTR {}
        if !isOver.withLock({ $0 }) { usleep(LentWitness.pauseMilliseconds * 1000) }
    }

    private static func program() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(filePath: own).deletingLastPathComponent().path + "/ichi-witness"
        guard access(path, X_OK) == 0 else { throw HostError.programMissing(path) }
        return path
    }

    /// What every program wants, and ours; not the vault's database.
    private static func surroundings(_ environment: [String: String]) -> [String] {
        environment.filter { name, _ in
            ["PATH", "HOME", "LANG", "LC_ALL", "TZ"].contains(name) || name.hasPrefix("ICHI_")
        }.map { "\($0.key)=\($0.value)" } + ["SWIFT_BACKTRACE=enable=no"]
    }
}
