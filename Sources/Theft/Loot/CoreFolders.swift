import Foundation

/// Where the kernel, or the program that it hands them to, puts cores.
enum CoreFolders {
    /// Those of this system's processes.
    static func files() -> [String] {
        folders(pattern()).flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.contains("ichi") }.map { "\(folder)/\($0)" }
        }
    }

    /// A pattern without a folder means the process's own: the city's, or what the operator names.
    static func folders(_ pattern: String) -> [String] {
        if pattern.hasPrefix("|") { return ["/var/lib/systemd/coredump", "/var/crash"] }
        guard pattern.hasPrefix("/") else { return [] }
        return ["/" + pattern.split(separator: "/").dropLast().joined(separator: "/")]
    }

    private static func pattern() -> String {
        let file = "/proc/sys/kernel/core_pattern"
        return (try? String(contentsOfFile: file, encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }
}
