public import Basics
public import Wire

/// Somebody who was frozen, to be let speak again.
public struct FrozenCaller: Packable, Hashable {
    /// The freeze, as `ichi-vault freeze list` names it.
    public var freeze: String
    /// `token:…`, `person:…`, `process:counter`, `purpose:…` or `site`.
    public var target: String
    /// Which rule was broken, by the vault's name for it.
    public var reason: String
    public var since: Moment

    public init(freeze: String, target: String, reason: String, since: Moment) {
        self.freeze = freeze
        self.target = target
        self.reason = reason
        self.since = since
    }
}

/// One officer leaves, one comes, in one.
public struct Handover: Packable, Hashable {
    /// The number of who leaves.
    public var leaves: Int
    /// Who comes, with the keys that were made for it.
    public var comes: Officer

    public init(leaves: Int, comes: Officer) {
        self.leaves = leaves
        self.comes = comes
    }
}

/// Somebody of the office who has lost every key makes a new one; all older ones end with it.
public struct StaffRecovery: Packable, Hashable {
    /// Who, as `ichi-vault staff list` names them.
    public var staff: String
    /// What they are at the office, by the vault's name for it.
    public var role: String
    /// A keyed hash of the code in their link: for no other link is it approved.
    public var invitation: [UInt8]

    public init(staff: String, role: String, invitation: [UInt8]) {
        self.staff = staff
        self.role = role
        self.invitation = invitation
    }
}

/// A job that touches many, for a season.
public struct JobTerms: Packable, Hashable {
    /// What it is called: `送り状`.
    public var title: String
    /// SHA-256 of the template.
    public var template: [UInt8]
    /// Whom it touches, in plain Japanese.
    public var audience: String
    /// Where what it makes goes, in plain Japanese.
    public var sink: String
    /// Persons a day, at most.
    public var dailyCap: Int
    public var from: Day
    public var until: Day

    public init(
        title: String,
        template: [UInt8],
        audience: String,
        sink: String,
        dailyCap: Int,
        from: Day,
        until: Day
    ) {
        self.title = title
        self.template = template
        self.audience = audience
        self.sink = sink
        self.dailyCap = dailyCap
        self.from = from
        self.until = until
    }
}

/// To whose key a shop's files are sealed.
public struct ReceiverTerms: Packable, Hashable {
    /// The shop's number in the catalogue.
    public var shop: Int
    /// Its public key: `age1…`.
    public var key: String

    public init(shop: Int, key: String) {
        self.shop = shop
        self.key = key
    }
}

/// A key of somebody at the office, whose touches the witness is to prove itself.
public struct StaffKeyTerms: Packable, Hashable {
    /// Longer ones are left out.
    public static let longestAttestation = 4096

    /// Whose, as `ichi-vault staff list` names them.
    public var staff: String
    /// What they are at the office, by the vault's name for it.
    public var role: String
    /// The office's origin, for which it was made.
    public var origin: String
    public var key: EnrolledKey

    public init(staff: String, role: String, origin: String, key: EnrolledKey) {
        self.staff = staff
        self.role = role
        self.origin = origin
        self.key = key
    }
}

extension FrozenCaller {
    public func pack(into packer: inout Packer) {
        packer.add(freeze)
        packer.add(target)
        packer.add(reason)
        packer.add(since)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            freeze: try unpacker.words(),
            target: try unpacker.words(),
            reason: try unpacker.words(),
            since: try unpacker.next()
        )
    }
}

extension Handover {
    public func pack(into packer: inout Packer) {
        packer.add(leaves)
        packer.add(comes)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(leaves: try unpacker.next(), comes: try unpacker.next())
    }
}

extension StaffRecovery {
    public func pack(into packer: inout Packer) {
        packer.add(staff)
        packer.add(role)
        packer.add(invitation)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            staff: try unpacker.words(),
            role: try unpacker.words(),
            invitation: try unpacker.part()
        )
        guard invitation.count == 32 else { throw PackingFault() }
    }
}

extension JobTerms {
    public func pack(into packer: inout Packer) {
        packer.add(title)
        packer.add(template)
        packer.add(audience)
        packer.add(sink)
        packer.add(dailyCap)
        packer.add(from)
        packer.add(until)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            title: try unpacker.words(),
            template: try unpacker.part(),
            audience: try unpacker.words(),
            sink: try unpacker.words(),
            dailyCap: try unpacker.next(),
            from: try unpacker.next(),
            until: try unpacker.next()
        )
        guard template.count == 32, dailyCap > 0, from <= until else { throw PackingFault() }
    }
}

extension ReceiverTerms {
    public func pack(into packer: inout Packer) {
        packer.add(shop)
        packer.add(key)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(shop: try unpacker.next(), key: try unpacker.words())
    }
}

extension StaffKeyTerms {
    public func pack(into packer: inout Packer) {
        packer.add(staff)
        packer.add(role)
        packer.add(origin)
        packer.add(key)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            staff: try unpacker.words(),
            role: try unpacker.words(),
            origin: try unpacker.words(),
            key: try unpacker.next()
        )
        guard key.attestation.count <= StaffKeyTerms.longestAttestation else {
            throw PackingFault()
        }
    }
}
