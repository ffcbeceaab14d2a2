import Foundation
import Glibc

/// What must be so before anything is started: directories, free ports, nobody else on the data.
struct LaunchGround {
    let plan: LaunchPlan

    /// Prepares the ground; the descriptor returned holds the data for as long as it is open.
    func prepare() throws(LaunchError) -> CInt {
        for process in plan.processes {
            guard let program = process.command.first, access(program, X_OK) == 0 else {
                throw .program(path: process.command.first ?? "")
            }
        }
        try makeDirectory(plan.dataDirectory, mode: 0o755)
        try makeDirectory("\(plan.dataDirectory)/run", mode: 0o755)
        let lock = try hold()
        for door in plan.doors { try checkPort(door.port) }
        for process in plan.processes {
            for directory in process.directories { try prepare(directory, of: process) }
            for directory in process.inherits where isFolder("\(plan.dataDirectory)/\(directory)") {
                try prepare(directory, of: process)
            }
        }
        return lock
    }

    /// The processes' users, where this is root and they exist.
    func user(of process: LaunchPlan.Process) -> String? {
        geteuid() == 0 && getpwnam(process.user) != nil ? process.user : nil
    }

    private func prepare(_ directory: String, of process: LaunchPlan.Process) throws(LaunchError) {
        let path = "\(plan.dataDirectory)/\(directory)"
        // The shop's processes read each other's databases, and write into their own only.
        let mode: mode_t = process.name == "market" || process.name == "counter" ? 0o2750 : 0o700
        try makeDirectory(path, mode: user(of: process) == nil ? 0o700 : mode)
        guard let name = user(of: process), let entry = getpwnam(name) else { return }
        guard chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0, chmod(path, mode) == 0
        else { throw .directory(path: path, cause: systemWords()) }
        try give(path, to: entry.pointee)
    }

    /// What root has made there before, as `ichi demo make` may, is the process's as well.
    private func give(_ path: String, to user: passwd) throws(LaunchError) {
        for name in FileManager.default.enumerator(atPath: path) ?? .init() {
            let file = "\(path)/\(name)"
            guard lchown(file, user.pw_uid, user.pw_gid) == 0 else {
                throw .directory(path: file, cause: systemWords())
            }
        }
    }

    private func makeDirectory(_ path: String, mode: mode_t) throws(LaunchError) {
        if isFolder(path) { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        } catch { throw .directory(path: path, cause: systemWords()) }
        guard chmod(path, mode) == 0 else { throw .directory(path: path, cause: systemWords()) }
    }

    private func hold() throws(LaunchError) -> CInt {
        let path = "\(plan.dataDirectory)/run/up.lock"
        let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .directory(path: path, cause: systemWords()) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw .dataInUse(directory: plan.dataDirectory)
        }
        return lock
    }

    private func checkPort(_ port: Int) throws(LaunchError) {
        let socket = LoopbackSocket()
        defer { socket.close() }
        switch socket.bind(port: port) {
        case 0: return
        case EACCES: throw .portForbidden(port)
        default: throw .portTaken(port)
        }
    }
}

/// The system's words for its last error.
func systemWords() -> String { String(cString: strerror(errno)) }
