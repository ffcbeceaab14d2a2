import Basics
import Crypto
public import WitnessAPI

extension WitnessRoom {
    /// This room as the vault sees it, whether through a server or in one process.
    public var port: Witness {
        get throws {
            let first = try SealingEpoch(newestOf: standing())
            return Witness(
                sealing: { [keys] in
                    guard let newest = keys.newest else { return first }
                    return SealingEpoch(number: newest.epoch, key: newest.key.publicKey)
                },
                open: { leaf, halves, basis in
                    let opened = try await self.open(leaf, halves, basis)
                    killPoint("witness.opened")
                    return opened
                },
                marks: { try await self.mark($0) },
                erase: { names, leaf in
                    try await self.erase(names, leaf: leaf)
                    killPoint("witness.erased")
                },
                extend: { stretch in
                    let taken = try await self.extend(stretch)
                    killPoint("witness.extended")
                    return taken
                },
                rewrap: { halves in
                    let sealed = try await self.rewrap(halves)
                    killPoint("witness.rewrapped")
                    return sealed
                },
                erasuresTold: { try await self.erasuresTold(upTo: $0) },
                standing: { try self.standing() },
                tail: { try await self.tail(from: $0) },
                erased: { try self.erased($0) },
                officers: { self.officers.standing() },
                propose: { try await self.officers.propose($0, by: .vault) },
                decisions: { try self.officers.decisions(from: $0) },
                learnOwnKey: { try await self.learn($0, leaf: $1) },
                proveOwnKey: { try await self.prove(own: $0) },
                endKeys: { try await self.endKeys($0) }
            )
        }
    }

    /// What the witness's operator may ask of this room.
    public var operations: WitnessOperations {
        WitnessOperations(
            makeEpoch: { try await self.makeEpoch() },
            destroyEpoch: { try await self.destroyEpoch($0) },
            reopen: { try await self.reopen($0) },
            dismiss: { try await self.dismiss() },
            follow: { try await self.follow($0) },
            fence: { try await self.fence($0) },
            term: { self.desk.look(\.term) },
            officers: { try await self.officers.answer($0, $1, $2) }
        )
    }
}
