"""Two witnesses with the same keys: one leads, one follows it, and takes over where the first is killed."""

import json
import shutil
import subprocess
import threading
import time
from contextlib import suppress

import pytest

from city import City, free_ports, is_taken, wait_until
from customer import plain_goods
from shopper import Lost, Shopper, order_number

KEYS = ["mark.key", "cosign.key", "epoch-1.key"]


class Seat:
    """A folder of a witness's, on what could be a machine of its own."""

    def __init__(self, city, name):
        self.city, self.folder, self.process = city, city.folder / name, None
        (self.folder / "witness-keys").mkdir(parents=True, mode=0o700)
        self.port = free_ports(1)

    def bring_keys(self, origin):
        for name in KEYS:
            shutil.copy(origin / "witness-keys" / name, self.folder / "witness-keys" / name)

    @property
    def key(self):
        return self.command("key").strip()

    @property
    def book(self):
        return (self.folder / "witness/book").read_bytes()

    def command(self, *words, code=0):
        outcome = self.city.outcome("ichi-witness", *words, data=self.folder)
        assert outcome[0] == code, outcome
        return outcome[1] + outcome[2]

    def status(self):
        return json.loads(self.city.outcome("ichi-witness", "status", "--json", data=self.folder)[1])

    def lead(self, standby=None):
        peers = {"ICHI_VAULT_FINGERPRINT": self.city.vault_key}
        if standby:
            peers["ICHI_STANDBY_FINGERPRINT"] = standby.key
        self.start(["witness", "--listen", f"127.0.0.1:{self.port}"], peers)
        wait_until(lambda: is_taken(self.port), "the port", 10)

    def follow(self, leader):
        self.start(["standby", "--of", f"127.0.0.1:{leader.port}"], {"ICHI_LEADER_FINGERPRINT": leader.key})
        wait_until(lambda: leader.status()["followed"], "the standby", 20)

    def start(self, words, peers):
        self.log = self.folder / "log"
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [self.city.programs / "ichi-witness", *words, "--data", self.folder],
                env={**self.city.environment, **peers}, stderr=log, cwd=self.city.elsewhere)

    def end(self, kill=False):
        if self.process and self.process.poll() is None:
            self.process.kill() if kill else self.process.terminate()
            self.process.wait(timeout=10)


@pytest.fixture(scope="module")
def city():
    """A city whose witness has moved away, with a standby beside it."""
    with City() as city:
        city.stop()
        city.vault_key = city.command("ichi-vault", "key").strip()
        city.first, city.second = Seat(city, "first"), Seat(city, "second")
        shutil.rmtree(city.first.folder)
        city.first.folder.mkdir()
        for name in ("witness", "witness-keys"):
            shutil.move(city.data / name, city.first.folder / name)
        city.second.bring_keys(city.first.folder)
        try:
            city.first.lead(city.second)
            city.second.follow(city.first)
            city.start(**asked(city.first))
            yield city
        finally:
            city.stop()
            city.first.end()
            city.second.end()


def asked(seat):
    """Where the vault finds its witness."""
    return {"ICHI_WITNESS": f"tls://127.0.0.1:{seat.port}", "ICHI_WITNESS_FINGERPRINT": seat.key}


def place(city, email):
    shopper = Shopper(city, email=email, seconds=20, patience=30)
    return order_number(shopper.place(shopper.confirmation(plain_goods(city))))


def names_at_the_witness(city, number):
    orderer = city.ask_shop("SELECT orderer FROM orders WHERE number = ?", number)[0][0]
    return city.ask_vault("SELECT witness_name FROM register WHERE owner = ?", orderer)[0][0]


