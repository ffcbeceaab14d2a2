"""What was typed, kept beside a city's data and never in it: the thief's drill looks for it."""

import json
import os
import threading
from pathlib import Path

ADDRESS = ("familyName", "givenName", "familyKana", "givenKana", "company", "postcode", "prefecture",
           "city", "street", "building", "phone")
SENDER = tuple(f"sender{name[0].upper()}{name[1:]}" for name in ADDRESS)
FIELDS = {*ADDRESS, *SENDER, "email", "password", "note", "giftName", "giftMessage", "invoiceName", "label"}
# Two fields that are one value where they stand together.
WHOLES = {"name": ("familyName", "givenName"), "kana": ("familyKana", "givenKana"),
          "senderName": ("senderFamilyName", "senderGivenName")}


class Known:
    """The folder `DIR.known`, which the drill reads."""

    def __init__(self, data):
        self.folder = Path(f"{data}.known")
        self.met, self.lock = set(), threading.Lock()

    def note(self, fields):
        """Keeps what is personal of a form's fields, each value once."""
        typed = {(name, fields[name]) for name in FIELDS & set(fields) if fields[name]}
        typed |= {(kind.removeprefix("sender").lower(), fields[first] + " " + fields[second])
                  for kind, (first, second) in WHOLES.items() if fields.get(first) and fields.get(second)}
        with self.lock:
            self.write(typed - self.met)
            self.met |= typed

    def write(self, typed):
        self.folder.mkdir(mode=0o700, exist_ok=True)
        with open(self.folder / "typed.jsonl", "a", opener=only_ours) as file:
            for kind, value in sorted(typed):
                file.write(json.dumps({"kind": kind, "value": value}, ensure_ascii=False) + "\n")


def only_ours(path, flags):
    return os.open(path, flags, 0o600)
