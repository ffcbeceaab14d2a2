import Foundation

/// A PostgreSQL server of this process's own: a new folder, a Unix socket, no port.
enum PrivateCluster {
    /// The folder of `initdb` and `pg_ctl`; nil where PostgreSQL is not installed.
    static let programs: String? = {
        let debian = (13...18).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
        // Version 15 is the one that is promised; another one is better than none.
        let folders = ["/usr/lib/postgresql/15/bin"] + debian + ["/usr/bin", "/usr/local/bin"]
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// Starts a server and returns its URL.
    static func start() throws -> String {
        guard let programs else { throw PostgresFailure(what: "PostgreSQL is not installed") }
        let folder = "/tmp/ichi-pg-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.removeItem(atPath: folder)
        try run("mkdir -m 700 \(folder)")
        try run(
            """
            \(programs)/initdb -D \(folder)/data -U ichi -A trust -E UTF8 --locale=C.UTF-8 -N &&
            \(programs)/pg_ctl -D \(folder)/data -l \(folder)/log -w -t 60 start -o \
            "-k \(folder) -c listen_addresses='' -c shared_buffers=32MB"
            """
        )
        try watch(folder, programs)
        return "postgres:///postgres?host=\(folder)&user=ichi"
    }

    // A test run that is killed cannot clean up, so somebody else watches for its end.
    private static func watch(_ folder: String, _ programs: String) throws {
        let process = ProcessInfo.processInfo.processIdentifier
        try shell(
            """
            (while kill -0 \(process); do sleep 0.5; done
            \(asServer("\(programs)/pg_ctl -D \(folder)/data -m immediate stop"))
            rm -rf \(folder)) &
            """
        )
    }

    private static func run(_ command: String) throws { try shell(asServer(command)) }

    // The server refuses to run as root.
    private static func asServer(_ command: String) -> String {
        getuid() == 0 ? "runuser -u postgres -- sh -c '\(quoted(command))'" : command
    }

    private static func quoted(_ command: String) -> String {
        command.replacing("'", with: "'\\''")
    }

    // Not Foundation's Process: it waits until the server, which inherits a socket, ends too.
    private static func shell(_ command: String) throws {
        guard system("cd /tmp; exec </dev/null >/dev/null 2>&1; " + command) == 0 else {
            throw PostgresFailure(what: "a private PostgreSQL did not start: \(command)")
        }
    }
}
