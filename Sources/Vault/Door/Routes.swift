import VaultAPI
import Wire

/// What may be asked, by whom, and who answers.
struct Route: Sendable {
    let callers: Set<Caller>
    let answer: @Sendable (Vault, [UInt8], Call) async throws -> [UInt8]
}

/// The whole language, by the messages' names.
enum Routes {
    static let all: [String: Route] = {
        let counter: Set<Caller> = [.counter]
        let pairs = [
            route(counter) { (vault, message: Enrol, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Open, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Change, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Copy, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Erase, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Promote, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Claim, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Abandon, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Unclaimed, call) in
                try await vault.answer(message, call)
            },
        ]
        let all =
            pairs + signingIn(counter) + passkeys(counter) + correspondence(counter)
            + importing(counter) + office + labels
        return Dictionary(all, uniquingKeysWith: { first, _ in first })
    }()

    private static func importing(_ counter: Set<Caller>) -> [(String, Route)] {
        [
            route([.importer]) { (vault, message: ImportPersons, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: ConfirmData, call) in
                try await vault.answer(message, call)
            },
        ]
    }

    private static func signingIn(_ counter: Set<Caller>) -> [(String, Route)] {
        [
            route(counter) { (vault, message: SignInBegin, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: SignInResend, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: SignInFinish, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: RegisterBegin, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: SetCredential, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: EmailBegin, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: EmailFinish, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: CheckSession, call) in
                try await vault.answer(message, call)
            },
            route([.counter, .office]) { (vault, message: End, call) in
                try await vault.answer(message, call)
            },
        ]
    }

    private static func passkeys(_ counter: Set<Caller>) -> [(String, Route)] {
        [
            route(counter) { (vault, message: PasskeyOffer, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: PasskeyAdd, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: Passkeys, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: HasPasskey, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: PasskeyRename, call) in
                try await vault.answer(message, call)
            },
            route(counter) { (vault, message: PasskeyRemove, call) in
                try await vault.answer(message, call)
            },
        ]
    }

    private static func correspondence(_ counter: Set<Caller>) -> [(String, Route)] {
        [
            route(counter) { (vault, message: Send, call) in try await vault.answer(message, call)
            },
            route(counter) { (vault, message: History, call) in
                try await vault.answer(message, call)
            },
            route([.courier]) { (vault, message: NextItem, call) in
                try await vault.answer(message, call)
            },
            route([.courier]) { (vault, message: NextAlarm, call) in
                try await vault.answer(message, call)
            },
            route([.counter, .courier, .office]) { (vault, message: Status, call) in
                try await vault.answer(message, call)
            },
        ]
    }

    private static let office: [(String, Route)] = [
        route([.office]) { (vault, message: StaffEnrolBegin, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffEnrolFinish, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffSignInBegin, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffSignInFinish, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffSession, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffKeyBegin, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffKeyOffer, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: StaffKeyFinish, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: TapBegin, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: TapFinish, call) in
            try await vault.answer(message, call)
        },
    ]

    private static let labels: [(String, Route)] = [
        route([.counter]) { (vault, message: Dispatched, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: LabelState, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: LabelsBegin, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: LabelsFinish, call) in
            try await vault.answer(message, call)
        },
        route([.office]) { (vault, message: LabelsFetch, call) in
            try await vault.answer(message, call)
        },
        route([.courier]) { (vault, message: NextLabels, call) in
            try await vault.answer(message, call)
        },
        route([.courier]) { (vault, message: NextLabel, call) in
            try await vault.answer(message, call)
        },
        route([.courier]) { (vault, message: KeepLabels, call) in
            try await vault.answer(message, call)
        },
    ]

    private static func route<Message: VaultMessage>(
        _ callers: Set<Caller>,
        _ answer: @escaping @Sendable (Vault, Message, Call) async throws -> Message.Answer
    ) -> (String, Route) {
        let route = Route(callers: callers) { vault, payload, call in
            guard let message = try? Unpacker.unpack(Message.self, payload) else {
                throw Halt.forged(.undecodable, .process(call.caller))
            }
            return Packer.pack(try await answer(vault, message, call))
        }
        return (Message.name, route)
    }
}
