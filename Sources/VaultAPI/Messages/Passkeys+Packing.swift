import Basics
public import Wire

extension PasskeyRequest {
    public func pack(into packer: inout Packer) {
        packer.add(relyingParty)
        packer.add(challenge)
        packer.add(userHandle)
        packer.add(known)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            relyingParty: try unpacker.next(),
            challenge: try unpacker.next(),
            userHandle: try unpacker.next(),
            known: try unpacker.next()
        )
    }
}

extension PasskeyProof {
    public func pack(into packer: inout Packer) {
        packer.add(id)
        packer.add(clientData)
        packer.add(authenticatorData)
        packer.add(signature)
        packer.add(userHandle)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            id: try unpacker.next(),
            clientData: try unpacker.next(),
            authenticatorData: try unpacker.next(),
            signature: try unpacker.next(),
            userHandle: try unpacker.next()
        )
    }
}

extension PasskeyOffer {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(source)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next(), source: try unpacker.next())
    }
}

extension PasskeyOffer.Answer {
    public func pack(into packer: inout Packer) {
        packer.add(challenge)
        packer.add(request)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(challenge: try unpacker.next(), request: try unpacker.next())
    }
}

extension PasskeyAdd {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(challenge)
        packer.add(clientData)
        packer.add(attestation)
        packer.add(label)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            challenge: try unpacker.next(),
            clientData: try unpacker.next(),
            attestation: try unpacker.next(),
            label: try unpacker.next()
        )
    }
}

extension Passkeys {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}

extension Passkeys.Answer {
    public func pack(into packer: inout Packer) { packer.add(keys) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(keys: try unpacker.next())
    }
}

extension Passkeys.Key {
    public func pack(into packer: inout Packer) {
        packer.add(id)
        packer.add(label)
        packer.add(made)
        packer.add(used)
        packer.add(isDoubtful)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            id: try unpacker.next(),
            label: try unpacker.next(),
            made: try unpacker.next(),
            used: try unpacker.next(),
            isDoubtful: try unpacker.next()
        )
    }
}

extension HasPasskey {
    public func pack(into packer: inout Packer) { packer.add(token) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next())
    }
}

extension HasPasskey.Answer {
    public func pack(into packer: inout Packer) { packer.add(hasOne) }
    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(hasOne: try unpacker.next())
    }
}

extension PasskeyRename {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(passkey)
        packer.add(label)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(
            token: try unpacker.next(),
            passkey: try unpacker.next(),
            label: try unpacker.next()
        )
    }
}

extension PasskeyRemove {
    public func pack(into packer: inout Packer) {
        packer.add(token)
        packer.add(passkey)
    }

    public init(from unpacker: inout Unpacker) throws(PackingFault) {
        self.init(token: try unpacker.next(), passkey: try unpacker.next())
    }
}
