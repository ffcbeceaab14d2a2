import Members
import Ordering
import VaultAPI

extension VaultDesk {
    /// What ordering asks, over the channel to the vault.
    init(_ vault: VaultClient) {
        self.init(
            enrol: { try await vault.ask($0) },
            open: { try await vault.ask($0) },
            change: { try await vault.ask($0) },
            copy: { try await vault.ask($0) },
            promote: { try await vault.ask($0) },
            claim: { try await vault.ask($0) },
            abandon: { try await vault.ask($0) },
            unclaimed: { try await vault.ask($0) },
            send: { try await vault.ask($0) },
            signInBegin: { try await vault.ask($0) },
            signInResend: { try await vault.ask($0) },
            signInFinish: { try await vault.ask($0) }
        )
    }
}

extension MemberDesk {
    /// What members ask, over the channel to the vault.
    init(_ vault: VaultClient) {
        self.init(
            open: { try await vault.ask($0) },
            enrol: { try await vault.ask($0) },
            change: { try await vault.ask($0) },
            erase: { try await vault.ask($0) },
            end: { try await vault.ask($0) },
            history: { try await vault.ask($0) },
            signIn: SignInDesk(
                begin: { try await vault.ask($0) },
                resend: { try await vault.ask($0) },
                finish: { try await vault.ask($0) },
                register: { try await vault.ask($0) },
                setCredential: { try await vault.ask($0) },
                emailBegin: { try await vault.ask($0) },
                emailFinish: { try await vault.ask($0) }
            )
        )
    }
}
