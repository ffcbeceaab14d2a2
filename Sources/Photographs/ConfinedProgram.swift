import Basics
import CConfinement
import Glibc

/// A program of the system's, started so that it may only work on the files of one folder.
struct ConfinedProgram {
    /// How it ended.
    enum Ending: Equatable {
        case done
        case failed
        /// It took too long, or too much memory, and was ended.
        case ended
    }

    let path: String
    /// An absolute path.
    let folder: String

    // Fifty million pixels of sixteen bits and four colours are 400 MB; interlaced, they lie in memory.
    private static let bounds = ichi_bounds(
        memory_bytes: 2 << 30,
        file_bytes: 512 << 20,
        seconds: 60
    )
    private static let patience = Duration.seconds(90)

    /// Nothing of ours: no address of a database, no home.
    private static let environment = [
        "PATH=/usr/bin", "TMPDIR=.", "LC_ALL=C.UTF-8", "VIPS_BLOCK_UNTRUSTED=1",
        "VIPS_CONCURRENCY=1",
    ]

    /// Runs it to its end, on this thread; what it printed is then in the folder's file `answer`.
    func run(_ arguments: [String]) throws(PhotographFault) -> Ending {
        guard access(path, X_OK) == 0 else { throw .toolMissing(path) }
        var bounds = ConfinedProgram.bounds
        let child = withCStrings([path] + arguments) { arguments in
            withCStrings(ConfinedProgram.environment) { environment in
                ichi_confine(path, arguments, environment, folder, &bounds)
            }
        }
        guard child > 0 else { throw .tooHard }
        let status = wait(for: child)
        switch status {
        case 0: return .done
        case CInt(ichi_unconfined) << 8: throw .notConfined
        case CInt(ichi_no_program) << 8: throw .toolMissing(path)
        default: return status & 0x7f == 0 ? .failed : .ended
        }
    }

    private func wait(for child: pid_t) -> CInt {
        let deadline = ContinuousClock.now + ConfinedProgram.patience
        var status: CInt = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline { kill(-child, SIGKILL) }
            usleep(2000)
        }
        return status
    }
}
