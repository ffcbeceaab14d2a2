import Basics
public import Wire

extension CredentialID {
    public func pack(into packer: inout Packer) { packer.add(bytes) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(try unpacker.part())
    }
}

extension KeyRequest {
    public func pack(into packer: inout Packer) {
        packer.add(ceremony)
        packer.add(challenge)
        packer.add(relyingParty)
        packer.add(keys)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            ceremony: try unpacker.next(),
            challenge: try unpacker.part(),
            relyingParty: try unpacker.next(),
            keys: try unpacker.next()
        )
    }
}

extension KeyOffer {
    public func pack(into packer: inout Packer) {
        packer.add(ceremony)
        packer.add(challenge)
        packer.add(relyingParty)
        packer.add(userHandle)
        packer.add(others)
        packer.add(role)
        packer.add(shop)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            ceremony: try unpacker.next(),
            challenge: try unpacker.part(),
            relyingParty: try unpacker.next(),
            userHandle: try unpacker.part(),
            others: try unpacker.next(),
            role: try unpacker.next(),
            shop: try unpacker.next()
        )
    }
}

extension KeyAssertion {
    public func pack(into packer: inout Packer) {
        packer.add(key)
        packer.add(clientDataJSON)
        packer.add(authenticatorData)
        packer.add(signature)
        packer.add(userHandle.map(CredentialID.init))
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            key: try unpacker.next(),
            clientDataJSON: try unpacker.part(),
            authenticatorData: try unpacker.part(),
            signature: try unpacker.part(),
            userHandle: (try unpacker.next() as CredentialID?)?.bytes
        )
    }
}

extension KeyRegistration {
    public func pack(into packer: inout Packer) {
        packer.add(clientDataJSON)
        packer.add(attestationObject)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            clientDataJSON: try unpacker.part(),
            attestationObject: try unpacker.part()
        )
    }
}
