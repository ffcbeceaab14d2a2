import CConfinement
import Glibc
public import Logging

/// What a process keeps of its rights; whatever is not named here is gone once it has begun.
public struct Confinement: Sendable, Equatable {
    /// The process's name, for its log.
    public var name: String
    /// Files to read, and folders with all below them; what is not there need not be.
    public var reads: [String] = []
    /// Folders in which it makes, changes and removes files.
    public var writes: [String] = []
    /// Folders in which it removes such as are empty.
    public var clears: [String] = []
    /// Programs that it may start, as children who keep no more than it does.
    public var starts: [String] = []
    /// TCP ports at which it is asked.
    public var listens: Set<Int> = []
    /// Where it goes by itself.
    public var ways: Set<Way> = []
    /// Whether it makes a Unix socket under a name, in what it writes.
    public var bindsSockets = false
    /// Whether keys lie in its memory, which then stays out of swap.
    public var holdsKeys = false

    /// A way to somebody else.
    public enum Way: Sendable, Hashable {
        /// To any Unix socket that its user may open; which, no kernel of today can be told.
        case sockets
        /// To a TCP port, of whichever machine.
        case port(Int)
        /// To a name server, and with that by UDP to anybody.
        case names
    }

    /// A process that keeps its program, and what every program of ours reads as it runs.
    public init(_ name: String) {
        self.name = name
        reads = Confinement.everyday + [Confinement.programFolder].compactMap(\.self)
    }

    /// Gives all other rights away, for this process and whatever it starts.
    ///
    /// To be called before there is a second thread, which would keep its own. What the kernel cannot keep
    /// is said to the logger; with `ICHI_CONFINEMENT=required` it is refused where files or calls stay open.
    /// Throws ``ConfinementFault``.
    public func begin(_ environment: [String: String], _ logger: Logger) throws(ConfinementFault) {
        let isRequired = try Confinement.isRequired(environment)
        guard ichi_thread_count() == 1 else { throw .late(name) }
        if holdsKeys, ichi_lock_memory() != 0 {
            logger.warning(
                "Keys may be written to swap: memory cannot be locked (LimitMEMLOCK=infinity)"
            )
        }
        let lacking = try shut(environment)
        if lacking.contains(.files) {
            guard !isRequired else { throw .noLandlock(name) }
            logger.warning(
                "NOT CONFINED to its files: this kernel has no Landlock",
                metadata: ["process": "\(name)"]
            )
        } else {
            logger.debug("Confined", metadata: metadata)
        }
        if lacking.contains(.ports), !ports.isEmpty {
            logger.warning(
                "Connects to any port: this kernel's Landlock knows none (Linux 6.7)",
                metadata: ["needed": "\(ports.sorted())"]
            )
        }
    }

    private func shut(
        _ environment: [String: String]
    ) throws(ConfinementFault) -> Lacking {
        var lacking: CInt = 0
        let steps =
            withKept(writes: writes + Confinement.drilled(environment)) { kept in
                if ichi_drop_capabilities(kept) != 0 { return ("capabilities", errno) }
                if ichi_shut_files(kept, &lacking) != 0 { return ("files", errno) }
                return ichi_shut_calls(kept) != 0 ? ("system calls", errno) : nil
            } as (String, CInt)?
        if let (what, cause) = steps { throw .refused(name, what, cause: cause) }
        return Lacking(rawValue: lacking)
    }

    /// The ports it may go to.
    var ports: [Int] {
        ways.compactMap { if case .port(let number) = $0 { number } else { nil } }
            + (ways.contains(.names) ? [Confinement.namePort] : [])
    }

    private static let namePort = 53

    private var metadata: Logger.Metadata {
        [
            "writes": "\(writes)", "listens": "\(listens.sorted())",
            "connects": "\(ports.sorted())\(ways.contains(.sockets) ? " and sockets" : "")",
        ]
    }

    private static func isRequired(
        _ environment: [String: String]
    ) throws(ConfinementFault) -> Bool {
        switch environment["ICHI_CONFINEMENT"] {
        case nil: false
        case "required": true
        case _?: throw .badSetting
        }
    }

    /// Where a drill lays what kills a process at an arrow; only in a debug build.
    private static func drilled(_ environment: [String: String]) -> [String] {
        #if DEBUG
        [environment["ICHI_KILL_ARMED"]].compactMap(\.self)
        #else
        []
        #endif
    }

    private struct Lacking: OptionSet {
        let rawValue: CInt
        static let files = Lacking(rawValue: CInt(ichi_files_open))
        static let ports = Lacking(rawValue: CInt(ichi_ports_open))
    }
}

/// Why a process did not begin.
public enum ConfinementFault: Error, Equatable, CustomStringConvertible {
    /// There was a second thread, which would have kept its rights.
    case late(String)
    case refused(String, String, cause: CInt)
    case noLandlock(String)
    case badSetting

    public var description: String {
        switch self {
        case .late(let name): "\(name) had begun before it could be confined: nothing is started"
        case .refused(let name, let what, let cause):
            "\(name) cannot be confined (\(what): \(String(cString: strerror(cause)))): nothing is started"
        case .noLandlock(let name):
            "\(name) cannot be confined to its files: this kernel has no Landlock, and ICHI_CONFINEMENT is required"
        case .badSetting: "ICHI_CONFINEMENT is required, or not set"
        }
    }
}
