import Wire
import WitnessAPI

extension OfficersDesk {
    /// Answers a message about officers; nil where it is none, or none of this caller's.
    ///
    /// - Throws: ``WitnessRefusal``, `PackingFault`.
    func answer(_ name: String, _ payload: [UInt8], _ caller: WitnessCaller) async throws
        -> [UInt8]?
    {
        switch caller {
        case .page: try await answerPage(name, payload)
        case .operator: try await answerOperator(name, payload)
        case .vault: try await answerBoth(name, payload, caller)
        case .standby: nil
        }
    }

    private func answerOperator(_ name: String, _ payload: [UInt8]) async throws -> [UInt8]? {
        switch name {
        case InviteOfficer.name:
            Packer.pack(try await invite(Unpacker.unpack(InviteOfficer.self, payload)))
        case FoundOfficers.name:
            try await found(Unpacker.unpack(FoundOfficers.self, payload))
        default: try await answerBoth(name, payload, .operator)
        }
    }

    private func found(_: FoundOfficers) async throws -> [UInt8] { Packer.pack(try await found()) }

    private func answerBoth(_ name: String, _ payload: [UInt8], _ caller: WitnessCaller)
        async throws -> [UInt8]?
    {
        switch name {
        case Propose.name:
            let statement = try Unpacker.unpack(Propose.self, payload).statement
            try await propose(statement, by: caller)
            return Packer.pack(Done())
        case AskOfficers.name:
            _ = try Unpacker.unpack(AskOfficers.self, payload)
            return Packer.pack(standing())
        case AskDecisions.name:
            let from = try Unpacker.unpack(AskDecisions.self, payload).from
            return Packer.pack(try decisions(from: from))
        default: return nil
        }
    }

    private func answerPage(_ name: String, _ payload: [UInt8]) async throws -> [UInt8]? {
        switch name {
        case LookBegin.name:
            _ = try Unpacker.unpack(LookBegin.self, payload)
            return Packer.pack(try lookBegin())
        case LookFinish.name:
            return Packer.pack(try await lookFinish(Unpacker.unpack(LookFinish.self, payload)))
        case AskBoard.name:
            return Packer.pack(try board(Unpacker.unpack(AskBoard.self, payload).session))
        case EndLook.name:
            ceremonies.end(try Unpacker.unpack(EndLook.self, payload).session)
            return Packer.pack(Done())
        case JudgeBegin.name:
            return Packer.pack(try judgeBegin(Unpacker.unpack(JudgeBegin.self, payload)))
        case JudgeFinish.name:
            return Packer.pack(try await judgeFinish(Unpacker.unpack(JudgeFinish.self, payload)))
        case OfficerKeyBegin.name:
            return Packer.pack(try keyBegin(Unpacker.unpack(OfficerKeyBegin.self, payload)))
        case OfficerKeyFinish.name:
            return Packer.pack(
                try await keyFinish(Unpacker.unpack(OfficerKeyFinish.self, payload))
            )
        default: return nil
        }
    }
}
