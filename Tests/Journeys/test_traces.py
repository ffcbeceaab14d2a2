"""What is left behind when everybody has gone: nothing that says who they were."""

import re
from datetime import datetime, timedelta

def test_a_thief_reads_nothing_of_what_was_typed(city):
    code, report = city.theft()
    assert (code, report["readable"]) == (0, 0), report["finds"]
    assert report["values"]["searched"] > 40 and not report["unread"]
    searched = {(line["place"], line["store"]) for line in report["stores"]}
    assert {("ledger", "ledger"), ("run", "log"), (str(city.folder / "up.log"), "log")} <= searched
    assert sum(line["bytes"] for line in report["stores"]) > 1_000_000
    assert report["keyFolders"] == ["vault-keys", "witness-keys"]


def test_the_logs_name_routes_and_nobody(city):
    for name in ("market", "counter", "vault", "witness", "courier"):
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
