"""The witness in a running city: killed, hanging, away, asked by others, exchanged, and its key renewed."""

import os
import random
import shutil
import signal
import socket
import struct
import time
from contextlib import suppress

import pytest

import tlog
from city import City, code_of, DATABASES, wait_until
from customer import plain_goods
from databases import Files
from shopper import PERSON, Shopper, order_number

on_files = pytest.mark.skipif(DATABASES is not Files, reason="it looks into the files of SQLite")


@pytest.fixture(scope="module")
def city():
    with City() as city:
        armed = city.folder / "armed"
        armed.mkdir()
        city.stop()
        city.start(ICHI_KILL_ARMED=str(armed))
        yield city


def place_order(city, email="mati@example.jp", patience=30):
    shopper = Shopper(city, email=email, seconds=6, patience=patience)
    return order_number(shopper.place(shopper.confirmation(plain_goods(city))))


def status(city):
    return city.json("ichi-witness", "status")


def cosigned(city):
    report = city.json("ichi-vault", "ledger", "verify", check=False)
    assert report["sound"], report["damages"]
    return report.get("cosigned") and not report.get("waiting")


def test_an_order_is_in_the_witness_s_book_and_its_copy_of_the_ledger(city):
    before = status(city)
    place_order(city)
    wait_until(lambda: cosigned(city), "the cosignature", 5)
    after = status(city)
    assert before["used"]["aDay"] < after["used"]["aDay"] <= before["used"]["aDay"] + 8
    assert after["ledger"] == after["checkpoint"] > 0
    ledger, copy = tlog.Tree(city.data / "ledger"), tlog.Tree(city.data / "witness/ledger")
    size = min(ledger.checkpoint.size, copy.checkpoint.size)
    assert ledger.entries[:size] == copy.entries[:size] and size > 0
    cosigner = tlog.Cosigner((city.data / "ledger/witness.pub").read_text())
    assert abs(time.time() - copy.checkpoint.cosigned(cosigner)) < 60


@pytest.mark.parametrize("arrow", ["witness.opened", "witness.extended"])
def test_killed_between_its_book_and_its_answer_it_loses_nothing(city, arrow):
    loaded = city.folder / "armed" / arrow
    loaded.touch()
    place_order(city, f"killed-{arrow}@example.jp")
    wait_until(lambda: not loaded.exists(), "the kill")
    city.mailbox.wait(f"killed-{arrow}@example.jp", seconds=40)
    wait_until(lambda: cosigned(city), "the cosignature", 20)
    assert city.standing_freezes() == []


def test_while_it_hangs_nothing_is_shown_and_everything_is_written(city):
    """Stopped, not ended: whoever waits for it must not wait for ever."""
    waiting = Shopper(city, email="hang@example.jp", seconds=20)
    confirmation = waiting.confirmation(plain_goods(city))
    witness = city.processes()["witness"]
    os.kill(witness, signal.SIGSTOP)
    try:
        number = order_number(waiting.place(confirmation))
        assert city.ask_shop("SELECT number FROM orders WHERE number = ?", number)
        assert city.mailbox.mails("hang@example.jp") == []
        looking = Shopper(city, email="looking@example.jp", seconds=20, patience=0)
        began = time.monotonic()
        looking.get(city.market + "/")
        assert time.monotonic() - began < 2, "public pages wait for nobody"
        late = Shopper(city, email="late@example.jp", seconds=20)
        unread = late.confirmation(plain_goods(city))
        assert "お名前とご住所は、ただいま表示できません" in unread.text
        assert PERSON["street"] not in unread.text
        assert order_number(late.place(unread)), "orders go on"
    finally:
        os.kill(witness, signal.SIGCONT)
    city.mailbox.wait("hang@example.jp", seconds=60)
    city.mailbox.wait("late@example.jp", seconds=60)
    wait_until(lambda: cosigned(city), "the cosignature", 20)
    assert city.standing_freezes() == []


