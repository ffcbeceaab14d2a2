import Basics
import Foundation
import KeyFiles
import Storage
import TestKit
import Testing
import VaultAPI
import Witness
import WitnessAPI

@testable import Vault

@Suite("Sheets")
struct SheetTests {
    @Test("what was sealed is opened, newest value of each field", arguments: TestDatabase.engines)
    func opens(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            #expect(try await room.open(guest.handle, guest.token).fields == Sample.orderer)
            let changed = try await room.ask(
                Change(
                    token: guest.token,
                    handle: guest.handle,
                    version: 1,
                    fields: [.givenName: Secret("梨子"), .note: Secret("")]
                )
            )
            #expect(changed.version == 2)
            let answer = try await room.open(guest.handle, guest.token)
            #expect(answer.version == 2)
            #expect(answer.fields[.givenName]?.revealed == "梨子")
            #expect(answer.fields[.note] == nil)
            #expect(answer.fields[.familyName]?.revealed == "髙﨑")
        }
    }

    @Test("a change of what was changed in between is out of date", arguments: TestDatabase.engines)
    func outOfDate(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let change = Change(
                token: guest.token,
                handle: guest.handle,
                version: 1,
                fields: [.building: Secret("別の荘")]
            )
            _ = try await room.ask(change)
            #expect(await room.refusal(change) == .outOfDate)
        }
    }

    @Test("another subject's sheet does not open", arguments: TestDatabase.engines)
    func moved(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let other = try await room.guest(Sample.recipient)
            try await room.run("DELETE FROM sheet WHERE owner = \(guest.handle)")
            try await room.run(
                "UPDATE sheet SET owner = \(guest.handle) WHERE owner = \(other.handle)"
            )
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .postcode) == .unavailable)
        }
    }

    @Test("with its register too it does not open", arguments: TestDatabase.engines)
    func movedWhole(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            let other = try await room.guest(Sample.recipient)
            for table in [0, 1] {
                if table == 0 {
                    try await room.run("DELETE FROM sheet WHERE owner = \(guest.handle)")
                    try await room.run(
                        "UPDATE sheet SET owner = \(guest.handle) WHERE owner = \(other.handle)"
                    )
                } else {
                    try await room.run("DELETE FROM register WHERE owner = \(guest.handle)")
                    try await room.run(
                        "UPDATE register SET owner = \(guest.handle) WHERE owner = \(other.handle)"
                    )
                }
            }
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .postcode) == .unavailable)
        }
    }

    @Test("an old sheet in the place of a newer one does not open", arguments: TestDatabase.engines)
    func rolledBack(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            try await room.run(
                """
                INSERT INTO sheet (owner, version, vault_epoch, witness_epoch, vault_half,
                    witness_half, boxes)
                SELECT owner, 99, vault_epoch, witness_epoch, vault_half, witness_half, boxes
                FROM sheet WHERE owner = \(guest.handle)
                """
            )
            _ = try await room.ask(
                Change(
                    token: guest.token,
                    handle: guest.handle,
                    version: nil,
                    fields: [.street: Secret("新しい番地")]
                )
            )
            try await room.run(
                "DELETE FROM sheet WHERE owner = \(guest.handle) AND version = 2"
            )
            try await room.run(
                "UPDATE sheet SET version = 2 WHERE owner = \(guest.handle) AND version = 99"
            )
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .street) == .unavailable)
        }
    }

    @Test("a register set back is found", arguments: TestDatabase.engines)
    func register(_ engine: Engine) async throws {
        try await Strongroom.with(engine) { room in
            let guest = try await room.guest()
            try await room.run(
                "UPDATE register SET version = version + 1 WHERE owner = \(guest.handle)"
            )
            #expect(await room.refusalOfOpen(guest.handle, guest.token, .street) == .unavailable)
        }
    }

    @Test("a field's box does not open as another field")
    func swappedField() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        var sheet = try bench.seal(["city": "鳥取市", "street": "七番地"], owner: "a", version: 1)
        let half = try bench.half(of: sheet)
        sheet.boxes["city"] = sheet.boxes["street"]
        #expect(throws: SheetFault.damaged) {
            try bench.sealer.open(sheet, fields: ["city"], witnessHalf: half)
        }
    }

    @Test("a sheet of another version, owner or epoch does not open")
    func rebound() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        let sheet = try bench.seal(["city": "鳥取市"], owner: "a", version: 1)
        let half = try bench.half(of: sheet)
        var version = sheet
        version.version = 2
        var owner = sheet
        owner.owner = "b"
        var epoch = sheet
        epoch.epochs.witness = 2
        for changed in [version, owner, epoch] {
            #expect(throws: SheetFault.damaged) {
                try bench.sealer.open(changed, fields: ["city"], witnessHalf: half)
            }
        }
        #expect(
            try bench.sealer.open(sheet, fields: ["city"], witnessHalf: half)["city"]?.revealed
                == "鳥取市"
        )
    }

    @Test("the witness does not open a half under another name, or of an erased one")
    func witness() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        let sheet = try bench.seal(["city": "鳥取市"], owner: "a", version: 1)
        await #expect(throws: WitnessRefusal.foreign) {
            try await bench.witness.open(0, [sheet.sealedHalf(name: "somebody-else")], .unproven)
        }
        try await bench.witness.erase([bench.name], 1)
        await #expect(throws: WitnessRefusal.erased) {
            try await bench.witness.open(2, [sheet.sealedHalf(name: bench.name)], .unproven)
        }
        let again = try await WitnessRoom.beside(bench.folder).port
        await #expect(throws: WitnessRefusal.erased) {
            try await again.open(2, [sheet.sealedHalf(name: bench.name)], .unproven)
        }
    }

    @Test("boxes say little of what is in them")
    func padding() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        let sheet = try bench.seal(["a": "東京都", "b": "神奈川県", "c": "x"], owner: "a", version: 1)
        #expect(Set(sheet.boxes.values.map(\.count)).count == 1)
        for length in [0, 1, 31, 32, 33, 64] {
            let bytes = [UInt8](repeating: 0x80, count: length)
            #expect(try Padding.remove(from: Padding.add(to: bytes)) == bytes)
        }
    }

    @Test("key files open to others are refused")
    func keyFiles() async throws {
        let bench = try await SealingBench()
        defer { bench.remove() }
        let path = bench.folder.path + "/keys/tag.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: KeyFileFault.openToOthers(path)) {
            try VaultKeys.open(directory: bench.folder.path + "/keys")
        }
    }
}

extension Strongroom {
    func refusalOfOpen(_ handle: Handle<Subject>, _ token: Token, _ field: PersonalField) async
        -> VaultRefusal?
    {
        await refusal(
            Open(token: token, handle: handle, fields: [field], purpose: .confirmation)
        )
    }
}
