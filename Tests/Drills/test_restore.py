"""Backups of a running city, and what is left of it on an empty machine."""

import json
import shutil
import subprocess
import time

import pytest

from city import City, DATABASES, code_of, link_of, wait_until
from customer import plain_goods
from databases import Files
from shopper import PERSON, Shopper, order_number

on_files = pytest.mark.skipif(DATABASES is not Files, reason="it looks into the files of SQLite")


def place(city, email):
    shopper = Shopper(city, email=email, seconds=20, patience=30)
    number = order_number(shopper.place(shopper.confirmation(plain_goods(city))))
    return shopper, number


def join(city, email):
    shopper = Shopper(city, patience=30)
    page = shopper.get(f"{city.counter}/registration")
    page = shopper.submit(page, page.form("/registration"), email=email, **PERSON)
    code = code_of(city.mailbox.wait(email, "会員登録の確認コード", seconds=40))
    assert shopper.submit(page, page.form(page.path), code=code).path == "/account"
    return shopper


def leave(city, shopper):
    page = shopper.get(f"{city.counter}/account/leaving")
    assert shopper.submit(page, page.form("/leaving"), sure="yes").path == "/left"


def settled(city):
    return (city.ask_shop("SELECT id FROM outbox WHERE done = 0") == []
            and city.ask_vault("SELECT id FROM item WHERE state IN ('waiting', 'in-hand')") == [])


def cosigned(city):
    report = city.json("ichi-vault", "ledger", "verify", check=False)
    assert report["sound"], report["damages"]
    return report.get("cosigned") and not report.get("waiting")


def empty_vault(city):
    """The vault's machine burns down; its keys lay elsewhere, and so does the witness."""
    if DATABASES is Files:
        shutil.rmtree(city.data / "vault")
    else:
        shutil.rmtree(city.data / "vault")
        city.databases.psql("vault", "DROP SCHEMA vault CASCADE")
    shutil.rmtree(city.data / "ledger")


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


@pytest.fixture(scope="module")
def restored(city):
    """Backups are made while people order; then a day goes on, and the vault is lost."""
    city.early, city.early_number = place(city, "early@example.jp")
    leaver, stayer = join(city, "leaver@example.jp"), join(city, "stayer@example.jp")
    wait_until(lambda: settled(city), "quiet", 40)
    for program, name in (("ichi", "shop"), ("ichi-vault", "vault"), ("ichi-witness", "witness")):
        city.command(program, "backup", str(city.folder / f"backup-{name}"))
    leave(city, leaver)
    city.late, city.late_number = place(city, "late@example.jp")
    city.stayer = stayer
    wait_until(lambda: settled(city), "quiet", 40)
    wait_until(lambda: cosigned(city), "the cosignature", 20)
    city.lines = city.ask_vault("SELECT count(*) AS lines FROM line")[0][0]
    city.stop()
    empty_vault(city)
    began = time.monotonic()
    city.report = city.json("ichi-vault", "restore", str(city.folder / "backup-vault"))
    city.start()
    city.took = time.monotonic() - began
    return city


def test_a_backup_holds_no_key_and_is_told_by_its_manifest(restored):
    for name in ("shop", "vault", "witness"):
        folder = restored.folder / f"backup-{name}"
        manifest = json.loads((folder / "manifest.json").read_text())
        assert manifest["domain"] == name and manifest["files"]
        keys = [path.read_bytes() for path in restored.data.glob("*-keys/*.key")]
        for path in folder.rglob("*"):
            if path.is_file():
                held = path.read_bytes()
                assert not any(key in held for key in keys), path


def test_the_ledger_goes_on_where_the_witness_stood(restored):
    wait_until(lambda: cosigned(restored), "the cosignature", 20)
    assert restored.ask_vault("SELECT count(*) AS lines FROM line")[0][0] > restored.lines
    assert restored.report["lines"] > 0 and restored.report["unreadable"] == 0


def test_who_was_erased_since_is_erased_again(restored):
    assert restored.report["erased"] == 1
    shopper = Shopper(restored, patience=30)
    page = shopper.get(f"{restored.counter}/sign-in")
    assert page.status == 200
    assert restored.ask_vault("SELECT count(*) AS tags FROM tag WHERE kind = 'email'")[0][0] <= 2


def test_orders_of_before_are_whole(restored):
    shopper = Shopper(restored, patience=30)
    page = shopper.get(link_of(restored.mailbox.wait("early@example.jp")))
    page = shopper.submit(page, page.form("/order-links"))
    code = code_of(restored.mailbox.wait("early@example.jp", "確認コード", seconds=40))
    page = shopper.submit(page, page.form(page.path), code=code)
    assert "ご注文" in page.heading


def test_lost_orders_are_listed_with_their_numbers(restored):
    report = restored.folder / "restored.json"
    report.write_text(json.dumps(restored.report))
    listed = restored.json("ichi", "order", "lost", str(report))
    assert [order["number"] for order in listed] == [restored.late_number]
    assert restored.report["lostPersons"] >= 1


def test_sessions_of_before_end_and_nobody_is_frozen(restored):
    page = restored.stayer.get(f"{restored.counter}/account")
    assert page.path != "/account" or "ログイン" in page.text
    shopper = Shopper(restored, patience=0)
    shopper.get(link_of(restored.mailbox.wait("late@example.jp")))
    restored.early.get(f"{restored.counter}/orders/{restored.early_number}")
    restored.late.get(f"{restored.counter}/orders/{restored.late_number}")
    place(restored, "after@example.jp")
    restored.mailbox.wait("after@example.jp", seconds=40)
    assert restored.standing_freezes() == []


