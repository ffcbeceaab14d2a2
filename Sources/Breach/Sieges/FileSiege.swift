import DemoCity
import Foundation
import Theft

/// Thieves who take files along and ask nobody: nothing can sound.
struct FileSiege {
    let stage: Stage

    /// Everything that the city has written, but keys.
    func everyFile() async throws -> BreachReport.Line {
        var line = BreachReport.Line(.files)
        let report = try await TheftDrill(
            data: stage.data,
            known: stage.known,
            postcodes: stage.checkout.appending(path: ".setup/postcodes.tsv")
        ).run()
        line.attempts = report.stores.reduce(0) { $0 + $1.files }
        let persons = Set(report.finds.map(\.known)).count
        (line.readable, line.beyond) = (persons, persons)
        line.notes.append("\(report.values.searched) values searched for in every encoding")
        return line
    }

    /// A member leaves, the epochs turn, the old ones' keys are destroyed; the thief has the backup of
    /// before, today's files, and today's keys of both keepers.
    func oldBackup() async throws -> BreachReport.Line {
        let data = try await stage.copy(for: .oldBackup)
        let backup = data.deletingLastPathComponent().appending(path: "backup")
        let leaver = 5
        try await eraseAndTurn(leaver, data, backup)
        var line = BreachReport.Line(.oldBackup)
        let take = try await KeyThief(
            vault: backup.appending(path: "vault").path,
            vaultKeys: data.appending(path: "vault-keys").path,
            witnessKeys: data.appending(path: "witness-keys").path
        ).open()
        let loot = try write(take.values, beside: data)
        let files =
            Files.all(in: backup) + Files.all(in: data, but: ["vault-keys", "witness-keys"])
        let crowd = try KnownCrowd(stage, passing: nil)
        let found = try await crowd.found(in: [loot] + files)
        line.attempts = take.sheets + files.count
        crowd.count(found, namesADay: stage.namesADay, into: &line)
        line.notes.append(
            "\(take.sheets) sheets of the backup tried with today's keys, \(take.halves) halves opened"
        )
        return line
    }

    private func eraseAndTurn(_ leaver: Int, _ data: URL, _ backup: URL) async throws {
        let shell = stage.shell()
        var city = try await RunningCity(stage, data: data)
        do {
            for (program, name) in [
                ("ichi", "shop"), ("ichi-vault", "vault"), ("ichi-witness", "witness"),
            ] {
                let folder = backup.appending(path: name).path
                try FileManager.default.createDirectory(
                    at: backup,
                    withIntermediateDirectories: true
                )
                try await shell.run(
                    stage.program(program),
                    ["backup", folder, "--data", data.path]
                )
            }
            try await Crowd.leave(leaver, of: stage.town())
            try await city.settle()
            try await shell.run(
                stage.program("ichi-witness"),
                ["epoch", "begin", "--data", data.path]
            )
            try await shell.run(
                stage.program("ichi-vault"),
                ["epoch", "begin", "--data", data.path]
            )
        } catch {
            await city.stop()
            throw error
        }
        await city.stop()
        // Started anew, the vault knows the new epochs at once.
        city = try await RunningCity(stage, data: data)
        do {
            for (program, words) in [
                ("ichi-vault", ["rewrap"]), ("ichi-vault", ["epoch", "destroy", "1"]),
                ("ichi-witness", ["epoch", "destroy", "1"]),
            ] {
                try await shell.run(stage.program(program), words + ["--data", data.path])
            }
        } catch {
            await city.stop()
            throw error
        }
        await city.stop()
    }

    /// The witness's operator with the vault's backup: half of every key is his.
    func witnessOperator(_ line: inout BreachReport.Line) async throws {
        let data = stage.folder.appending(path: "\(Position.witnessOperator.rawValue)/data")
        let backup = data.deletingLastPathComponent().appending(path: "backup-vault")
        try await stage.shell().run(
            stage.program("ichi-vault"),
            ["backup", backup.path, "--data", data.path]
        )
        let take = try await KeyThief(
            vault: backup.path,
            vaultKeys: nil,
            witnessKeys: data.appending(path: "witness-keys").path
        ).open()
        let loot = try write(take.values, beside: data)
        let files = Files.all(in: backup) + Files.all(in: data.appending(path: "witness"))
        let crowd = try KnownCrowd(stage, passing: nil)
        let found = try await crowd.found(in: [loot] + files)
        line.attempts += take.sheets + files.count
        line.readable += found.count
        line.beyond += found.count
        line.notes.append("\(take.halves) of \(take.sheets) halves opened, and no sheet")
    }

    /// Both hosts: everything with every key.
    func bothHosts() async throws -> BreachReport.Line {
        let data = try await stage.copy(for: .bothHosts)
        var line = BreachReport.Line(.bothHosts)
        let take = try await KeyThief(
            vault: data.appending(path: "vault").path,
            vaultKeys: data.appending(path: "vault-keys").path,
            witnessKeys: data.appending(path: "witness-keys").path
        ).open()
        let loot = try write(take.values, beside: data)
        let crowd = try KnownCrowd(stage, passing: nil)
        line.attempts = take.sheets
        crowd.count(
            try await crowd.found(in: [loot]),
            namesADay: stage.namesADay,
            into: &line
        )
        return line
    }

    private func write(_ values: [String], beside data: URL) throws -> URL {
        let loot = data.deletingLastPathComponent().appending(path: "loot")
        try Data(values.joined(separator: "\n").utf8).write(to: loot)
        return loot
    }
}

/// Files below a folder.
enum Files {
    static func all(in folder: URL, but left: Set<String> = []) -> [URL] {
        guard let names = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        return names.compactMap { $0 as? String }.sorted()
            .filter { name in
                !left.contains(String(name.prefix { $0 != "/" })) && !name.hasPrefix("pictures")
            }
            .map { folder.appending(path: $0) }
    }
}
