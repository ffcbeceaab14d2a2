import ArgumentParser
import Foundation
import Import
import ShopHost

/// An old shop's way into a city, on which both the import and the demonstration go.
struct MovingIn {
    let settings: ShopSettings
    let files: ImportFiles
    var wishes = ImportWishes()

    /// Imports the files, telling how far it is; says why and where the files lie where it ends.
    func run() async throws -> (summary: ImportSummary, seconds: Double) {
        let personal = files.personal.map { URL(filePath: $0).standardizedFileURL.path }
        let signals = ImportTerminal.sayOnSignal(personal)
        defer { signals.forEach { $0.cancel() } }
        let watch = ImportWatch()
        let summary: ImportSummary
        do {
            summary = try await cityImport().run(
                files,
                wishes: wishes,
                progress: { watch.tell($0) }
            )
        } catch {
            watch.end()
            ImportTerminal.complain("\(ImportTerminal.words(error))")
            ImportTerminal.sayWhere(personal)
            throw ExitCode.failure
        }
        watch.end()
        return (summary, watch.seconds)
    }

    private func cityImport() throws -> CityImport {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return CityImport(
            settings,
            programs: URL(filePath: program).deletingLastPathComponent().path,
            environment: ProcessInfo.processInfo.environment
        )
    }
}
