import Basics
import CConfinement
import Glibc

extension Confinement {
    /// What any program of ours reads as it runs, beside its own folder.
    ///
    /// Libraries and their data, the time zone, how many processors there are and how many of them it has.
    static let everyday = [
        "/usr/lib", "/usr/share", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime",
        "/dev/urandom", "/sys/devices/system/cpu", "/sys/fs/cgroup",
        "/sys/kernel/mm/transparent_hugepage",
    ]

    /// The certificates that TLS trusts; whoever speaks it reads them, though it trust a fingerprint alone.
    public static let certificates = [
        "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/usr/local/share/ca-certificates",
    ]

    /// What is read to find a host.
    private static let hostFiles = [
        "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf",
        "/etc/services", "/run/systemd/resolve", "/run/NetworkManager",
    ]

    /// Where the program lies, with what belongs to it.
    public static var programFolder: String? {
        realpath("/proc/self/exe", nil).map { path in
            defer { free(path) }
            return folder(of: String(cString: path))
        }
    }

    /// Where its libraries came from: those of Swift may lie wherever it was built.
    public static var libraryFolders: [String] {
        guard let maps = fopen("/proc/self/maps", "r") else { return [] }
        defer { fclose(maps) }
        var folders: Set<String> = []
        var line: UnsafeMutablePointer<CChar>?
        var room = 0
        defer { free(line) }
        while getline(&line, &room, maps) > 0, let text = line {
            let words = String(cString: text).split { $0 == " " || $0 == "\n" }
            guard let file = words.last, file.hasPrefix("/"), file.contains(".so") else { continue }
            folders.insert(folder(of: String(file)))
        }
        return Array(folders)
    }

    private static func folder(of file: String) -> String {
        file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }

    /// The way to a host's port, with a name server where the host is told by a name.
    public mutating func goes(to host: String, port: Int) {
        ways.insert(.port(port))
        reads += Confinement.hostFiles + Confinement.certificates
        if !Confinement.isFound(host) { ways.insert(.names) }
    }

    /// A folder, to read or to write in as well.
    public mutating func keep(folder: String, writes isWriter: Bool) {
        if isWriter { writes.append(folder) } else { reads.append(folder) }
    }

    /// The ways to a service with some hosts, and to its Unix sockets where it has none; what it reads
    /// to trust them.
    public mutating func keep(servers: [(host: String, port: Int)], files: [String]) {
        for (host, port) in servers { goes(to: host, port: port) }
        if servers.isEmpty { ways.insert(.sockets) }
        reads += files
    }

    /// Whether a host is an address, or this machine: nobody has to be asked where it is.
    private static func isFound(_ host: String) -> Bool {
        let bare = host.filter { $0 != "[" && $0 != "]" }
        var room = in6_addr()
        return bare == "localhost" || inet_pton(AF_INET, bare, &room) == 1
            || inet_pton(AF_INET6, bare, &room) == 1
    }

    /// This plan in the form of C.
    func withKept<Value>(
        writes: [String],
        _ body: (UnsafePointer<ichi_kept>) -> Value
    ) -> Value {
        withCStrings(reads) { reads in
            withCStrings(writes) { writes in
                withCStrings(clears) { clears in
                    withCStrings(starts) { starts in
                        withPorts { listens, connects in
                            var kept = ichi_kept(
                                reads: UnsafePointer(reads),
                                writes: UnsafePointer(writes),
                                clears: UnsafePointer(clears),
                                starts: UnsafePointer(starts),
                                listens: listens.baseAddress,
                                connects: connects.baseAddress,
                                listen_count: listens.count,
                                connect_count: connects.count,
                                binds_unix: bindsSockets ? 1 : 0,
                                connects_unix: ways.contains(.sockets) ? 1 : 0,
                                asks_names: ways.contains(.names) ? 1 : 0,
                                holds_keys: holdsKeys ? 1 : 0
                            )
                            return body(&kept)
                        }
                    }
                }
            }
        }
    }

    private func withPorts<Value>(
        _ body: (UnsafeBufferPointer<CUnsignedInt>, UnsafeBufferPointer<CUnsignedInt>) -> Value
    ) -> Value {
        listens.map(CUnsignedInt.init).withUnsafeBufferPointer { listens in
            ports.map(CUnsignedInt.init).withUnsafeBufferPointer { body(listens, $0) }
        }
    }
}
