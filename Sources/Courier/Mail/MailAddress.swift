import Basics

/// An address as it stands in SMTP and in a header.
struct MailAddress {
    /// Without angle brackets.
    let text: String

    /// The local part is quoted where it is no dot-atom (RFC 5321 4.1.2).
    ///
    /// Old mailboxes of Japanese mobile carriers have doubled or final dots.
    init(_ address: EmailAddress) {
        let halves = address.text.split(separator: "@", omittingEmptySubsequences: false)
        let local = halves.first ?? ""
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        let isDotAtom = atoms.allSatisfy { !$0.isEmpty }
        text = isDotAtom ? address.text : "\"\(local)\"@\(halves.last ?? "")"
    }

    /// `<kana@example.jp>`.
    var path: String { "<\(text)>" }
}
