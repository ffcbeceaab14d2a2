import Basics
import Crypto
import Foundation
import KeyFiles
import Storage
import Synchronization
import TestKit
import Testing
import VaultAPI
import Witness
import WitnessAPI

@testable import Vault

@Suite("The vault's own epochs", .serialized)
struct EpochTests {
    @Test("what was sealed before a rotation opens after it", arguments: TestDatabase.engines)
    func rotation(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let before = try await room.guest()
            #expect(try room.keys.epochs.begin() == 2)
            try await room.settleEpochs()
            let after = try await room.guest()
            var rewrapping = OwnRewrapping(database: room.database, keys: room.keys)
            let left = try await rewrapping.left()
            #expect(left > 0)
            while try await rewrapping.step() {}
            #expect(rewrapping.done == left && rewrapping.damaged == 0)
            #expect(try await rewrapping.left() == 0)
            try await rewrapping.finish()
            try await EpochBook(room.database).destroy(1, of: room.keys)
            #expect(room.keys.epochs.numbers == [2])
            let restarted = try await room.restarted()
            for guest in [before, after] {
                let answer = try await restarted.open(guest.handle, guest.token, [.familyName])
                #expect(answer.fields[.familyName]?.revealed == "髙﨑")
            }
        }
    }

    @Test("a job that is ended at any page goes on, and nothing is lost")
    func resumed() async throws {
        try await Strongroom.with(.sqlite) { room in
            let guests = try await [room.guest(), room.guest(), room.guest()]
            _ = try room.keys.epochs.begin()
            // One half is done already, as after a kill.
            let half = try #require(
                try await room.database.read {
                    try VaultStore($0).ownHalves(not: 2, after: nil, limit: 1)
                }
                .first
            )
            let anew = try OwnWrap(epochs: room.keys.epochs).rewrap(half, to: 2)
            try await room.database.write { try VaultStore($0).replace(half, by: anew) }
            // A page that was read before finds that half changed, and leaves it.
            try await room.database.write { tx in
                var stale = anew
                stale.bytes = [0]
                try VaultStore(tx).replace(half, by: stale)
            }
            var rewrapping = OwnRewrapping(database: room.database, keys: room.keys)
            while try await rewrapping.step() {}
            #expect(rewrapping.damaged == 0)
            #expect(try await EpochBook(room.database).halves().keys.sorted() == [2])
            for guest in guests { _ = try await room.open(guest.handle, guest.token, [.phone]) }
        }
    }

    @Test("the newest epoch, one in use and one that is needed are not destroyed")
    func refused() async throws {
        try await Strongroom.with(.sqlite) { room in
            _ = try await room.guest()
            let book = EpochBook(room.database)
            try await room.vault.learnEpochs()
            await #expect(throws: EpochRefusal.newest(1)) {
                try await book.destroy(1, of: room.keys)
            }
            await #expect(throws: EpochRefusal.unknown(7)) {
                try await book.destroy(7, of: room.keys)
            }
            _ = try room.keys.epochs.begin()
            await #expect(throws: EpochRefusal.inUse(1)) {
                try await book.destroy(1, of: room.keys)
            }
            // Found by this look; requests that sealed before it may be under way until the next.
            try await room.vault.learnEpochs()
            await #expect(throws: EpochRefusal.inUse(1)) {
                try await book.destroy(1, of: room.keys)
            }
            try await room.vault.learnEpochs()
            let halves = try #require(try await book.halves()[1])
            await #expect(throws: EpochRefusal.needed(1, halves: halves)) {
                try await book.destroy(1, of: room.keys)
            }
        }
    }

    @Test("damaged halves are counted, stay as they are, and are needed still")
    func damaged() async throws {
        try await Strongroom.with(.sqlite) { room in
            let guest = try await room.guest()
            let nothing: [UInt8] = []
            try await room.run(
                "UPDATE sheet SET vault_half = \(nothing) WHERE owner = \(guest.handle)"
            )
            _ = try room.keys.epochs.begin()
            try await room.settleEpochs()
            var rewrapping = OwnRewrapping(database: room.database, keys: room.keys)
            while try await rewrapping.step() {}
            #expect(rewrapping.damaged == 1)
            #expect(try await rewrapping.left() == 1)
            await #expect(throws: EpochRefusal.needed(1, halves: 1)) {
                try await EpochBook(room.database).destroy(1, of: room.keys)
            }
        }
    }

    @Test("who was erased opens from no backup once both keepers' epochs are gone")
    func erasedInBackups() async throws {
        try await Strongroom.with(.sqlite) { room in
            let erased = try await room.guest()
            let kept = try await room.guest()
            let backup = try await room.folder(of: erased.handle)
            let other = try await room.folder(of: kept.handle)
            _ = try await room.ask(Erase(token: erased.token, handle: erased.handle))
            let witness = try await room.rotate()
            // The whole of the keys as they are now, at both keepers, and no refusal in the way.
            let own = OwnWrap(
                epochs: try VaultKeys.open(directory: room.folder.path + "/keys").epochs
            )
            let epochs = try KeyFile.names(in: room.folder.path + "/witness-keys")
            #expect(epochs.filter { $0.hasPrefix("epoch-") } == ["epoch-2"])
            let key = try P256.KeyAgreement.PrivateKey(
                rawRepresentation: Data(
                    contentsOf: room.folder.appending(path: "witness-keys/epoch-2.key")
                )
            )
            for folder in [backup, other] {
                for sheet in folder.sheets {
                    #expect(throws: SheetFault.self) { try own.unwrap(sheet.ownHalf) }
                    let half = sheet.sealedHalf(name: folder.register.witnessName)
                    for epoch in [1, 2] {
                        var shown = half
                        shown.epoch = epoch
                        #expect(throws: WitnessRefusal.self) { try HalfSeal.open(shown, with: key) }
                    }
                }
            }
            let later = try await room.restarted(with: try witness.port)
            let values = try await later.open(kept.handle, kept.token, [.street]).fields
            #expect(values[.street]?.revealed == "七十一番地")
        }
    }

    @Test("letters that wait are carried after a rotation, and open from no backup")
    func letters() async throws {
        try await Strongroom.with(.sqlite) { room in
            let member = try await room.member(email: "a@example.jp")
            _ = try await room.ask(
                SignInBegin(way: .mailCode(email: Secret("a@example.jp")), source: "192.0.2.7")
            )
            let backup = try await room.notes()
            #expect(!backup.isEmpty)
            _ = try room.keys.epochs.begin()
            try await room.settleEpochs()
            var own = OwnRewrapping(database: room.database, keys: room.keys)
            while try await own.step() {}
            await #expect(throws: EpochRefusal.self) {
                try await EpochBook(room.database).destroy(1, of: room.keys)
            }
            try await own.turnNotes()
            try await own.finish()
            try await EpochBook(room.database).destroy(1, of: room.keys)
            for (place, kept) in backup {
                #expect(throws: SheetFault.self) {
                    try room.keys.notes.open(kept.note, bound: place.binding(kept.owner))
                }
            }
            #expect(try await room.mailedCode() != nil)
            _ = member
        }
    }

    @Test(
        "keys of people sign in after a rotation, and open from no backup",
        arguments: TestDatabase.engines
    )
    func peoplesKeys(engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let member = try await room.member(email: "a@example.jp")
            var passkey = try await room.passkey(of: member.token)
            var clerk = try await room.clerk()
            let invited = try await room.invite()
            let backup = try await room.notes()
            #expect(
                Set(backup.map(\.place.word)).isSuperset(
                    of: ["passkey", "staff key of", "staff invitation of"]
                )
            )
            _ = try room.keys.epochs.begin()
            try await room.settleEpochs()
            var own = OwnRewrapping(database: room.database, keys: room.keys)
            while try await own.step() {}
            try await own.turnNotes()
            try await own.finish()
            try await EpochBook(room.database).destroy(1, of: room.keys)
            for (place, kept) in backup {
                #expect(throws: SheetFault.self) {
                    try room.keys.notes.open(kept.note, bound: place.binding(kept.owner))
                }
            }
            _ = try await room.ask(try await room.signIn(by: &passkey))
            _ = try await room.signIn(&clerk.key)
            var other = SoftAuthenticator.office()
            _ = try await room.enrol(invited.code, with: &other)
        }
    }

    @Test("a half that is put back after the rotation alarms, once")
    func putBack() async throws {
        try await Strongroom.with(.sqlite) { room in
            let guest = try await room.guest()
            let alarms = Mutex(0)
            let keys = try VaultKeys.open(.files(in: room.folder.path + "/keys")) {
                alarms.withLock { $0 += 1 }
            }
            let old = try await room.folder(of: guest.handle)
            _ = try keys.epochs.begin()
            var rewrapping = OwnRewrapping(database: room.database, keys: keys)
            while try await rewrapping.step() {}
            try await rewrapping.finish()
            let sheet = try #require(old.sheets.first)
            // Who has read it before the rotation ended may open it a moment later.
            try keys.epochs.learn(rotated: 2)
            _ = try OwnWrap(epochs: keys.epochs).unwrap(sheet.ownHalf)
            let before = alarms.withLock { $0 }
            #expect(before == 0, "the rotation itself is no news")
            try keys.epochs.learn(rotated: 2)
            _ = try? OwnWrap(epochs: keys.epochs).unwrap(sheet.ownHalf)
            _ = try? OwnWrap(epochs: keys.epochs).unwrap(sheet.ownHalf)
            let after = alarms.withLock { $0 }
            #expect(after == 1)
        }
    }

    @Test("what a command sealed in an epoch that it has just begun opens at once")
    func begunElsewhere() async throws {
        try await Strongroom.with(.sqlite) { room in
            let command = try VaultKeys.open(.files(in: room.folder.path + "/keys"))
            _ = try command.epochs.begin()
            let note = try command.notes.seal([1, 2], bound: [])
            #expect(room.keys.epochs.newest == 1)
            #expect(try room.keys.notes.open(note, bound: []) == [1, 2])
            // It wraps in it from now on, but what it wrapped before may be under way still.
            #expect(room.keys.epochs.newest == 2 && room.keys.epochs.settled == 1)
        }
    }

    @Test("a key that is destroyed beside it opens what was read before, until the next look")
    func destroyedElsewhere() async throws {
        try await Strongroom.with(.sqlite) { room in
            let note = try room.keys.notes.seal([1, 2], bound: [])
            let command = try VaultKeys.open(.files(in: room.folder.path + "/keys"))
            _ = try command.epochs.begin()
            try command.epochs.destroy(1)
            try await room.vault.learnEpochs()
            #expect(try room.keys.notes.open(note, bound: []) == [1, 2])
            try await room.vault.learnEpochs()
            #expect(throws: SheetFault.missing) { try room.keys.notes.open(note, bound: []) }
        }
    }

    @Test("a key that is destroyed is overwritten first, and a kill in between is finished")
    func overwritten() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = KeyStore.files(in: folder.path)
        _ = try store.readOrMake("epoch-1", count: 32)
        let path = folder.appending(path: "epoch-1.key")
        // Another name shows what became of the file's bytes.
        try FileManager.default.linkItem(at: path, to: folder.appending(path: "seen"))
        try store.destroy("epoch-1")
        #expect(try Data(contentsOf: folder.appending(path: "seen")) == Data(count: 32))
        #expect(try store.names().isEmpty)
        _ = try store.readOrMake("epoch-2", count: 32)
        let gone = folder.appending(path: "epoch-2.key.gone")
        try FileManager.default.moveItem(at: folder.appending(path: "epoch-2.key"), to: gone)
        #expect(try store.names().isEmpty)
        try store.destroy("epoch-2")
        #expect(!FileManager.default.fileExists(atPath: gone.path))
    }
}

