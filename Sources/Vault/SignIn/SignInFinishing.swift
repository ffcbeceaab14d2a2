import Basics
import Storage
import VaultAPI
import Wire

extension Vault {
    /// Finishes signing in: a code, a password or a passkey; see ``SignInFinish``.
    func answer(_ message: SignInFinish, _ call: Call) async throws -> SignInFinish.Answer {
        if case .typed(let proof) = message.proof, proof.revealed.utf8.count > 1024 {
            throw Halt.refused(.wrongProof)
        }
        let passwordFits = try await passwordFits(message)
        let minted = (token: Handle<Token>.mint(), remembered: Handle<Token>.mint())
        // A wrong try is a change that must be kept, so it is not thrown but returned.
        let outcome = try await commit(call) { desk in
            try desk.finish(message, passwordFits: passwordFits, minted)
        }
        switch outcome {
        case .wrong: throw Halt.refused(.wrongProof)
        case .signedIn(let entry):
            let welcome = try await welcome(entry)
            guard welcome != .alreadyMember else { throw Halt.refused(.alreadyMember) }
            if let own = entry.own { await show(own.proof, leaf: own.leaf) }
            return SignInFinish.Answer(
                token: try sign(entry.claims),
                handle: entry.claims.principal,
                remembered: try entry.remembered.map { try sign($0) },
                order: entry.order,
                mustConfirm: entry.mustConfirm,
                isFindable: welcome != .waits
            )
        }
    }

    /// Nil for who is no newcomer.
    private func welcome(_ entry: SignedIn) async throws -> Welcome? {
        guard let newcomer = entry.newcomer else { return nil }
        // Whatever fails from here on is done later.
        waiting.begin()
        return try await welcome(newcomer)
    }

    /// Nil where the challenge does not take a password; false for nobody, after as much work.
    private func passwordFits(_ message: SignInFinish) async throws -> Bool? {
        guard case .typed(let proof) = message.proof else { return nil }
        let found = try await database.read { tx -> (Bool, Credential?) in
            let store = VaultStore(tx)
            guard let challenge = try store.challenge(message.challenge),
                challenge.way == .password, challenge.tries < Codes.tries
            else { return (false, nil) }
            // For nobody somebody who does not exist is looked for, which takes as long.
            return (true, try store.credential(of: challenge.subject ?? .mint()))
        }
        guard found.0 else { return nil }
        return try await fits(proof, found.1)
    }
}

/// Who has signed in.
struct SignedIn: Sendable {
    var claims: TokenClaims
    var remembered: TokenClaims?
    var order: Handle<OrderKey>?
    var mustConfirm = false
    /// Nobody can find it yet: it has only just registered.
    var newcomer: Newcomer?
    /// A touch of its own key, and the line of this sign-in.
    var own: (proof: OwnProof, leaf: Int)?
}

/// How a try ended.
enum SignInOutcome: Sendable {
    case wrong
    case signedIn(SignedIn)
}

extension Desk {
    func finish(
        _ message: SignInFinish,
        passwordFits: Bool?,
        _ minted: (token: Handle<Token>, remembered: Handle<Token>)
    ) throws -> SignInOutcome {
        guard let challenge = try store.challenge(message.challenge),
            challenge.way != .emailChange, challenge.way != .passkeyOffer
        else { return .wrong }
        guard now < challenge.ends else { throw Halt.refused(.expired) }
        if challenge.done != nil { return try secondPress(challenge, message) }
        guard challenge.tries < Codes.tries else { throw Halt.refused(.tooMany) }
        try store.countTry(of: challenge.id)
        guard let proven = try prove(message.proof, challenge, passwordFits),
            let subject = try store.subject(proven.subject),
            subject.erased == nil, try settleRegistration(challenge, subject)
        else {
            // A passkey's challenge is good for one try.
            if challenge.way == .passkey { try store.finish(challenge.id, at: now) }
            try line(.signInFailed, source: try vault.source(of: challenge))
            return .wrong
        }
        let outcome = try enter(challenge, subject, message, minted, proven.own)
        if challenge.way.provesFreshly {
            try store.prove(minted.token, by: proven.passkey, at: now)
            try store.note(proven.passkey, on: minted.remembered)
        }
        return outcome
    }

