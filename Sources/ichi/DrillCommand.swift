import ArgumentParser
import Basics
import Foundation
import Glibc

/// `ichi drill`: other programs, so that nothing that serves people holds code that reads loot or attacks.
struct Drill: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Try whether the promises hold, on your own city.",
        discussion: """
            EXAMPLES
              ichi drill theft --data ./data        what could a thief read?
              ichi drill breach                     who breaks in where, what he gets

            The second is in debug builds alone, and makes a city of its own.
            """
    )

    @Argument(parsing: .captureForPassthrough)
    var words: [String] = []

    /// Becomes the program that lies beside this one: the thief's, or the red team's.
    func run() throws {
        let program = Drill.folder + (words.first == "breach" ? "/ichi-red" : "/ichi-drill")
        _ = withCStrings([program] + words) { execv(program, $0) }
        let cause = String(cString: strerror(errno))
        FileHandle.standardError.write(
            Data("ichi: \(program) cannot be started (\(cause)); build it: swift build\n".utf8)
        )
        throw ExitCode(2)
    }

    private static var folder: String {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return (program ?? "ichi").split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }
}
