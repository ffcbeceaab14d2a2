"""The ledger's files are those of the public specifications, and every damage to them is told."""

import base64
import hashlib
import json
import shutil

import pytest

import tlog
from city import DATABASES
from databases import Files


def test_the_files_are_those_of_the_public_specifications(told):
    tree = tlog.Tree(told.city.data / "ledger")
    assert tree.checkpoint.origin == "inaba.example/ledger"
    assert tree.checkpoint.size == told.city.verify_ledger() > tlog.WIDTH
    lines = [bytes.fromhex(row[0]) for row in told.city.ask_vault(HEX_LINES[type(told.city.databases).__name__])]
    # Its last lines may wait for their tiles until the vault goes on.
    assert tree.entries == lines[:tree.checkpoint.size]


HEX_LINES = {
    "Files": "SELECT hex(entry) AS entry FROM line ORDER BY seq",
    "Postgres": "SELECT encode(entry, 'hex') AS entry FROM line ORDER BY seq",
}


@pytest.fixture
def copy(told, tmp_path):
    """The ledger and the vault's database, to be damaged."""
    for folder in ("ledger", "vault"):
        shutil.copytree(told.city.data / folder, tmp_path / folder)
    return Copy(told.city, tmp_path)


class Copy:
    def __init__(self, city, data):
        self.city, self.data, self.ledger = city, data, data / "ledger"

    def verify(self, *options):
        """The exit code, and place and fault of each damage."""
        code, out, _ = self.city.outcome("ichi-vault", "ledger", "verify", "--json", *options, data=self.data)
        report = json.loads(out)
        self.waiting = report.get("waiting")
        assert report["sound"] == (code == 0) == (report["damages"] == []) and code in (0, 1)
        return code, [(damage["where"], damage["what"]) for damage in report["damages"]]

    def flip(self, path, at=40):
        content = bytearray((self.ledger / path).read_bytes())
        content[at] ^= 1
        (self.ledger / path).write_bytes(content)

    def growing(self, level):
        size = int((self.ledger / "checkpoint").read_text().split("\n")[1])
        return f"tile/{level}/{tlog.tiles(size)[-1][0]:03}.p/{size % tlog.WIDTH}"


def test_a_sound_copy_is_sound(copy):
    assert copy.verify() == (0, [])
    assert "ledger sound" in copy.city.outcome("ichi-vault", "ledger", "verify", data=copy.data)[1]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000"])
def test_a_flipped_byte_is_told_with_its_place(copy, path):
    copy.flip(path)
    code, ((where, what),) = copy.verify()
    assert code == 1 and where.endswith(path) and what == "not what the tree says"
    with pytest.raises(tlog.Broken):
        tlog.Tree(copy.ledger)


@pytest.mark.parametrize("level", ["0", "entries"])
def test_a_flipped_byte_of_the_growing_tile_is_told_too(copy, level):
    path = copy.growing(level)
    copy.flip(path, 5)
    code, ((where, what),) = copy.verify()
    assert code == 1 and path.startswith(where.split(" ")[-1]) and what == "not what the tree says"


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000"])
def test_a_missing_tile_is_told(copy, path):
    (copy.ledger / path).unlink()
    assert copy.verify() == (1, [(path, "missing")])
    with pytest.raises(tlog.Broken, match=path):
        tlog.Tree(copy.ledger)


def test_an_altered_checkpoint_is_told(copy):
    note = (copy.ledger / "checkpoint").read_text().split("\n")
    size = int(note[1])
    for number, line in ((1, str(size - 1)), (2, base64.b64encode(bytes(32)).decode()), (0, "another.example")):
        changed = [*note[:number], line, *note[number + 1:]]
        (copy.ledger / "checkpoint").write_text("\n".join(changed))
        code, ((where, what),) = copy.verify()
        assert code == 1 and where == "checkpoint" and what in ("not signed by the log's key", "of another log")
    (copy.ledger / "checkpoint").unlink()
    assert copy.verify() == (1, [("checkpoint", "missing")])


def test_a_ledger_that_was_set_back_is_told_by_the_checkpoint_that_was_kept(told, copy):
    """Set back whole it is sound in itself, and the rows wait to be taken in once more."""
    kept = told.city.data / "ledger/checkpoint"
    assert copy.verify("--since", str(told.early / "checkpoint")) == (0, [])
    shutil.rmtree(copy.ledger)
    shutil.copytree(told.early, copy.ledger)
    assert copy.verify() == (0, []) and copy.waiting > 0
    assert copy.verify("--since", str(kept)) == (1, [("checkpoint", "not an extension of the older checkpoint")])


def test_a_checkpoint_that_was_set_back_alone_is_told_in_the_same_way(told, copy):
    shutil.copy(told.early / "checkpoint", copy.ledger / "checkpoint")
    kept = told.city.data / "ledger/checkpoint"
    assert ("checkpoint", "not an extension of the older checkpoint") in copy.verify("--since", str(kept))[1]


def test_another_key_is_told(copy):
    mine = (copy.ledger / "key.pub").read_text()
    name, number, body = mine.strip().split("+", 2)
    raw = bytearray(base64.b64decode(body))
    raw[7] ^= 1
    number = hashlib.sha256(name.encode() + b"\n" + bytes(raw)).digest()[:4].hex()
    (copy.ledger / "key.pub").write_text(f"{name}+{number}+{base64.b64encode(raw).decode()}\n")
    assert copy.verify() == (1, [("checkpoint", "not signed by the log's key")])
    assert copy.verify("--key", mine.strip()) == (0, [])
    (copy.ledger / "key.pub").unlink()
    assert copy.verify() == (1, [("key.pub", "missing")])


@pytest.mark.skipif(DATABASES is not Files, reason="the copy is of a file")
def test_a_line_of_the_database_that_is_not_the_ledgers_is_told(copy):
    database = Files(copy.data)
    database.change("vault", "UPDATE line SET entry = (SELECT entry FROM line WHERE seq = 8) WHERE seq = 7", ())
    database.change("vault", "DELETE FROM line WHERE seq BETWEEN 20 AND 22", ())
    assert copy.verify() == (1, [("lines 20 to 22 in the database", "missing"),
                                 ("line 7 in the database", "not what the ledger says")])
    shutil.rmtree(copy.data / "vault")
    assert copy.verify() == (0, []), "an auditor has the ledger alone"
