import CConfinement
import Glibc
public import Logging

extension Confinement {
    /// Gives away what no program of ours ever asks, the launcher and commands included.
    ///
    /// Throws ``ConfinementFault`` where rights may still be gained by exec.
    public static func refuseIntrusion(of program: String) throws(ConfinementFault) {
        guard ichi_shut_intrusion() == 0 else {
            throw .refused(program, "system calls", cause: errno)
        }
    }
}

/// A command that serves, and first gives its rights away.
public protocol Confined {
    /// What it keeps; the folders that it will write into are there when this returns.
    func confinement(_ environment: [String: String]) throws -> Confinement
    /// Where it says what it does.
    var logger: Logger { get }
}

extension Confined {
    /// Gives them away; to be called from the first statement of the program.
    ///
    /// Throws ``ConfinementFault``, and what the plan throws.
    public func confine(_ environment: [String: String]) throws {
        try confinement(environment).begin(environment, logger)
    }
}