def test_who_registers_while_it_hangs_is_a_member_and_signs_in_elsewhere_when_it_is_back(city):
    here, elsewhere = Shopper(city, seconds=30), Shopper(city, seconds=30)
    email = "newcomer@example.jp"
    witness = city.processes()["witness"]
    os.kill(witness, signal.SIGSTOP)
    try:
        page = register(city, here, email)
        assert page.path == "/registered" and "会員登録を受け付けました" in page.heading
        late = sign_in(city, elsewhere, email)
        assert late.status == 503 and "ただいま表示できません" in late.heading
        assert city.ask_vault("SELECT count(*) FROM newcomer")[0][0] == 1
    finally:
        os.kill(witness, signal.SIGCONT)
    wait_until(lambda: city.ask_vault("SELECT count(*) FROM newcomer")[0][0] == 0, "the marks", 20)
    page = sign_in(city, elsewhere, email)
    code = code_of(city.mailbox.wait(email, "確認コード", more_than=1, seconds=40))
    assert elsewhere.submit(page, page.form(page.path), code=code).path == "/account"
    assert here.get(f"{city.counter}/account").heading == "マイページ"
    # Once more with the same address: whoever has the mailbox is told, on the page and by mail.
    again = register(city, Shopper(city, seconds=30), email, more_than=1)
    assert again.status == 409 and "もうお済みです" in again.heading
    city.mailbox.wait(email, "会員登録がお済みです", seconds=40)
    assert city.standing_freezes() == []


def register(city, shopper, email, more_than=0):
    page = shopper.get(f"{city.counter}/registration")
    page = shopper.submit(page, page.form("/registration"), email=email, **PERSON)
    code = code_of(city.mailbox.wait(email, "会員登録の確認コード", more_than=more_than, seconds=90))
    return shopper.submit(page, page.form(page.path), code=code)


def sign_in(city, shopper, email):
    page = shopper.get(f"{city.counter}/sign-in")
    return shopper.submit(page, page.form("/sign-in"), email=email, password="")


@on_files
def test_brought_back_from_a_backup_it_is_told_again_whom_to_refuse(tmp_path):
    """First the newest checkpoint, then the erased, then it opens."""
    with City(tmp_path) as city:
        place_order(city)
        wait_until(lambda: cosigned(city), "the cosignature", 10)
        city.stop()
        shutil.copytree(city.data / "witness", tmp_path / "witness.backup")
        city.start()
        member = Shopper(city, seconds=20)
        register(city, member, "leaves@example.jp")
        page = member.get(f"{city.counter}/account/leaving")
        assert member.submit(page, page.form("/leaving"), sure="yes").path == "/left"

        def told():
            rows = city.ask_vault("SELECT witness_name FROM erasure WHERE told IS NOT NULL")
            return {row[0] for row in rows}
        wait_until(told, "the erasure", 10)
        place_order(city, "afterwards@example.jp")
        city.mailbox.wait("afterwards@example.jp", seconds=40)
        wait_until(lambda: cosigned(city), "the cosignature", 10)
        city.stop()
        book = (city.data / "witness/book").read_text("latin1")
        assert all(name in book for name in told())
        shutil.rmtree(city.data / "witness")
        shutil.copytree(tmp_path / "witness.backup", city.data / "witness")
        city.start()
        code, words, _ = city.outcome("ichi-witness", "status")
        assert code == 1 and "SHUT" in words
        place_order(city, "while-shut@example.jp")
        assert city.mailbox.mails("while-shut@example.jp") == []
        city.command("ichi-witness", "reopen", "--checkpoint", str(city.data / "ledger/checkpoint"))
        wait_until(lambda: city.outcome("ichi-witness", "status")[0] == 0, "it to open", 20)
        city.mailbox.wait("while-shut@example.jp", seconds=60)
        book = (city.data / "witness/book").read_text("latin1")
        assert all(name in book for name in told())
        events = [line.split()[0] for line in book.splitlines() if line]
        assert events.index("shut") < events.index("replayed") < events.index("reopened")
        last_erased = max(place for place, word in enumerate(events) if word == "erased"
                          and place < events.index("reopened"))
        assert last_erased < events.index("reopened")


def test_strangers_on_its_operator_s_socket_get_nothing_and_stop_nobody(city):
    chance = random.Random(118)
    used = status(city)["used"]
    address = str(city.data / "witness/operator")
    assert (city.data / "witness/operator").stat().st_mode & 0o777 == 0o600
    frames = [struct.pack(">I", 0xFFFFFFF0) + b"\xff" * 64, struct.pack(">I", 0), b"\0\0", b""]
    frames += [chance.randbytes(chance.randrange(1, 300)) for _ in range(100)]
    for name in (b"open", b"mark", b"erase", b"extend", b"rewrap", b"reopen", b"destroyEpoch", b"nothing"):
        body = struct.pack(">BQB", 1, 1, len(name)) + name + chance.randbytes(60)
        frames.append(struct.pack(">I", len(body)) + body)
        frames.append(struct.pack(">I", len(body) + 9) + body)
    for frame in frames:
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.settimeout(5)
            stranger.connect(address)
            stranger.sendall(frame)
            stranger.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: read(stranger), b""))
            assert b"answer" not in answer and len(answer) < 40, answer
    assert status(city)["used"] == used
    place_order(city, "after-strangers@example.jp")
    log = (city.data / "run/witness.log").read_text()
    assert "cannot send" in log


