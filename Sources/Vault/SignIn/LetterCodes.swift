import Basics
import VaultAPI

/// Codes by post, for members without a mailbox of their own.
enum LetterCodes {
    /// Another letter goes out after so many days: nobody can have somebody's letterbox filled.
    static let pauseDays = 7
    /// Over all sign-ins; a code has 39 bits, and the next letter takes days.
    static let tries = 20
}

extension Vault {
    /// Begins by a member's number of the old shop or its telephone; see ``SignInBegin/Way``.
    func beginByLetter(_ identifier: Secret<String>, _ source: String, _ call: Call) async throws
        -> SignInBegin.Answer
    {
        guard identifier.revealed.utf8.count <= 200 else { throw Halt.refused(.malformed) }
        let typed = Secret(narrowed(identifier.revealed))
        // Of what is no telephone a tag is made too, so that it takes as long.
        let phone = TagForm.phone(typed) ?? .number(Secret("no telephone"))
        let tags = try await tags([.number(typed), phone])
        let draft = try challenge(.letter, identifier: tags[0].value, source, call)
        return try await commit(call) { desk in
            var challenge = draft
            challenge.subject = try desk.store.member(number: tags[0], phone: tags[1])
            return try desk.begin(challenge, source: source)
        }
    }

    /// Full-width letters and digits made narrow, spaces taken away.
    private func narrowed(_ text: String) -> String {
        let scalars = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0x20, 0x3000: nil
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension Desk {
    /// Sends a letter with a code, unless one is on its way already.
    ///
    /// For nobody, and for who has a mailbox, one is made and written all the same, and goes nowhere.
    func sendLetterCode(to subject: SubjectRow?) throws {
        let code = Codes.mint()
        let ends = now.adding(days: Codes.letterDays)
        let addressee = try subject.flatMap { try mayHaveLetter($0) ? $0 : nil }
        if let addressee {
            let hash = vault.hash(code, for: "letter " + addressee.handle.text)
            try store.keepLetterCode(hash, of: addressee.handle, sent: now, ends: ends)
        }
        let content = CourierItem.Content.letterCode(code, validDays: Codes.letterDays)
        try keep(try vault.item(content, to: addressee?.handle))
    }

    private func mayHaveLetter(_ subject: SubjectRow) throws -> Bool {
        guard subject.kind == .member, try !store.hasMailbox(subject.handle) else { return false }
        let since = now.adding(days: -LetterCodes.pauseDays)
        return try !store.hasLetter(subject.handle, sentAfter: since)
    }

    /// Whether a letter's code fits; tries count over all sign-ins.
    func letterCodeFits(_ proof: Secret<String>, _ challenge: ChallengeRow) throws -> Bool {
        guard let subject = challenge.subject else { return false }
        let hash = vault.hash(proof, for: "letter " + subject.text)
        guard try store.hasLetterCode(hash, of: subject, at: now) else {
            try store.countLetterCodeTry(of: subject)
            return false
        }
        // It is used up: who reads the letter next finds nothing in it.
        try store.endLetterCode(of: subject, at: now)
        return true
    }
}
