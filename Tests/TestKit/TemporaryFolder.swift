public import Foundation

/// Runs a test with a new folder, which is gone afterwards.
@discardableResult
public func withTemporaryFolder<Value>(
    isolation: isolated (any Actor)? = #isolation,
    _ test: (URL) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "ichi-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await test(folder)
}
