import Glibc

/// A TCP socket to this machine, for asking whether a port is free and whether a page answers.
struct LoopbackSocket {
    private let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)

    func close() { Glibc.close(descriptor) }

    /// Zero, or the system's number for why not.
    func bind(port: Int) -> CInt {
        var yes: CInt = 1
        let length = socklen_t(MemoryLayout<CInt>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, length)
        let result = withAddress(port) { Glibc.bind(descriptor, $0, $1) }
        // A listener that has only been bound elsewhere would let us bind too: try to listen.
        return result == 0 && listen(descriptor, 1) == 0 ? 0 : errno
    }

    /// Whether something on the port answers in HTTP at once.
    func answersHTTP(port: Int, host: String) -> Bool {
        var patience = timeval(tv_sec: 0, tv_usec: 400_000)
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, length)
        guard withAddress(port, { connect(descriptor, $0, $1) }) == 0 else { return false }
        let request = Array("GET / HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, CInt(MSG_NOSIGNAL)) > 0 else {
            return false
        }
        var answer = [UInt8](repeating: 0, count: 7)
        let count = recv(descriptor, &answer, answer.count, CInt(MSG_WAITALL))
        return count == answer.count && answer == Array("HTTP/1.".utf8)
    }

    private func withAddress(
        _ port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