def test_nothing_is_brought_back_over_what_is_there(restored):
    for program, name in (("ichi", "shop"), ("ichi-vault", "vault"), ("ichi-witness", "witness")):
        code, _, complaint = restored.outcome(program, "restore", str(restored.folder / f"backup-{name}"))
        assert code == 1 and ("already" in complaint or "another vault is running" in complaint), complaint


def test_a_backup_that_is_damaged_or_another_s_is_refused(restored):
    empty = restored.folder / "empty"
    empty.mkdir()
    shutil.copytree(restored.data / "vault-keys", empty / "vault-keys")
    code, _, complaint = restored.outcome("ichi-vault", "restore", str(restored.folder / "backup-shop"), data=empty)
    assert code == 1 and "is a backup of the shop" in complaint
    damaged = restored.folder / "damaged"
    shutil.copytree(restored.folder / "backup-vault", damaged)
    with open(damaged / "ledger/checkpoint", "a") as checkpoint:
        checkpoint.write("x")
    code, _, complaint = restored.outcome("ichi-vault", "restore", str(damaged), data=empty)
    assert code == 1 and "not as it was" in complaint
    (damaged / "manifest.json").unlink()
    code, _, complaint = restored.outcome("ichi-vault", "restore", str(damaged), data=empty)
    assert code == 1 and "never finished" in complaint
    shutil.rmtree(empty / "vault-keys")
    code, _, complaint = restored.outcome("ichi-vault", "restore", str(restored.folder / "backup-vault"), data=empty)
    assert code == 1 and "keys" in complaint
    assert not (empty / "vault").exists()


def test_both_keepers_come_back_from_theirs(restored):
    """One fire takes both hosts; keys and backups lay elsewhere."""
    leaver = join(restored, "late-leaver@example.jp")
    _, number = place(restored, "before-the-fire@example.jp")
    wait_until(lambda: settled(restored), "quiet", 40)
    restored.command("ichi-vault", "backup", str(restored.folder / "fire-vault"))
    leave(restored, leaver)
    wait_until(lambda: settled(restored), "quiet", 40)
    wait_until(lambda: cosigned(restored), "the cosignature", 20)
    restored.command("ichi-witness", "backup", str(restored.folder / "fire-witness"))
    checkpoint = restored.folder / "on-paper"
    shutil.copy(restored.data / "ledger/checkpoint", checkpoint)
    restored.stop()
    empty_vault(restored)
    shutil.rmtree(restored.data / "witness")
    restored.command("ichi-witness", "restore", str(restored.folder / "fire-witness"))
    said = restored.folder / "restore.log"
    with open(said, "w") as log:
        restoring = subprocess.Popen(
            [restored.programs / "ichi-vault", "restore", restored.folder / "fire-vault", "--json",
             "--data", restored.data],
            stdout=subprocess.PIPE, stderr=log, text=True, env=restored.environment, cwd=restored.elsewhere)
        wait_until(lambda: "ichi-witness reopen" in said.read_text(), "the word that it waits", 30)
        assert restoring.poll() is None
        restored.command("ichi-witness", "reopen", "--checkpoint", str(checkpoint))
        report = json.loads(restoring.communicate(timeout=60)[0])
    assert restoring.returncode == 0 and report["erased"] == 1 and report["lostPersons"] == 0
    restored.start()
    wait_until(lambda: cosigned(restored), "the cosignature", 20)
    shopper = Shopper(restored, patience=30)
    page = shopper.get(link_of(restored.mailbox.wait("before-the-fire@example.jp")))
    page = shopper.submit(page, page.form("/order-links"))
    code = code_of(restored.mailbox.wait("before-the-fire@example.jp", "確認コード", seconds=40))
    assert number in shopper.submit(page, page.form(page.path), code=code).text
    assert restored.standing_freezes() == []


@on_files
def test_a_vault_that_is_half_brought_back_serves_nobody(restored):
    mark = restored.data / "vault/restoring"
    restored.stop()
    mark.write_text("catching-up\n")
    code, _, complaint = restored.outcome("ichi-vault", "vault", seconds=20)
    assert code == 1 and "being brought back" in complaint
    mark.unlink()


@on_files
def test_shop_and_witness_come_back_from_theirs(restored):
    there = restored.folder / "there"
    (there / "witness-keys").mkdir(parents=True)
    code, _, complaint = restored.outcome("ichi", "restore", str(restored.folder / "backup-shop"), data=there)
    assert code == 0, complaint
    code, words, complaint = restored.outcome("ichi", "order", "list", "--json", data=there)
    assert [order["number"] for order in json.loads(words)] == [restored.early_number]
    code, _, complaint = restored.outcome("ichi-witness", "restore", str(restored.folder / "backup-witness"), data=there)
    assert code == 1 and "keys" in complaint
    shutil.copytree(restored.data / "witness-keys", there / "witness-keys", dirs_exist_ok=True)
    code, words, complaint = restored.outcome(
        "ichi-witness", "restore", str(restored.folder / "backup-witness"), data=there)
    assert code == 0 and "shut" in words, complaint
    assert (there / "witness/book").exists() and (there / "witness/ledger/checkpoint").exists()
