import Glibc

/// A file that nobody else may read, written from its beginning.
final class Copy {
    private let descriptor: CInt
    private let path: String

    init(_ path: String) throws(DrillFault) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault() }
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws(DrillFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, part.baseAddress, part.count)
            guard count > 0 else { throw fault() }
            rest = rest.dropFirst(count)
        }
    }

    private func fault() -> DrillFault { .hideout(path, cause: String(cString: strerror(errno))) }
}
