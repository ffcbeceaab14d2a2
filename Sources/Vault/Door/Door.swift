public import Basics
import Logging
import Storage
public import VaultAPI
public import Wire
import WitnessAPI

extension Vault {
    /// Answers one message as it came over a channel: the bytes of its answer, or a refusal.
    ///
    /// What correct software cannot send freezes whom it falls on, and is refused as frozen.
    public func handle(caller: Caller, name: String, payload: [UInt8]) async
        -> Result<[UInt8], VaultRefusal>
    {
        await handle(name, payload, Call(caller: caller, now: clock.now(), message: name))
    }

    /// Freezes a process whose frame could not even be taken apart.
    public func undecodable(from caller: Caller) async {
        let call = Call(caller: caller, now: clock.now())
        await freeze(.undecodable, .process(caller), person: nil, call)
    }

    /// Answers one message; for hosts and tests in the same process.
    public func ask<Message: VaultMessage>(
        _ message: Message,
        from caller: Caller,
        at now: Moment
    ) async throws(VaultRefusal) -> Message.Answer {
        let call = Call(caller: caller, now: now, message: Message.name)
        let bytes = try await handle(Message.name, Packer.pack(message), call).get()
        guard let answer = try? Unpacker.unpack(Message.Answer.self, bytes) else {
            throw .unavailable
        }
        return answer
    }

    private func handle(_ name: String, _ payload: [UInt8], _ call: Call) async
        -> Result<[UInt8], VaultRefusal>
    {
        do {
            guard let route = Routes.all[name] else {
                throw Halt.forged(.unknownMessage, .process(call.caller))
            }
            guard route.callers.contains(call.caller) else {
                throw Halt.forged(.notItsMessage, .process(call.caller))
            }
            return .success(try await route.answer(self, payload, call))
        } catch Halt.refused(let refusal) {
            return .failure(refusal)
        } catch Halt.excessive(let kind) {
            await raise(kind, through: call.caller)
            return .failure(.tooMany)
        } catch Halt.forged(let forgery, let target) {
            await freeze(forgery, target, person: nil, call)
            return .failure(.frozen)
        } catch Halt.misused(let claims, let forgery) {
            await freeze(forgery, .token(claims.id), person: claims.principal, call)
            return .failure(.frozen)
        } catch let refusal as WitnessRefusal {
            refusals.note(refusal, message: name, at: call.now, in: logger)
            return .failure(refusal.told)
        } catch {
            logger.error("no answer", metadata: ["message": "\(name)", "cause": "\(cause(error))"])
            return .failure(.unavailable)
        }
    }
}

/// The cause as the log may have it: the text of errors that promise to hold no values, else the type.
private func cause(_ error: any Error) -> String {
    switch error {
    case is StorageError, is SheetFault: "\(error)"
    default: String(reflecting: type(of: error))
    }
}
