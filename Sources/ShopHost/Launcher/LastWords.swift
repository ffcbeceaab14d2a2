import Foundation

/// The last line of a log, for who should not have to open it.
func lastWords(in log: String) -> String {
    guard let file = FileHandle(forReadingAtPath: log), let end = try? file.seekToEnd() else {
        return "nothing"
    }
    defer { try? file.close() }
    try? file.seek(toOffset: end > 2000 ? end - 2000 : 0)
    let tail = (try? file.readToEnd()).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return tail.split(whereSeparator: \.isNewline).last.map(String.init) ?? "nothing"
}