    /// Who has shown that it is the person; nil where nobody has.
    private func prove(
        _ proof: SignInFinish.Proof,
        _ challenge: ChallengeRow,
        _ passwordFits: Bool?
    ) throws -> Proven? {
        switch proof {
        case .passkey(let proof): return try whoSigned(proof, challenge)
        case .typed(let proof):
            guard challenge.way != .passkey,
                try passwordFits ?? codeFits(proof, challenge)
            else { return nil }
            return challenge.subject.map { Proven(subject: $0) }
        }
    }

    private func codeFits(_ proof: Secret<String>, _ challenge: ChallengeRow) throws -> Bool {
        guard challenge.way != .password else { return false }
        if challenge.way == .letter { return try letterCodeFits(proof, challenge) }
        let hash = vault.hash(proof, for: challenge.id.text)
        if try store.hasCode(hash, of: challenge.id, role: .only, at: now) { return true }
        guard let order = challenge.order else { return false }
        let printed = vault.hash(proof, for: "order " + order.text)
        let fits = try store.hasOrderCode(printed, of: order, at: now)
        // Tries at the printed code count over all challenges.
        if !fits { try store.countOrderCodeTry(of: order) }
        return fits
    }

    private func enter(
        _ challenge: ChallengeRow,
        _ subject: SubjectRow,
        _ message: SignInFinish,
        _ minted: (token: Handle<Token>, remembered: Handle<Token>),
        _ own: OwnProof?
    ) throws -> SignInOutcome {
        try refuseFrozen([.person(subject.handle)])
        let isMember = subject.kind == .member && challenge.way != .orderLink
        let use: TokenClaims.Use = isMember ? .member : .orderView
        let claims = try mint(use, for: subject.handle, id: minted.token)
        let remembered =
            try message.remember && isMember
            ? mint(.remembered, for: subject.handle, id: minted.remembered) : nil
        try store.finish(challenge.id, at: now)
        let once = Once(
            digest: vault.fingerprint(message.proof),
            result: subject.handle.text,
            token: claims.id
        )
        try store.keep(once, "finish", vault.fingerprint(challenge.id.text), at: now)
        let leaf = try line(
            challenge.way == .registration ? .register : .signInFinish,
            by: Holder(
                claims: claims,
                ledgerName: subject.ledgerName ?? "",
                kind: subject.kind
            ),
            about: [subject.ledgerName].compactMap { $0 },
            order: challenge.order,
            source: try vault.source(of: challenge)
        )
        return .signedIn(
            SignedIn(
                claims: claims,
                remembered: remembered,
                order: challenge.order,
                mustConfirm: try store.mustConfirm(subject.handle),
                newcomer: try store.newcomer(subject.handle),
                own: own.map { ($0, leaf) }
            )
        )
    }

    /// The same proof once more within two minutes is a second press and gets the same token.
    private func secondPress(_ challenge: ChallengeRow, _ message: SignInFinish) throws
        -> SignInOutcome
    {
        guard let done = challenge.done, now < done.adding(minutes: 2),
            let once = try store.once("finish", vault.fingerprint(challenge.id.text)),
            once.digest == vault.fingerprint(message.proof),
            let id = once.token, let row = try store.token(id), row.ended == nil
        else { throw Halt.refused(.expired) }
        return .signedIn(
            SignedIn(
                claims: row.claims,
                order: challenge.order,
                newcomer: try store.newcomer(row.claims.principal)
            )
        )
    }
}

extension ChallengeRow.Way {
    /// Whether it is a code to the old address, or an older passkey: see ``Desk/requireProof(of:)``.
    fileprivate var provesFreshly: Bool {
        switch self {
        case .mailCode, .registration, .letter, .passkey: true
        case .password, .orderLink, .emailChange, .passkeyOffer: false
        }
    }
}

extension Vault {
    /// A keyed hash of what was proved with, to know a second press by.
    fileprivate func fingerprint(_ proof: SignInFinish.Proof) -> [UInt8] {
        switch proof {
        case .typed(let text): fingerprint(text.revealed)
        case .passkey: Keyed.hash(Packer.pack(proof), with: keys.code)
        }
    }
}
