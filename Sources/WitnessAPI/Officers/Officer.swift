import Crypto
public import Wire

/// A passkey of an officer's, as it was made and as it is compared.
public struct EnrolledKey: Packable, Hashable {
    /// By which the authenticator finds it again.
    public var credential: [UInt8]
    /// The COSE key's bytes (RFC 9052).
    public var publicKey: [UInt8]
    /// What stands for its officer at the authenticator: random, one for all of an officer's keys.
    public var userHandle: [UInt8]
    /// Whether it may be copied to the officer's other devices, which never changes.
    public var isBackupEligible: Bool
    /// The model, 16 bytes; zeros where it does not tell.
    public var model: [UInt8]
    /// What its maker says of it, as it came: whoever doubts a key later can look again.
    public var attestation: [UInt8]

    public init(
        credential: [UInt8],
        publicKey: [UInt8],
        userHandle: [UInt8],
        isBackupEligible: Bool,
        model: [UInt8],
        attestation: [UInt8]
    ) {
        self.credential = credential
        self.publicKey = publicKey
        self.userHandle = userHandle
        self.isBackupEligible = isBackupEligible
        self.model = model
        self.attestation = attestation
    }

    /// Four groups of four digits, to be read out: the first 64 bits of a SHA-256 over the key.
    public var fingerprint: String {
        PaperDigits.text(Array(SHA256.hash(data: Packer.pack(self)).prefix(8)))
    }
}

/// One of those of whom two must agree.
public struct Officer: Packable, Hashable {
    /// Given once, never again to another.
    public var number: Int
    /// Office and name as the city types them: `危機管理課長 山田 一郎`.
    public var name: String
    public var keys: [EnrolledKey]

    public init(number: Int, name: String, keys: [EnrolledKey]) {
        self.number = number
        self.name = name
        self.keys = keys
    }
}

/// Why somebody cannot be an officer, or a statement is not approved.
public enum OfficersFault: String, Error, Sendable, CaseIterable {
    /// Never fewer than three.
    case tooFew
    /// More than anybody compares on paper.
    case tooMany
    /// Two with one number, name or key.
    case twice
    /// An officer without a key, or with more than anybody has.
    case keys
    /// Nobody of this sheet has that key, or it did not sign this.
    case wrongProof
    /// One officer, however often, is one.
    case oneAlone
    /// Who leaves does not approve of it.
    case ownHandover
    /// It was not approved within its time.
    case over
}

/// All officers: what vault and witness both go by, and what is compared on paper.
public struct OfficersSheet: Packable, Hashable {
    /// Never fewer than three, so that one may be away.
    public static let fewest = 3
    static let most = 12
    static let mostKeys = 4

    /// By number.
    public let officers: [Officer]

    /// - Throws: ``OfficersFault``.
    public init(_ officers: [Officer]) throws(OfficersFault) {
        guard officers.count >= OfficersSheet.fewest else { throw .tooFew }
        guard officers.count <= OfficersSheet.most else { throw .tooMany }
        guard officers.allSatisfy({ (1...OfficersSheet.mostKeys).contains($0.keys.count) }) else {
            throw .keys
        }
        let keys = officers.flatMap(\.keys)
        guard Set(officers.map(\.number)).count == officers.count,
            Set(officers.map(\.name)).count == officers.count,
            Set(keys.map(\.credential)).count == keys.count,
            Set(keys.map(\.publicKey)).count == keys.count
        else { throw .twice }
        self.officers = officers.sorted { $0.number < $1.number }
    }

    /// Sixteen groups of four digits: SHA-256 over everything that the sheet holds.
    public var fingerprint: String { PaperDigits.text(hash) }

    /// The same in 32 bytes.
    public var hash: [UInt8] {
        Array(SHA256.hash(data: Array("ichi officers v1\n".utf8) + Packer.pack(self)))
    }

    public func officer(_ number: Int) -> Officer? { officers.first { $0.number == number } }

    /// The sheet once an officer has left and another has come.
    ///
    /// - Throws: ``OfficersFault``.
    public func after(_ handover: Handover) throws(OfficersFault) -> OfficersSheet {
        guard officer(handover.leaves) != nil else { throw .wrongProof }
        return try OfficersSheet(
            officers.filter { $0.number != handover.leaves } + [handover.comes]
        )
    }
}

/// How bytes are written to be compared by people.
public enum PaperDigits {
    /// Hexadecimal, in groups of four.
    public static func text(_ bytes: [UInt8]) -> String {
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return stride(from: 0, to: digits.count, by: 4).map { start in
            String(digits.dropFirst(start).prefix(4))
        }.joined(separator: " ")
    }

    /// Whether somebody typed these bytes, with spaces or none, in any case.
    public static func fits(_ typed: String, _ bytes: [UInt8]) -> Bool {
        let plain = { (text: String) in text.lowercased().filter { !" :-".contains($0) } }
        return plain(typed) == plain(text(bytes))
    }
}

extension EnrolledKey {
    public func pack(into packer: inout Packer) {
        packer.add(credential)
        packer.add(publicKey)
        packer.add(userHandle)
        packer.add(isBackupEligible)
        packer.add(model)
        packer.add(attestation)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            credential: try unpacker.part(),
            publicKey: try unpacker.part(),
            userHandle: try unpacker.part(),
            isBackupEligible: try unpacker.next(),
            model: try unpacker.part(),
            attestation: try unpacker.part()
        )
    }
}

extension Officer {
    public func pack(into packer: inout Packer) {
        packer.add(number)
        packer.add(name)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            number: try unpacker.next(),
            name: try unpacker.words(),
            keys: try unpacker.next()
        )
    }
}

extension OfficersSheet {
    public func pack(into packer: inout Packer) { packer.add(officers) }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        let officers: [Officer] = try unpacker.next()
        guard let sheet = try? OfficersSheet(officers), sheet.officers == officers else {
            throw PackingFault()
        }
        self = sheet
    }
}

extension Unpacker {
    /// Text that somebody is to read before he agrees: one line, and nothing that hides or turns it.
    mutating func words() throws(PackingFault) -> String {
        let text = try text()
        guard Statement.areWords(text) else { throw PackingFault() }
        return text
    }
}