def test_killed_in_the_middle_of_openings_nothing_that_was_opened_is_missing_at_the_standby(city):
    given, halt = {}, threading.Event()

    def customer(number):
        turn = 0
        while not halt.is_set():
            email = f"busy-{number}-{turn}@example.jp"
            with suppress(AssertionError, Lost, OSError):
                given[email] = place(city, email)
            turn += 1

    crowd = [threading.Thread(target=customer, args=(number,)) for number in range(4)]
    for one in crowd:
        one.start()
    wait_until(lambda: sum(bool(city.mailbox.mails(email)) for email in list(given)) >= 6, "some mails", 90)
    city.first.end(kill=True)
    halt.set()
    for one in crowd:
        one.join()
    city.second.end()
    first, second = city.first.book, city.second.book
    assert first.startswith(second), "the standby's book is the beginning of the other's"
    opened = second.decode("latin1")
    mailed = [email for email in given if city.mailbox.mails(email)]
    assert len(mailed) >= 6
    for email in mailed:
        assert names_at_the_witness(city, given[email]) in opened, email


def test_until_it_is_promoted_it_serves_nobody(city):
    assert "is a standby's" in city.second.command("witness", code=1)
    number = place(city, "meanwhile@example.jp")
    assert city.ask_shop("SELECT number FROM orders WHERE number = ?", number), "orders go on"


def test_promoted_it_leads_and_everything_catches_up(city):
    assert "term 1" in city.second.command("promote")
    city.stop()
    city.second.lead()
    city.start(**asked(city.second))
    city.mailbox.wait("meanwhile@example.jp", seconds=60)
    place(city, "after@example.jp")
    city.mailbox.wait("after@example.jp", seconds=60)
    standing = city.second.status()
    assert standing["term"] == 1 and not standing["shut"] and not standing["followed"]

    def cosigned():
        report = city.json("ichi-vault", "ledger", "verify", check=False)
        assert report["sound"], report["damages"]
        return report.get("cosigned") and not report.get("waiting")
    wait_until(cosigned, "the cosignature", 20)
    assert city.standing_freezes() == []


def test_the_old_one_that_comes_back_is_refused_and_shuts_itself(city):
    city.stop()
    city.first.lead()
    before = city.first.book
    with suppress(AssertionError):
        city.start(**asked(city.first))
    words = "term 1 was known, it leads term 0: it was replaced"
    wait_until(lambda: words in (city.data / "run/vault.log").read_text(), "the refusal", 20)
    wait_until(lambda: city.first.status()["fenced"], "the fence", 10)
    city.stop()
    told = city.first.book[len(before):].decode("latin1")
    assert "alarm" in told and "opened" not in told
    city.first.end()
    city.start(**asked(city.second))
    place(city, "still@example.jp")
    city.mailbox.wait("still@example.jp", seconds=60)


def test_it_may_follow_anew_with_an_empty_folder(city):
    assert "has a book of its own" in city.first.command(
        "standby", "--of", f"127.0.0.1:{city.second.port}", code=1)
    city.stop()
    city.second.end()
    shutil.rmtree(city.first.folder / "witness")
    (city.first.folder / "witness-keys/bookmark").unlink()
    city.second.lead(city.first)
    city.first.follow(city.second)
    city.start(**asked(city.second))
    place(city, "again@example.jp")
    city.mailbox.wait("again@example.jp", seconds=60)
    city.first.end(kill=True)
    assert place(city, "alone@example.jp"), "orders go on"
    time.sleep(3)
    assert city.mailbox.mails("alone@example.jp") == [], "nothing is opened that the standby does not know of"
    assert "dismissed" in city.second.command("dismiss")
    city.mailbox.wait("alone@example.jp", seconds=60)


def test_what_is_opened_right_after_a_dismissal_is_known_before_another_may_lead(city):
    """The one that was left behind is promoted all the same: what was opened without it would be free again."""
    city.second.end(kill=True)
    city.stop()
    assert "term 2" in city.first.command("promote")
    city.first.lead()
    with suppress(AssertionError):
        city.start(**asked(city.first))
    wait_until(lambda: "another leads term 2" in (city.data / "run/vault.log").read_text(), "the refusal", 20)
    assert b"opened" not in city.first.book.split(b"term ")[-1]
