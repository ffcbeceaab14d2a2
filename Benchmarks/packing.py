"""The vault's messages that are measured, packed as Sources/VaultAPI/README.md tells it."""

import struct

FIELDS = """familyName givenName familyKana givenKana company postcode prefecture city street building phone email
    emailKeeper note senderFamilyName senderGivenName senderPostcode senderPrefecture senderCity senderStreet
    senderBuilding senderPhone giftName giftMessage invoiceName label sex birthDate""".split()
KINDS = ["orderer", "recipient", "member", "contact"]
PURPOSES = ["confirmation", "orderView", "correction", "account", "download", "invoice", "correspondence"]


def pack(name, message):
    """A message of a name, from its fields by their names."""
    return {"status": status, "enrol": enrol, "open": open_, "change": change, "promote": promote}[name](**message)


def unpack(name, payload):
    """What of an answer is needed for further questions."""
    if name != "enrol":
        return {}
    handle, rest = taken(payload)
    return {"handle": handle, "token": taken(rest[1:])[0]}


def status():
    return b""


def enrol(idempotencyKey, kind, fields):
    return text(idempotencyKey) + case(KINDS, kind) + named(fields) + absent()


def open_(token, handle, fields, purpose):
    return text(token) + text(handle) + listed(case(FIELDS, field) for field in fields) + case(PURPOSES, purpose)


def change(token, handle, fields):
    return text(token) + text(handle) + absent() + named(fields)


def promote(token, order, orderer, recipients, grants):
    return (text(token) + text(order) + text(orderer) + listed(map(text, recipients))
            + listed(number(shop) + text(recipient) + number(until) for shop, recipient, until in grants))


def number(value):
    return struct.pack(">q", value)


def text(value):
    return number(len(value.encode())) + value.encode()


def absent():
    return b"\0"


def case(cases, value):
    return bytes([cases.index(value)])


def listed(parts):
    parts = list(parts)
    return number(len(parts)) + b"".join(parts)


def named(fields):
    return listed(case(FIELDS, field) + text(value) for field, value in fields.items())


def taken(payload):
    """The text that a payload begins with, and the rest."""
    end = 8 + struct.unpack_from(">q", payload)[0]
    return payload[8:end].decode(), payload[end:]
