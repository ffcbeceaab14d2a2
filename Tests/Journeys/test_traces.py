"""What is left behind when everybody has gone: nothing that says who they were."""

import os
import re
from datetime import datetime, timedelta

from words import TYPED

KEYS = {"vault-keys", "witness-standin"}


def files(city):
    for folder, folders, names in os.walk(city.data):
        folders[:] = [name for name in folders if name not in KEYS]
        yield from (os.path.join(folder, name) for name in names)


def test_nothing_that_was_typed_can_be_read_in_the_citys_data(city):
    wanted = {word: word.encode() for word in TYPED}
    read = 0
    for path in files(city):
        content = open(path, "rb").read()
        read += len(content)
        found = [word for word, utf8 in wanted.items() if utf8 in content]
        assert not found, f"{os.path.basename(path)} holds {found}"
    assert read > 1_000_000


def test_the_logs_name_routes_and_nobody(city):
    for name in ("market", "counter", "vault", "courier"):
        log = (city.data / f"run/{name}.log").read_text()
        assert not re.search(r"/(checkouts|orders|order-links|sign-in|registration)/[a-z2-7\d-]{8,}", log)
        assert not re.search(r"[\w.+-]+@example\.jp", log)


def test_the_ledger_is_sound_and_tells_what_was_touched(city):
    assert city.verify_ledger() > 50
    now = datetime.now()
    times = [(now + timedelta(days=days)).strftime("%Y-%m-%d") for days in (-2, 3)]
    scope = city.json("ichi-vault", "scope", "--from", times[0], "--to", times[1])
    assert len(scope["persons"]) > 10 and not scope["damages"]
    touched = {field for person in scope["persons"] for field in person["passed"]}
    assert {"familyName", "street", "phone"} <= touched


def test_nobody_was_frozen(city):
    assert city.standing_freezes() == []
