"""A reader of the ledger's files by the public specifications alone, none of Ichi's own code in it.

C2SP tlog-tiles, tlog-checkpoint, tlog-cosignature and signed-note; RFC 6962, section 2.1. Ed25519 by `openssl`.

    tlog.py FOLDER [COSIGNER-KEY]    reads all of a log, and tells its size, its root and when it was cosigned
"""

import base64
import hashlib
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTH = 256
ED25519 = 1
COSIGNATURE = 4
# What stands before a raw key in a SubjectPublicKeyInfo (RFC 8410).
DER_PREFIX = bytes.fromhex("302a300506032b6570032100")


class Broken(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Broken(what)


class Key:
    """A verifier key of signed-note: NAME+HASH+BASE64(type, key)."""

    TYPE = ED25519

    def __init__(self, text):
        self.name, number, rest = text.strip().split("+", 2)
        self.number = bytes.fromhex(number)
        body = base64.b64decode(rest, validate=True)
        need(body[0] == self.TYPE and len(body) == 33, "the type and length of an Ed25519 key")
        need(self.number == hashlib.sha256(self.name.encode() + b"\n" + body).digest()[:4], "the key's number")
        self.key = body[1:]

    def verifies(self, signature, text):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in (("key", DER_PREFIX + self.key), ("signature", signature), ("text", text)):
                Path(folder, name).write_bytes(content)
            return subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                 "-rawin", "-in", "text", "-sigfile", "signature"],
                cwd=folder, capture_output=True).returncode == 0


class Cosigner(Key):
    """A witness's key; what it signs has the time in it."""

    TYPE = COSIGNATURE

    def time(self, signature, text):
        """Seconds since 1970; nothing where the signature is not this witness's word on the text."""
        if len(signature) != 72:
            return None
        time, = struct.unpack_from(">Q", signature)
        message = b"cosignature/v1\ntime " + str(time).encode() + b"\n" + text
        return time if self.verifies(signature[8:], message) else None


class Checkpoint:
    def __init__(self, note, key):
        text, _, signatures = note.rpartition(b"\n\n")
        text += b"\n"
        lines = text.decode().split("\n")
        need(len(lines) >= 4 and lines[-1] == "", "three lines")
        self.origin, size, root = lines[:3]
        need(self.origin == key.name, "the origin is the key's name")
        need(size == str(int(size)), "the size in decimal without leading zeros")
        self.size, self.root = int(size), base64.b64decode(root, validate=True)
        need(len(self.root) == 32, "the root's length")
        need(signatures.endswith(b"\n"), "the last line ends")
        self.text, self.lines = text, signatures.decode().splitlines()
        need(any(key.verifies(signature, text) for signature in self.signatures(key)), "the signature")

    def signatures(self, key):
        """What stands on the checkpoint under a key's name and number."""
        for line in self.lines:
            dash, name, body = line.split(" ")
            need(dash == "—", "signature lines begin with an em dash")
            body = base64.b64decode(body, validate=True)
            if name == key.name and body[:4] == key.number:
                yield body[4:]

    def cosigned(self, cosigner):
        """When a witness cosigned this, in seconds since 1970."""
        times = [cosigner.time(signature, self.text) for signature in self.signatures(cosigner)]
        need(times and None not in times, "the cosignature")
        return max(times)


class Tree:
    """The whole tree of a directory, every file of it read and compared with what it is made of."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.checkpoint = Checkpoint((self.folder / "checkpoint").read_bytes(),
                                     Key((self.folder / "key.pub").read_text()))
        self.entries = [entry for number, width in tiles(self.checkpoint.size)
                        for entry in bundle(self.read("entries", number, width), width)]
        need(len(self.entries) == self.checkpoint.size, "as many entries as the checkpoint says")
        self.check_tiles([leaf(entry) for entry in self.entries])
        need(root([leaf(entry) for entry in self.entries]) == self.checkpoint.root, "the root")

    def check_tiles(self, hashes):
        level = 0
        while hashes:
            for number, width in tiles(len(hashes)):
                wanted = b"".join(hashes[number * WIDTH:number * WIDTH + width])
                need(self.read(str(level), number, width) == wanted, f"tile/{level}/{path(number, width)}")
            hashes = [root(hashes[at:at + WIDTH]) for at in range(0, len(hashes) - WIDTH + 1, WIDTH)]
            level += 1

    def read(self, level, number, width):
        file = self.folder / "tile" / level / path(number, width)
        need(file.is_file(), f"{file.relative_to(self.folder)} is there")
        return file.read_bytes()


def tiles(count):
    """Every full tile of a level with so many hashes, and the partial one at its end."""
    full = [(number, WIDTH) for number in range(count // WIDTH)]
    return full + ([(count // WIDTH, count % WIDTH)] if count % WIDTH else [])


def path(number, width):
    """`x001/x234/067`, and `.p/5` behind it where the tile is partial."""
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03}")
    return "/".join(parts) + (f".p/{width}" if width < WIDTH else "")


def bundle(content, count):
    """Entries, each behind its length in two bytes, and nothing after the last."""
    found, at = [], 0
    while at < len(content):
        length, = struct.unpack_from(">H", content, at)
        need(at + 2 + length <= len(content), "an entry within its bundle")
        found.append(content[at + 2:at + 2 + length])
        at += 2 + length
    need(len(found) == count, "a bundle's number of entries")
    return found


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def root(hashes):
    """The tree's hash as the RFC defines it: split at the largest power of two below the size."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(hashes[:split]) + root(hashes[split:])).digest()


if __name__ == "__main__":
    tree = Tree(sys.argv[1])
    print(tree.checkpoint.size, tree.checkpoint.root.hex(),
          *[tree.checkpoint.cosigned(Cosigner(key)) for key in sys.argv[2:]])
