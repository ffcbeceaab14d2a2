"""An authenticator in software, from the specifications alone, that does what a test has it do.

What it makes is a *ceremony*: a dict of what a browser would send, with what the relying party expects
of it. Everything follows from a seed.
"""
import base64
import hashlib
import json
import struct
from datetime import datetime

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80
ES256, EDDSA, RS256 = -7, -8, -257


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """A key of one algorithm, and its public half as COSE has it."""

    rsa_key = None

    def __init__(self, algorithm, chance):
        self.algorithm = algorithm
        if algorithm == ES256:
            order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
            self.private = ec.derive_private_key(chance.randrange(1, order), ec.SECP256R1())
        elif algorithm == EDDSA:
            self.private = ed25519.Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        else:
            # Slow to make, and nothing here turns on which one it is.
            Key.rsa_key = Key.rsa_key or rsa.generate_private_key(65537, 2048)
            self.private = Key.rsa_key

    def cose(self):
        if self.algorithm == ES256:
            numbers = self.private.public_key().public_numbers()
            return {1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        if self.algorithm == EDDSA:
            raw = self.private.public_key().public_bytes(
                serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            return {1: 1, 3: EDDSA, -1: 6, -2: raw}
        numbers = self.private.public_key().public_numbers()
        return {1: 3, 3: RS256, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")}

    def sign(self, data):
        if self.algorithm == ES256:
            return self.private.sign(data, ec.ECDSA(hashes.SHA256()))
        if self.algorithm == EDDSA:
            return self.private.sign(data)
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())


def certificate(key, aaguid=None, unit="Authenticator Attestation", country="JP", is_ca=False, critical=False):
    """A maker's certificate for one model, in DER."""
    names = x509.oid.NameOID
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in [
        (names.COUNTRY_NAME, country), (names.ORGANIZATION_NAME, "Maker"),
        (names.ORGANIZATIONAL_UNIT_NAME, unit), (names.COMMON_NAME, "Model 1")]])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.private.public_key())
            .serial_number(7).not_valid_before(datetime(2026, 1, 1)).not_valid_after(datetime(2046, 1, 1))
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True))
    if aaguid is not None:
        told = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4"), b"\x04\x10" + aaguid)
        made = made.add_extension(told, critical=critical)
    return made.sign(key.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


class Authenticator:
    """One key at one relying party. `change` hooks of its methods get each part before it is used."""

    party = "counter.example.jp"
    origin = "https://counter.example.jp"

    def __init__(self, chance, algorithm=ES256):
        self.key = Key(algorithm, chance)
        self.credential = chance.randbytes(32)
        self.user = chance.randbytes(32)
        self.count = 1
        self.flags = UP | UV
        self.chance = chance

    def client_data(self, kind, challenge, **more):
        data = {"type": kind, "challenge": b64(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(data | more, separators=(",", ":")).encode()

    def head(self, flags):
        return hashlib.sha256(self.party.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def made(self, cose=None, flags=None):
        cose = cbor2.dumps(self.key.cose()) if cose is None else cose
        flags = self.flags | AT if flags is None else flags
        return (self.head(flags) + bytes(16) + struct.pack(">H", len(self.credential))
                + self.credential + cose)

    def attestation(self, data, fmt="none", statement=None):
        return cbor2.dumps({"fmt": fmt, "attStmt": statement or {}, "authData": data})

    def register(self, challenge, client=None, attestation=None, algorithms=(ES256, EDDSA, RS256)):
        return {
            "party": Authenticator.party, "origins": [Authenticator.origin], "challenge": b64(challenge),
            "userHandle": b64(self.user), "algorithms": list(algorithms),
            "clientData": b64(client or self.client_data("webauthn.create", challenge)),
            "attestation": b64(self.attestation(self.made()) if attestation is None else attestation),
        }

    def sign(self, challenge, client=None, data=None, signature=None, known=None, **more):
        client = client or self.client_data("webauthn.get", challenge)
        data = self.head(self.flags) if data is None else data
        if signature is None:
            signature = self.key.sign(data + hashlib.sha256(client).digest())
        return {
            "party": Authenticator.party, "origins": [Authenticator.origin], "challenge": b64(challenge),
            "userHandle": b64(self.user), "credential": b64(self.credential), "clientData": b64(client),
            "authenticatorData": b64(data), "signature": b64(signature),
            "passkey": {
                "credential": b64(self.credential), "key": b64(cbor2.dumps(self.key.cose())),
                "userHandle": b64(self.user), "signCount": 0, "isBackupEligible": bool(self.flags & BE),
            } | (known or {}),
        } | more
