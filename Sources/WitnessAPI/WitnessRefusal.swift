public import Wire

/// Why the witness did not do what it was asked for.
public enum WitnessRefusal: String, WireRefusal, CaseIterable {
    /// The name was erased: for ever.
    case erased
    /// The seal is not of this name, sheet and epoch.
    case foreign
    /// An epoch whose key is not here.
    case noSuchEpoch
    /// As many names as the budget has were opened today, or within thirty days.
    case spent
    /// The ground that was given cannot be proven here.
    case unproven
    /// Too many tags or passwords were asked for within a day.
    case tooManyMarks
    /// It was set back, and waits to be told the newest checkpoint.
    case shut
    /// A newer one leads: this one has been told of it, and does nothing more.
    case fenced
    /// Its standby does not answer, and nobody has dismissed it.
    case alone
    /// A standby whose book is another's.
    case otherBook
    /// Its book could not be written; what is not in the book is not answered.
    case unwritten
    /// A ledger of another key than the one it knows.
    case otherKey
    /// A checkpoint that does not extend the last one it kept.
    case notAnExtension
    /// The key of the newest epoch is not destroyed: new halves are sealed to it.
    case newest
    /// There are no officers yet.
    case noOfficers
    /// The officers are founded: who comes or goes does so by a handover.
    case founded
    /// Fewer than three officers, or two with one name or key.
    case notASheet
    /// An invitation, a ceremony, a session or a statement that is over, used, or never was.
    case expired
    /// A key that is no officer's, or that did not sign what was asked.
    case wrongProof
    /// This officer has agreed already, or is the one who leaves.
    case notYours
    /// A name, a number or a note that has not the form.
    case malformed
    /// It cannot be reached just now.
    case unavailable
    /// Too much at once.
    case tooMany
    /// It is of another term than the vault believes it to be.
    case otherTerm
}
