import Glibc

/// A socket that stands in a folder under a name.
public enum UnixSocket {
    /// Listens there, for its owner alone (mode 0600); what stood there before is gone.
    ///
    /// - Throws: ``Switchboard/Failure``.
    public static func listen(at path: String) throws(Switchboard.Failure) -> CInt {
        let line = try make()
        unlink(path)
        let mask = umask(0o177)
        defer { umask(mask) }
        guard let failure = failure(of: path, { Glibc.bind(line, $0, $1) }) else {
            guard Glibc.listen(line, 64) == 0 else { throw close(line, errno) }
            return line
        }
        throw close(line, failure)
    }

    /// Why nobody takes a call there at this moment: the system's number; nil where somebody does.
    static func obstacle(at path: String) -> CInt? {
        guard let line = try? make() else { return errno }
        defer { Glibc.close(line) }
        return failure(of: path) { connect(line, $0, $1) }
    }

    private static func make() throws(Switchboard.Failure) -> CInt {
        let line = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard line >= 0 else { throw Switchboard.Failure(errno: errno) }
        return line
    }

    private static func close(_ line: CInt, _ number: CInt) -> Switchboard.Failure {
        Glibc.close(line)
        return Switchboard.Failure(errno: number)
    }

    private static func failure(
        of path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt? {
        var there = sockaddr_un()
        there.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: there.sun_path) else {
            return ENAMETOOLONG
        }
        withUnsafeMutableBytes(of: &there.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &there) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? nil : errno
    }
}
