import Basics
import Foundation
import Logging
import ShopHost
import Wire
import Witness
import WitnessAPI

extension RedActor {
    /// The witness's operator: all that the vault says to it passes through his hands.
    func atWitness() async throws {
        let folder = settings.dataDirectory.path
        let room = try await WitnessRoom.start(
            WitnessFolder(data: folder + "/witness", keys: folder + "/witness-keys"),
            name: environment["ICHI_WITNESS_NAME"] ?? "inaba.example/witness",
            budget: try .named(in: environment),
            origin: "http://witness.localhost:\(settings.basePort + 3)",
            clock: .system,
            say: { [logger] in logger.warning("\($0)") }
        )
        let honest = try room.port.door(room.operations, forged: { _ in }, failed: { _, _ in })
        let passed = Passed()
        let door = WireDoor<WitnessLanguage>(
            answer: { caller, name, payload in
                RedLog.keep(payload)
                let answer = await honest.answer(caller, name, payload)
                if case .success(let bytes) = answer { RedLog.keep(bytes) }
                passed.note(name, payload)
                return answer
            },
            forged: { _ in }
        )
        let server = WitnessServer(door: door, logger: logger)
        try await beside {
            try await server.serve()
        } attack: {
            try await Task.sleep(for: .seconds(seconds))
            await passed.wait(for: RedActor.orders, of: OpenHalves.name)
        }
    }
}