extension Strongroom {
    /// What lies in the database of somebody, still shut: as a backup has it.
    func folder(of handle: Handle<Subject>) async throws -> Folder {
        let found = try await database.read { [keys] in
            try VaultStore($0).folder(of: handle.text, key: keys.register)
        }
        return try #require(found)
    }

    /// What the vault alone seals, as a backup has it.
    func notes() async throws -> [(place: NotePlace, kept: KeptNote)] {
        try await database.read { tx in
            try NotePlace.all.flatMap { place in
                try VaultStore(tx).notes(place, notOf: [], skipping: 0, limit: 100)
                    .map { (place, $0) }
            }
        }
    }

    /// Both looks that a newer epoch needs.
    func settleEpochs() async throws {
        for _ in 0..<2 { try await vault.learnEpochs() }
    }

    /// A whole rotation at both keepers, old keys destroyed; the witness that has done it.
    func rotate() async throws -> WitnessRoom {
        _ = try keys.epochs.begin()
        try await settleEpochs()
        var own = OwnRewrapping(database: database, keys: keys)
        while try await own.step() {}
        try await own.turnNotes()
        try await own.finish()
        try await EpochBook(database).destroy(1, of: keys)
        let room = try await WitnessRoom.beside(self.folder)
        _ = try await room.makeEpoch()
        var witness = try await Rewrapping(database: database, witness: room.port)
        while try await witness.step() {}
        try await room.destroyEpoch(1)
        return room
    }
}
