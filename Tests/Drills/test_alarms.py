"""From the first impossible request to whom it freezes, to the log, and to an officer's mailbox.

Every process is a real one: a vault that is asked over Unix sockets as systemd gives them, a courier that asks it, and a
mailbox that takes its mails. The drill speaks frames in a process's name, as whoever has taken it over would.
`ICHI_ALARM_RUNS` says how often each kind is tried (3 without it); what each took is printed.
"""

import hashlib
import hmac
import json
import os
import socket
import struct
import subprocess
import time

import pytest

from city import City, wait_until
from customer import plain_goods
from keepers import ANSWER, ASK, OFFICER, REFUSAL, Keepers, packed
from shopper import Shopper

RUNS = int(os.environ.get("ICHI_ALARM_RUNS", "3"))


@pytest.fixture(scope="module")
def keepers():
    with City() as city:
        shopper = Shopper(city, "forged@example.jp")
        shopper.place(shopper.confirmation(plain_goods(city)))
        token = shopper.cookies[city.counter.removeprefix("http://")]["__Host-checkout"]
        wait_until(lambda: city.mailbox.mails("forged@example.jp"), "the mail")
        city.stop()
        city.token = token
        keepers = Keepers(city)
        try:
            keepers.settle()
            yield keepers
        finally:
            keepers.close()


FORGED = {
    "forgedToken": lambda k: k.say("counter", "end", k.city.token[:-3] + "AAA"),
    "othersMessage": lambda k: k.say("counter", "nextItem"),
    "unknown": lambda k: k.say("counter", "reveal"),
    "undecodable": lambda k: k.send("counter", struct.pack(">BQB", ASK, 1, 4) + b"open" + b"\xff" * 9),
    "outOfReach": lambda k: k.ask(
        "counter", "open", packed(k.city.token) + packed("h" * 26) + struct.pack(">q", 1) + b"\0\1"),
    "othersToken": lambda k: k.say("office", "end", k.city.token),
}


@pytest.mark.parametrize("kind", FORGED)
def test_the_first_impossible_request_is_frozen_and_told(keepers, kind):
    city = keepers.city
    frozen, told = [], []
    for _ in range(RUNS):
        keepers.forget()
        keepers.lift()
        mails, posts = len(city.mailbox.mails(OFFICER)), len(keepers.hook.posts)
        logged = keepers.vault_log.read_text().count("alarm")
        began = time.monotonic()
        assert FORGED[kind](keepers) == (REFUSAL, "frozen"), "one attempt"
        frozen.append(time.monotonic() - began)
        standing = city.ask_vault("SELECT target FROM freezing WHERE lifted IS NULL")
        assert len(standing) == 1, "it stood in the rows before it was answered"
        wait_until(lambda: len(city.mailbox.mails(OFFICER)) > mails, "the mail")
        told.append(time.monotonic() - began)
        wait_until(lambda: len(keepers.hook.posts) > posts, "the webhook")
        assert keepers.vault_log.read_text().count("alarm") > logged
    mail = city.mailbox.mails(OFFICER)[0]
    for words in "起きたこと", "止まったもの・続いているもの", "元に戻すには":
        assert words in mail["text"]
    assert "警報" in mail["subject"] and keepers.alarms()[0]["freeze"] in mail["text"]
    print(f"\n{kind}: frozen after {max(frozen) * 1000:.0f} ms, told after {max(told) * 1000:.0f} ms at most of {RUNS}")


