import Basics
import VaultAPI
import Wire

extension Vault {
    /// Sends another code for a sign-in under way; see ``SignInResend``.
    func answer(_ message: SignInResend, _ call: Call) async throws -> Done {
        try await commit(call) { desk in
            guard let challenge = try desk.store.challenge(message.challenge),
                [.mailCode, .orderLink, .registration].contains(challenge.way)
            else { throw Halt.refused(.expired) }
            guard desk.now < challenge.ends else { throw Halt.refused(.expired) }
            guard challenge.sent < Codes.sendings else { throw Halt.refused(.tooMany) }
            let subject = try desk.subject(of: challenge)
            try desk.sendCode(for: challenge, to: subject)
            try desk.line(
                .send,
                about: [subject?.ledgerName].compactMap { $0 },
                purpose: .correspondence,
                order: challenge.order,
                isMasked: true
            )
            return Done()
        }
    }
}
