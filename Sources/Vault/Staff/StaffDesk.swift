import Basics
import Logging
public import VaultAPI
public import WebAuthn

/// What the vault knows of the office by itself, never from a message.
public struct OfficeSettings: Sendable {
    /// For whom the keys of the office are made.
    public var party: RelyingParty
    /// From where each role may work.
    public var networks: OfficeNetworks

    public init(party: RelyingParty, networks: OfficeNetworks = OfficeNetworks()) {
        self.party = party
        self.networks = networks
    }

    /// Its one origin; nil where keys are good at several.
    var origin: String? { party.origins.count == 1 ? party.origins.first : nil }

    /// The demonstration's.
    public static let demonstration = OfficeSettings(
        party: RelyingParty(id: "office.localhost", origins: ["http://office.localhost:8082"])
    )
}

/// Somebody of the office whose session was found good in this transaction.
struct StaffHolder: Sendable {
    let holder: Holder
    let staff: StaffRow

    var person: Handle<Subject> { holder.principal }
    var ledgerName: String { holder.ledgerName }
    var role: StaffRole { staff.role }
}

extension Desk {
    /// Who of the office bears a token, and comes from where that role may work.
    ///
    /// - Throws: ``Halt/refused(_:)``: ended, expired, elsewhere.
    func staff(_ bearer: Bearer, from source: String) throws -> StaffHolder {
        let holder = try bearer.admit(for: [.staff], at: now)
        guard let staff = try store.staff(holder.principal), staff.ended == nil else {
            throw Halt.refused(.ended)
        }
        guard vault.settings.office.networks.allow(staff.role, from: source) else {
            vault.tellElsewhere(staff.role)
            throw Halt.refused(.elsewhere)
        }
        return StaffHolder(holder: holder, staff: staff)
    }

    /// A ceremony for one of the office, or for who wants in; it is kept.
    func begin(
        _ kind: CeremonyRow.Kind,
        from source: String,
        token: Handle<Token>? = nil,
        invitation: [UInt8]? = nil
    ) throws -> CeremonyRow {
        let ceremony = CeremonyRow(
            id: .mint(),
            kind: kind,
            challenge: randomBytes(32),
            token: token,
            invitation: invitation,
            source: vault.fingerprint("source " + source),
            created: now,
            ends: now.adding(minutes: Vault.ceremonyMinutes)
        )
        try store.keep(ceremony)
        return ceremony
    }

    /// Too many from one source who are not signed in.
    func throttleStrangers(from source: String) throws {
        let hash = vault.fingerprint("source " + source)
        let begun = try store.strangersCeremonies(from: hash, since: now.adding(minutes: -15))
        guard begun < vault.settings.limits.signInsPerSource else {
            vault.logger.warning("sign-in throttled")
            throw Halt.refused(.tooMany)
        }
    }

    /// What a browser is to ask of somebody's keys.
    func request(_ ceremony: CeremonyRow, of person: Handle<Subject>?) throws -> KeyRequest {
        let keys = try person.map { try store.staffKeys(of: $0, vault.keys) } ?? []
        return KeyRequest(
            ceremony: ceremony.id,
            challenge: ceremony.challenge,
            relyingParty: vault.settings.office.party.id,
            keys: keys.map { CredentialID($0.passkey.credentialID) }
        )
    }

    /// The key that answered a challenge, its count kept; nil where anything is wrong with the answer.
    ///
    /// Ceremonies come from browsers: what is wrong in them is never an attack of the office's.
    func answered(
        _ assertion: KeyAssertion,
        to ceremony: CeremonyRow,
        by person: Handle<Subject>? = nil
    ) throws -> StaffKey? {
        guard let key = try store.staffKey(assertion.key, vault.keys),
            person == nil || key.owner == person,
            let outcome = try? assertion.assertion.verify(
                by: key.passkey,
                for: vault.settings.office.party,
                challenge: ceremony.challengeText,
                person: person == nil ? .unknown : .known
            )
        else { return nil }
        guard !outcome.isClone else {
            // Somebody else may have the key: it is ended, the others of its person are not.
            try store.endKey(assertion.key, vault.keys, at: now)
            try raise(.keyCopied)
            return nil
        }
        try store.used(assertion.key, count: outcome.signCount, vault.keys, at: now)
        return key
    }
}

extension Vault {
    /// How long a ceremony lasts.
    static let ceremonyMinutes = 5

    func tellElsewhere(_ role: StaffRole) {
        logger.warning(
            "from a network that its role does not work from",
            metadata: ["role": "\(role.rawValue)"]
        )
    }
}
