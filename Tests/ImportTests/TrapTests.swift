import Foundation
import TestKit
import Testing

@testable import Import

@Suite("Files with traps drawn by lot")
struct TrapTests {
    @Test(
        "what is sound is taken, what is not is set aside, and once mended nothing is missing",
        arguments: (1...120).map { UInt64($0) }
    )
    func drawn(_ seed: UInt64) async throws {
        let file = TrappedFile(seed: seed)
        try await withTemporaryFolder { folder in
            let files = OldShopFiles(folder: folder)
            try Data(file.bytes).write(to: URL(filePath: files.members))
            let city = PlayedCity()
            guard !file.isRefused else {
                await #expect(throws: ImportError.self) {
                    try await Intake(city.ports).run(ImportFiles(members: [files.members]))
                }
                return #expect(city.now == PlayedCity().now)
            }
            let summary = try await Intake(city.ports).run(ImportFiles(members: [files.members]))
            let told = try #require(summary.files.first)
            #expect(told.rows == file.rows.count && told.done == told.rows)
            #expect(told.taken == file.rows.count - file.trapped.count)
            #expect(told.setAside == file.trapped.count)
            let before = city.now
            _ = try await Intake(city.ports).run(ImportFiles(members: [files.members]))
            #expect(city.now == before)
            try await mend(file, told.setAsidePath, city, files)
        }
    }

    /// Mends what was set aside, in its order, and compares with a city that never saw a trap.
    private func mend(
        _ file: TrappedFile,
        _ path: String?,
        _ city: PlayedCity,
        _ files: OldShopFiles
    ) async throws {
        if let path {
            let aside = try files.read(path)
            #expect(aside.count == file.trapped.count + 1)
            let rows = file.trapped.map { file.sound[$0] + ["直しました"] }
            try files.write([aside[0]] + rows, to: path, as: .utf8)
            let again = try await Intake(city.ports).run(ImportFiles(members: [path]))
            #expect(again.members.taken == file.trapped.count)
        }
        try files.write([file.headings] + file.sound, to: files.members, as: file.form)
        let unharmed = PlayedCity()
        _ = try await Intake(unharmed.ports).run(ImportFiles(members: [files.members]))
        #expect(city.now.essence == unharmed.now.essence)
    }
}
