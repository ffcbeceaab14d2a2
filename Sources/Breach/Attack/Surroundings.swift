import Basics
import Foundation
import Glibc
import Wire

/// What a taken process finds around it: files, sockets, other processes.
///
/// What it can open is told, and the drill searches it.
struct Surroundings: Sendable {
    /// The city's folder.
    let data: String
    let ports: [Int]

    private static let everywhere = [
        "/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.bash_history", "/proc/1/environ",
        "/proc/self/environ", "/dev/mem", "/dev/kmsg", "/var/log/syslog", "/run/systemd",
    ]

    /// Tries all of it once; how many attempts that were.
    func search() -> Int {
        let attempts = openFiles() + connect() + lookIntoOthers()
        return attempts
    }

    // MARK: Files

    private func openFiles() -> Int {
        var paths = Surroundings.everywhere
        let folders = [
            "", "market", "shop", "office", "vault", "vault-keys", "ledger", "witness",
            "witness-keys", "run", "pictures",
        ]
        let names = [
            "market.sqlite", "shop.sqlite", "office.sqlite", "vault.sqlite", "vault.sqlite-wal",
            "witness.pin", "key.pub", "checkpoint", "book", "mark.key", "cosign.key", "epoch-1.key",
            "token.key", "tag.key", "code.key", "ledger.key", "vault.log", "courier.log",
            "witness.log", "counter.log", "up.lock", "../data.known/typed.jsonl",
            "../data.known/customer.csv",
        ]
        for folder in folders {
            let path = folder.isEmpty ? data : "\(data)/\(folder)"
            paths.append(path)
            paths += names.map { "\(path)/\($0)" }
        }
        for path in paths { look(at: path) }
        return paths.count
    }

    private func look(at path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        RedLog.tell(RedEvent(.opened, path))
    }

    // MARK: Ways out

    private func connect() -> Int {
        let doors = ports + [22, 25, 53, 80, 443, 5432]
        for port in doors where reaches(port) {
            RedLog.tell(RedEvent(.note, "connects to port \(port)"))
        }
        let sockets = ["\(data)/witness/operator", "/run/dbus/system_bus_socket"]
        for path in sockets where WireAddress.unix(path: path).obstacle() == nil {
            RedLog.tell(RedEvent(.note, "connects to \((path as NSString).lastPathComponent)"))
        }
        for kind in [SOCK_DGRAM, SOCK_RAW] {
            let descriptor = socket(AF_INET, CInt(kind.rawValue), 0)
            if descriptor >= 0 {
                close(descriptor)
                RedLog.tell(RedEvent(.note, "makes a socket of kind \(kind.rawValue)"))
            }
        }
        return doors.count + sockets.count + 2
    }

    private func reaches(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    // MARK: Others' memory

    /// Those that were started just before and after; their numbers are guessed.
    private func lookIntoOthers() -> Int {
        let own = getpid()
        var attempts = 0
        for other in max(2, own - 40)..<own + 20 where !isOwnThread(other) {
            for part in ["environ", "maps", "mem"] {
                attempts += 1
                let descriptor = open("/proc/\(other)/\(part)", O_RDONLY | O_CLOEXEC)
                guard descriptor >= 0 else { continue }
                var byte: UInt8 = 0
                let isRead = part == "mem" || read(descriptor, &byte, 1) == 1
                close(descriptor)
                if isRead { RedLog.tell(RedEvent(.note, "opens another process's \(part)")) }
            }
        }
        return attempts
    }

    private func isOwnThread(_ number: pid_t) -> Bool {
        access("/proc/self/task/\(number)/stat", F_OK) == 0
    }

    /// Does what ends a process that is confined: a shell, another root, a mount.
    ///
    /// Which of them, chance says; it returns where the process was not ended.
    func challengeTheKernel() {
        let tries: [(String, () -> Void)] = [
            ("to become a shell", { withCStrings(["/bin/sh"]) { _ = execv("/bin/sh", $0) } }),
            ("to change its root", { _ = chroot("/") }),
            ("to mount", { _ = mount("none", "/mnt", "tmpfs", 0, nil) }),
        ]
        let (name, attempt) = tries[Int(getpid()) % tries.count]
        RedLog.tell(RedEvent(.deadly, name))
        attempt()
        RedLog.tell(RedEvent(.survived, name))
    }
}
