"""The thief's drill tried on a city of its own: what is planted is found, wherever it lies."""

import base64
import os
import re
import shutil
import sqlite3
from contextlib import contextmanager

import pytest

from city import City
from customer import plain_goods
from databases import Files, Postgres
from shopper import Shopper, order_number

PERSON = {
    "familyName": "浦富島", "givenName": "沙也加", "familyKana": "うらどめじま", "givenKana": "さやか",
    "postcode": "680-0001", "prefecture": "鳥取県", "city": "鳥取市", "street": "鵯越町通り231番地",
    "building": "", "phone": "0857-00-4321",
}
EMAIL = "sayaka-uradome@example.jp"
NAME = "浦富島沙也加"
CODINGS = {
    "utf-8": NAME.encode(), "utf-16": b"\0" + NAME.encode("utf-16-le"), "shift_jis": NAME.encode("cp932"),
    "euc-jp": NAME.encode("euc-jp"), "base64": b"x" + base64.b64encode(b"a" + NAME.encode()),
    "hex": NAME.encode().hex().encode(), "json": NAME.encode("unicode_escape"),
    "percent": "".join(f"%{byte:02X}" for byte in NAME.encode()).encode(),
    "kana": "ｳﾗﾄﾞﾒｼﾞﾏ ｻﾔｶ".encode(), "width": "０８５７ー００ー４３２１".encode(), "part": EMAIL.split("@")[0].encode(),
}
STORES = {
    "ledger/tile/9/planted": "ledger", "witness/ledger/tile/9/planted": "ledger", "run/core.4711": "core", "vault/vault.sqlite.bak": "backup",
    "shop/upload.tmp": "temporary", "market/cache/first-page": "cache", "pictures/planted.svg": "picture",
    "market/sessions": "session", "vault/planted-shm": "sharedMemory", "site.conf": "settings", "odd": "other",
}
DATABASES = ["market", "office", "shop", "vault"]
KEYS = ["vault-keys", "witness-keys"]


@pytest.fixture(scope="module", params=[Files, Postgres])
def ordered(request):
    """A city that stands still after an order."""
    with City(databases=request.param) as city:
        shopper = Shopper(city, EMAIL, PERSON)
        assert order_number(shopper.place(shopper.confirmation(plain_goods(city))))
        city.stop()
        yield city


def test_a_city_that_was_ordered_in_holds_nothing_readable(ordered):
    code, report = ordered.theft()
    assert (code, report["readable"]) == (0, 0), report["finds"]
    rows = {line["place"] for line in report["stores"] if line["store"] == "rows"}
    assert rows == ({"DATABASE_URL", "VAULT_DATABASE_URL"} if on_postgres(ordered) else set(DATABASES))
    assert report["keyFolders"] == KEYS and not report["unread"]
    kinds = report["values"]["kinds"]
    assert sum(kinds.values()) == report["values"]["searched"]
    assert {"name", "kana", "street", "phone", "email"} <= {kind for kind, count in kinds.items() if count}


def test_the_table_tells_the_same_in_words(ordered):
    code, words, _ = ordered.outcome("ichi", "drill", "theft")
    assert code == 0 and "nothing is readable" in words.splitlines()[-1]
    assert all(f"not taken: {folder}, keys that no backup contains" in words for folder in KEYS)
    assert "stand in the public catalogue" in words
    assert re.search(r"^searched for: (\d+ \w+, )*\d+ phone", words, re.M)


def test_without_anything_known_it_says_so(ordered, tmp_path):
    code, _, complaint = ordered.outcome("ichi", "drill", "theft", "--known", tmp_path)
    assert code == 2 and "nothing is known" in complaint


@pytest.fixture(scope="module")
def planted(ordered, tmp_path_factory):
    """The drill over its files once more, with somebody's name in every place."""
    data = shutil.copytree(ordered.data, tmp_path_factory.mktemp("planted") / "data")
    for coding, letters in CODINGS.items():
        (data / f"run/{coding}.log").write_bytes(b"12:00 " + letters + b" ok\n")
    for file in [*STORES, *(f"{folder}/planted" for folder in KEYS), ordered.elsewhere / "planted"]:
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_bytes(os.urandom(5_000_003) + NAME.encode() + os.urandom(100))
    with databases_planted(ordered, data):
        code, report = ordered.theft(data=data)
    (ordered.elsewhere / "planted").unlink()
    assert code == 1 and report["readable"] >= len(report["finds"])
    return report


@contextmanager
def databases_planted(city, data):
    if on_postgres(city):
        for store in DATABASES:
            city.databases.psql(store, f"CREATE TABLE planted AS SELECT '{NAME}' AS a")
            city.databases.psql(store, f"CREATE TABLE planted_bytes AS SELECT 1 AS n, convert_to('{NAME}', 'UTF8') AS a")
        city.databases.psql("shop", "CHECKPOINT")
        yield
    else:
        for store in DATABASES:
            plant(data, store, "database").close()
        writer = plant(data, "shop", "write_ahead_log", "PRAGMA wal_autocheckpoint = 0")
        yield
        writer.close()


def plant(data, store, table, *settings):
    database = sqlite3.connect(data / f"{store}/{store}.sqlite")
    for setting in settings:
        database.execute(setting)
    database.execute(f"CREATE TABLE planted_in_{table} (a TEXT)")
    database.execute(f"INSERT INTO planted_in_{table} VALUES (?)", [NAME])
    database.commit()
    return database


def found(report):
    return {(find["file"], find["store"]) for find in report["finds"]}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_value_in_a_log_is_found_in_every_coding(planted, coding):
    assert (f"run/{coding}.log", "log") in found(planted)


@pytest.mark.parametrize("file", STORES)
def test_a_value_in_any_other_store_is_found(planted, file):
    assert (file, STORES[file]) in found(planted)


@pytest.mark.parametrize("store", DATABASES)
def test_a_value_in_a_database_is_found(ordered, planted, store):
    if on_postgres(ordered):
        server = "VAULT_DATABASE_URL" if store == "vault" else "DATABASE_URL"
        assert (f"{server}/{store}.planted rows", "rows") in found(planted)
        assert (f"{server}/{store}.planted_bytes rows", "rows") in found(planted)
        assert "database" in {kind for _, kind in found(planted)}
    else:
        file = f"{store}/{store}.sqlite"
        assert {(file, "database"), (f"{file} rows", "rows")} <= found(planted)


def test_a_value_in_a_write_ahead_log_is_found(planted):
    assert "writeAheadLog" in {store for _, store in found(planted)}


def test_a_value_that_a_process_left_elsewhere_is_found(ordered, planted):
    assert str(ordered.elsewhere / "planted") in {file for file, _ in found(planted)}


def test_keys_are_apart_and_nothing_else_is_found(ordered, planted):
    assert planted["keyFolders"] == KEYS
    logs = {f"run/{coding}.log" for coding in CODINGS}
    rest = {file for file, store in found(planted) if store not in ("database", "rows", "writeAheadLog")}
    assert rest == {*STORES, *logs, str(ordered.elsewhere / "planted")}


def test_the_report_holds_no_value(planted):
    assert not any(word in str(planted) for word in (NAME, "浦", EMAIL.split("@")[0]))


def on_postgres(city):
    return isinstance(city.databases, Postgres)
