import Foundation
import Synchronization

/// Searches files on every core, a few megabytes at a time.
struct Scanner: Sendable {
    private let index: PatternIndex

    /// What is read beyond a share's end, for what begins before it.
    private static let overlap = 4096
    private static let shareSize = 4 << 20

    init(_ patterns: PatternSet) { index = PatternIndex(patterns) }

    private struct Share: Sendable {
        var file: Int
        var path: String
        var range: Range<Int>
    }

    /// What is found in each file: one find for each place.
    ///
    /// - Throws: Where a copy cannot be read any more.
    func places(
        in files: [(path: String, size: Int)],
        tell: @escaping @Sendable (Double) -> Void
    ) async throws -> [[Find]] {
        try await search(files, tell).map(Scanner.places)
    }

    /// Every text that stands anywhere in some files, also those that stand inside another.
    ///
    /// - Throws: Where a file cannot be read.
    func patterns(in files: [(path: String, size: Int)]) async throws -> Set<Int> {
        Set(try await search(files) { _ in }.joined().map(\.pattern))
    }

    private func search(
        _ files: [(path: String, size: Int)],
        _ tell: @escaping @Sendable (Double) -> Void
    ) async throws -> [[Find]] {
        let shares = files.enumerated().flatMap {
            Scanner.shares(of: $0.element, number: $0.offset)
        }
        let work = SharedWork(shares: shares.count, files: files.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    let unwrapper = Unwrapper(index)
                    while let number = work.next() {
                        let finds = try search(shares[number], unwrapper)
                        work.add(finds, to: shares[number].file)
                        tell(Double(number + 1) / Double(shares.count))
                    }
                }
            }
            try await group.waitForAll()
        }
        return work.found()
    }

    private static func shares(of file: (path: String, size: Int), number: Int) -> [Share] {
        stride(from: 0, to: file.size, by: shareSize).map { start in
            let end = min(start + shareSize, file.size)
            return Share(file: number, path: file.path, range: start..<end)
        }
    }

    private func search(_ share: Share, _ unwrapper: Unwrapper) throws -> [Find] {
        let handle = try FileHandle(forReadingFrom: URL(filePath: share.path))
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(share.range.lowerBound))
        let bytes = try handle.read(upToCount: share.range.count + Scanner.overlap) ?? Data()
        let finds = bytes.withUnsafeBytes {
            unwrapper.search($0.bindMemory(to: UInt8.self), from: share.range.lowerBound)
        }
        return finds.filter { $0.place.lowerBound < share.range.upperBound }
    }

    /// One for each place: where texts overlap, the longest stands for all.
    static func places(_ finds: [Find]) -> [Find] {
        var places: [Find] = []
        let sorted = finds.sorted {
            ($0.place.lowerBound, -$0.place.count) < ($1.place.lowerBound, -$1.place.count)
        }
        for find in sorted {
            guard let last = places.last, find.place.lowerBound < last.place.upperBound else {
                places.append(find)
                continue
            }
            var longest = find.place.count > last.place.count ? find : last
            let end = max(last.place.upperBound, find.place.upperBound)
            longest.place = last.place.lowerBound..<end
            places[places.count - 1] = longest
        }
        return places
    }
}

/// What the cores share: which shares are left, and what was found.
private final class SharedWork: Sendable {
    private let left: Mutex<Range<Int>>
    private let finds: Mutex<[[Find]]>

    init(shares: Int, files: Int) {
        left = Mutex(0..<shares)
        finds = Mutex([[Find]](repeating: [], count: files))
    }

    func next() -> Int? {
        left.withLock { left in
            guard let number = left.first else { return nil }
            left = left.dropFirst()
            return number
        }
    }

    func add(_ found: [Find], to file: Int) { finds.withLock { $0[file] += found } }

    func found() -> [[Find]] { finds.withLock { $0 } }
}