def test_what_is_posted_is_signed(keepers):
    headers, body = keepers.hook.posts[-1]
    stamp = headers["X-Ichi-Timestamp"]
    mac = hmac.new(keepers.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    assert headers["X-Ichi-Signature"] == mac.hexdigest()
    assert abs(time.time() - int(stamp)) < 600
    said = json.loads(body)
    assert said["happened"] and said["stopped"] and said["lift"] and OFFICER not in body.decode()


def test_a_flood_is_one_mail_and_order_mails_hold_nothing_up(keepers):
    city = keepers.city
    keepers.forget()
    keepers.lift()
    before = len(city.mailbox.mails(OFFICER))
    for _ in range(50):
        assert keepers.say("counter", "end", "a.b") == (REFUSAL, "frozen")
    wait_until(lambda: len(city.mailbox.mails(OFFICER)) > before, "the mail")
    time.sleep(2)
    assert len(city.mailbox.mails(OFFICER)) == before + 1
    newest = keepers.alarms()[0]
    assert newest["count"] == 50 and newest["kind"] == "forgedToken"
    keepers.lift()


def test_a_relay_that_is_away_is_tried_until_it_takes_it(keepers):
    city = keepers.city
    keepers.forget()
    keepers.courier.terminate()
    keepers.courier.wait(timeout=20)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
        other = keepers.start("away.log", "courier", ICHI_VAULT=f"unix:{keepers.sockets['courier']}", ICHI_RELAY=away)
        before = len(city.mailbox.mails(OFFICER))
        city.command("ichi-vault", "alarm", "rehearse")
        wait_until(lambda: "unreachable" in (city.folder / "away.log").read_text(), "a try in vain")
        other.terminate()
        other.wait(timeout=20)
    keepers.courier = keepers.start("courier.log", "courier", ICHI_VAULT=f"unix:{keepers.sockets['courier']}")
    wait_until(lambda: len(city.mailbox.mails(OFFICER)) == before + 1, "the mail", seconds=40)
    assert "試しの知らせ" in city.mailbox.mails(OFFICER)[0]["subject"]


def test_honey_is_planted_beside_a_vault_that_runs_and_foreign_mail_to_it_is_told(keepers):
    city = keepers.city
    keepers.forget()
    assert city.command("ichi-vault", "honey", "plant", "--count", "3", "--mailbox-domain", "post.example.jp")
    wait_until(lambda: city.ask_vault("SELECT count(*) AS n FROM honey WHERE line IS NOT NULL")[0][0] == 3, "the line")
    first, second, third = keepers.honey()
    for message in "Message-ID: <x@y>\r\n\r\nhello", "", "\n" * 9, "\xff" * 5000:
        assert mailed(city, "nobody@post.example.jp", message) == (0, "nobody's\n")
    assert "honeyMailed" not in kinds(keepers)
    # Somebody has the address, and has a code sent there: an alarm, and the city's own mail is none.
    assert keepers.ask("counter", "signInBegin", b"\0" + packed(first) + packed("192.0.2.1"))[0] == ANSWER
    own = wait_until(lambda: city.mailbox.mails(first), "the code")[0]
    assert mailed(city, first, f"Message-ID: {own['messageID']}\n\ncode") == (0, "own\n")
    assert mailed(city, second, f"Message-ID: {own['messageID']}\n\ncode") == (0, "foreign: an alarm was raised\n")
    assert mailed(city, third.upper(), "From: ichi@inaba.example\n\nhello") == (0, "foreign: an alarm was raised\n")
    for title in "いない人への接触", "いない人への郵便":
        wait_until(lambda: any(title in mail["subject"] for mail in city.mailbox.mails(OFFICER)), title)
    assert {"honeyTouched", "honeyMailed"} <= kinds(keepers)
    assert city.standing_freezes() == []
    assert city.verify_ledger() > 0


def kinds(keepers):
    return {alarm["kind"] for alarm in keepers.alarms()}


def mailed(city, to, message):
    done = subprocess.run(
        [city.programs / "ichi-vault", "honey", "mailed", "--to", to, "--data", city.data],
        input=message, capture_output=True, text=True, env=city.environment, timeout=60)
    return done.returncode, done.stdout


def test_changed_settings_are_told_until_they_are_accepted(keepers):
    city = keepers.city
    keepers.forget()
    before = len(city.mailbox.mails(OFFICER))
    keepers.restart_vault(ICHI_OFFICE_NETWORKS="operator=192.0.2.0/24")
    wait_until(lambda: any(part["part"] == "settings" and not part["accepted"]
                           for part in city.json("ichi-vault", "changes", "list")), "the change")
    wait_until(lambda: len(city.mailbox.mails(OFFICER)) > before, "the mail")
    assert "設定の変更" in city.mailbox.mails(OFFICER)[0]["subject"]
    assert city.command("ichi-vault", "changes", "accept", "--by", "山田") == "accepted 1\n"
    assert all(part["accepted"] for part in city.json("ichi-vault", "changes", "list"))


def test_the_numbers_tell_of_it(keepers):
    def numbers():
        path = keepers.city.data / "vault/ichi-vault.prom"
        return dict(line.rsplit(" ", 1) for line in path.read_text().splitlines() if line[0] != "#")
    wait_until(lambda: int(numbers()['ichi_alarms_total{kind="changedSettings"}']) > 0, "the metric")
    assert int(numbers()['ichi_alarms_total{kind="forgedToken"}']) > 0
    assert numbers()["ichi_witness_reached"] == "1"


@pytest.mark.parametrize("code, words", [
    (64, ["alarm", "tell", "no mailbox"]), (1, ["alarm", "untell", "x"]), (64, ["changes", "accept", "--by", ""]),
    (64, ["honey", "plant", "--count", "0", "--mailbox-domain", "post.example.jp"]),
    (64, ["honey", "plant", "--count", "501", "--mailbox-domain", "post.example.jp"]),
    (64, ["honey", "plant", "--count", "1", "--mailbox-domain", "a b"]), (64, ["honey", "mailed"]),
])
def test_what_makes_no_sense_is_told_and_changes_nothing(keepers, code, words):
    before = keepers.city.ask_vault("SELECT count(*) AS n FROM alarm_way"), keepers.honey()
    found, printed, complaint = keepers.city.outcome("ichi-vault", *words)
    assert found == code and complaint and not printed
    assert (keepers.city.ask_vault("SELECT count(*) AS n FROM alarm_way"), keepers.honey()) == before


def test_nothing_of_an_officer_stands_in_a_log(keepers):
    for log in keepers.city.folder.glob("*.log"):
        assert OFFICER not in log.read_text(), log