def read(stranger):
    try:
        return stranger.recv(4096)
    except ConnectionResetError:
        return b""


@on_files
def test_a_new_epoch_is_rewrapped_to_and_the_old_key_goes(city):
    place_order(city, "older@example.jp")
    assert "epoch 2 has begun" in city.command("ichi-witness", "epoch", "begin")
    code, _, complaint = city.outcome("ichi-witness", "epoch", "destroy", "2")
    assert code == 1 and "newest" in complaint
    outcome = city.json("ichi-vault", "rewrap")
    assert outcome["epoch"] == 2 and outcome["refused"] == 0 and outcome["idleEpochs"] == [1]
    assert outcome["halves"] > 0 and city.json("ichi-vault", "rewrap")["halves"] == 0
    assert "destroyed" in city.command("ichi-witness", "epoch", "destroy", "1")
    assert not (city.data / "witness-keys/epoch-1.key").exists()
    place_order(city, "newer@example.jp")
    city.mailbox.wait("newer@example.jp", seconds=40)
    assert city.ask_vault(
        "SELECT count(*) FROM sheet WHERE coalesce(rewrapped, witness_epoch) <> 2")[0][0] == 0
    city.stop()
    today = time.strftime("%Y-%m-%d")
    scope = city.json("ichi-vault", "scope", "--from", today, "--to", "2099-01-01", check=False)
    assert scope["unreadable"] == 0 and scope["persons"]
    city.start()


def test_it_is_started_for_a_command_and_ends_with_it(city):
    city.stop()
    before = (city.data / "witness/book").stat().st_size
    report = city.json("ichi-vault", "scope", "--from", "2026-01-01", "--to", "2099-01-01")
    assert report["unreadable"] == 0
    assert (city.data / "witness/book").stat().st_size > before, "the months' keys were asked for"
    code, _, complaint = city.outcome("ichi-witness", "status")
    assert code == 1 and "no witness is running" in complaint
    city.start()


def test_another_witness_is_refused_and_told_of(city):
    city.stop()
    for name in ("witness", "witness-keys"):
        shutil.move(city.data / name, city.folder / name)
    try:
        with suppress(AssertionError):
            city.start()
        words = "not the witness that this vault has known: it cosigns with another key"
        wait_until(lambda: words in (city.data / "run/vault.log").read_text(), "the refusal")
    finally:
        city.stop()
        for name in ("witness", "witness-keys"):
            shutil.rmtree(city.data / name, ignore_errors=True)
            shutil.move(city.folder / name, city.data / name)
    city.start()
    place_order(city, "known-again@example.jp")


@on_files
def test_a_city_of_before_brings_its_stand_in_along(tmp_path):
    """What stood in for the witness: two keys and a list of names in one folder."""
    with City(tmp_path) as city:
        place_order(city)
        city.stop()
        keys, old = city.data / "witness-keys", city.data / "witness-standin"
        old.mkdir(mode=0o700)
        for name in ("epoch-1.key", "mark.key"):
            shutil.copy(keys / name, old / name)
        (old / "erased").touch(mode=0o600)
        for name in ("witness", "witness-keys"):
            shutil.rmtree(city.data / name)
        (city.data / "vault/witness.pin").unlink()
        shutil.rmtree(city.data / "ledger/witness.pub", ignore_errors=True)
        city.start()
        assert "taken over" in (city.data / "run/witness.log").read_text()
        assert not old.exists()
        place_order(city)
        standing = status(city)
        assert standing["epochs"] == [1, 2] and standing["epoch"] == 2 and not standing["shut"]
        outcome = city.json("ichi-vault", "rewrap")
        assert outcome["idleEpochs"] == [1] and outcome["halves"] > 0
        wait_until(lambda: cosigned(city), "the cosignature", 10)
