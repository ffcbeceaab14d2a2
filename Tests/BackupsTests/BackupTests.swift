import Basics
import Foundation
import TestKit
import Testing

@testable import Backups

@Suite("Backups")
struct BackupTests {
    private let now = Moment(milliseconds: 1_796_688_000_000)

    @Test("what was taken is brought back as it was")
    func thereAndBack() throws {
        try inFolder { folder in
            let backup = try make(folder)
            let opened = try Backup(in: backup, of: .witness)
            #expect(opened.begun == now && opened.facts == ["entries": "2"])
            #expect(opened.holds("book") && opened.holds("ledger/tile/0") && !opened.holds("none"))
            try opened.bring("book", to: folder + "/there/book")
            try opened.bring(folder: "ledger", to: folder + "/there/ledger")
            #expect(read(folder + "/there/book") == "one two")
            #expect(read(folder + "/there/ledger/tile/0") == "hash")
            #expect(
                read(folder + "/there/ledger/.lock") == nil,
                "what begins with a dot is nobody's"
            )
            let mode = try FileManager.default.attributesOfItem(atPath: backup + "/book")
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("one that was never finished is none, and nothing is written over one that was")
    func atomic() throws {
        try inFolder { folder in
            let draft = try BackupDraft(in: folder + "/b", of: .shop, at: now)
            try write("x", folder + "/source")
            try draft.take(folder + "/source", as: "source")
            #expect(throws: BackupFault.unfinished(folder + "/b")) {
                try Backup(in: folder + "/b", of: .shop)
            }
            #expect(throws: BackupFault.notEmpty(folder + "/b")) {
                try BackupDraft(in: folder + "/b", of: .shop, at: now)
            }
            try draft.finish([:])
            #expect(try Backup(in: folder + "/b", of: .shop).holds("source"))
        }
    }

    @Test(
        "a file that was altered, cut off, removed or added is told by its name",
        arguments: ["altered", "cut", "removed", "added", "manifest"]
    )
    func damaged(_ how: String) throws {
        try inFolder { folder in
            let backup = try make(folder)
            switch how {
            case "altered": try write("one tvo", backup + "/book")
            case "cut": try write("one", backup + "/book")
            case "removed": try FileManager.default.removeItem(atPath: backup + "/book")
            case "added": try write("", backup + "/boon")
            default: try write("{}", backup + "/manifest.json")
            }
            let wanted: BackupFault =
                switch how {
                case "added": .damaged(backup + "/boon")
                case "manifest": .unreadable(backup)
                default: .damaged(backup + "/book")
                }
            #expect(throws: wanted) { try Backup(in: backup, of: .witness) }
        }
    }

    @Test("no domain is brought back from another's, and no key is taken in")
    func kinds() throws {
        try inFolder { folder in
            let backup = try make(folder)
            #expect(throws: BackupFault.otherDomain(backup, is: "witness", wanted: "vault")) {
                try Backup(in: backup, of: .vault)
            }
            for key in ["epoch-1.key", "vault-keys/token"] {
                let draft = try BackupDraft(in: folder + "/\(UUID())", of: .vault, at: now)
                try write("k", try draft.place(key))
                #expect(throws: BackupFault.holdsKey(draft.folder + "/" + key)) {
                    try draft.finish([:])
                }
            }
        }
    }

    @Test("every fault says what to do in words")
    func words() {
        let faults: [BackupFault] = [
            .notEmpty("/b"), .file("/b/x", errno: 28), .unfinished("/b"), .unreadable("/b"),
            .otherDomain("/b", is: "shop", wanted: "vault"), .damaged("/b/x"),
            .holdsKey("/b/x.key"),
        ]
        for fault in faults { #expect("\(fault)".contains("/b")) }
    }

    private func make(_ folder: String) throws -> String {
        try write("one two", folder + "/data/book")
        try write("hash", folder + "/data/ledger/tile/0")
        try write("", folder + "/data/ledger/.lock")
        let draft = try BackupDraft(in: folder + "/backup", of: .witness, at: now)
        try draft.take(folder + "/data/book", as: "book")
        try draft.take(folder + "/data/none", as: "none")
        try draft.take(folder: folder + "/data/ledger", as: "ledger")
        #expect(try draft.finish(["entries": "2"]) == 11)
        return folder + "/backup"
    }

    private func write(_ text: String, _ path: String) throws {
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    private func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private func inFolder(_ test: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try test(folder)
    }
}
