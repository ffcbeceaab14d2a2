"""Every command of `ichi`, `ichi-vault` and `ichi-witness` on a data folder that is wrong: one clear sentence, nothing made."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from city import City, ROOT, free_ports

T = ["--from", "2026-12-08", "--to", "2026-12-09"]
LIFT = ["freeze", "lift", "a" * 26, "--by", "山田"]
NUMBER = "2612-0830-5517"
ON_THE_SHOP = [
    ["order", "list"], ["order", "list", "--json"], ["order", "show", NUMBER],
    ["order", "advance", NUMBER, "accepted"], ["pictures", "list", "--goods", "1"],
]
SHOP = ON_THE_SHOP + [
    ["up"], ["market"], ["counter"], ["office"], ["demo", "people", "--mailbox", "http://127.0.0.1:9"],
]
ON_THE_VAULT = [["freeze", "list"], LIFT, ["scope", *T], ["scope", *T, "--json"], ["ledger", "index"], ["rewrap"],
                ["officers", "list"], ["staff", "recover", "a" * 26, "--by", "山田"]]
VAULT = ON_THE_VAULT + [["ledger", "verify"], ["ledger", "verify", "--json"], ["vault"], ["courier"]]
WITNESS = [["status"], ["officer", "list"], ["found"], ["epoch", "begin"], ["reopen", "--checkpoint", "nowhere"], ["witness"]]
ALL = ([("ichi", words) for words in SHOP] + [("ichi-vault", words) for words in VAULT]
       + [("ichi-witness", words) for words in WITNESS])


def run(program, words, data):
    programs = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug"))
    serves = words[0] in ("up", "market", "counter", "office")
    ports = ["--ports", str(free_ports())] if serves else []
    return subprocess.run(
        [programs / program, *words, "--data", data, *ports], capture_output=True, text=True,
        timeout=20, env={**os.environ, "ICHI_VAULT": "unix:/nowhere"},
    )


def says(done, *words):
    """One sentence on one line, that says so much; nothing else."""
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1, done.stderr
    assert any(some in lines[0] for some in words), lines[0]


def everything(folder):
    """Every file's content; of a database, what SQL sees of it."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name[-4:] not in ("-shm", "-wal")]
    return {path: hash(content(path)) for path in files}


def content(path):
    if path.suffix != ".sqlite":
        return path.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return "".join(database.iterdump())


def named(value):
    return " ".join(value) if isinstance(value, list) else value


@pytest.mark.parametrize("program, words", ALL, ids=named)
class TestWrongFolder:
    def test_missing(self, program, words, tmp_path):
        data = tmp_path / "mistyped"
        says(run(program, words, data), f"there is no folder {data}")
        assert not data.exists()

    def test_no_city(self, program, words, tmp_path):
        (tmp_path / "letter.txt").write_text("Dear Sir")
        says(run(program, words, tmp_path), f"{tmp_path} holds no city", f"{tmp_path} holds no vault",
             f"{tmp_path} holds no witness")
        assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.fixture(scope="module")
def newer():
    """A city that a later Ichi has changed."""
    with City() as city:
        city.stop()
        for name in ["market", "shop", "vault"]:
            with closing(sqlite3.connect(city.data / f"{name}/{name}.sqlite")) as database, database:
                database.execute("INSERT INTO migration VALUES ('later-9-office', 'x', 99)")
        yield city


@pytest.mark.parametrize("program, words", [
    *[("ichi", words) for words in ON_THE_SHOP + [["market"], ["counter"], ["office"], ["demo", "make"]]],
    *[("ichi-vault", words) for words in ON_THE_VAULT],
], ids=named)
def test_newer(newer, program, words):
    before = everything(newer.data)
    says(run(program, words, newer.data), "is of a newer Ichi than this program (later-9-office)")
    assert everything(newer.data) == before


def test_up_on_a_newer_city_gives_up_and_says_why(newer):
    done = run("ichi", ["up"], newer.data)
    assert done.returncode == 1
    assert "keeps ending" in done.stderr and "later-9-office" in done.stderr, done.stderr


def test_a_database_that_is_none(newer):
    shop = newer.data / "shop/shop.sqlite"
    shop.write_text("not a database, though it is long enough to be looked at as if it were one" * 20)
    says(run("ichi", ["order", "list"], newer.data), f"sqlite:{shop} cannot be opened")
