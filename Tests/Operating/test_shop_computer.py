"""`ichi-labels` on a shop's computer: its key, what it opens, and what it refuses. Debian's `age` seals for it."""

import json
import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from city import ROOT
from ground import needs_root, small_disk

PROGRAM = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug")) / "ichi-labels"
HEAD = {"format": "ichi-labels-1", "bundle": "b1", "shop": "髙橋果樹園", "made": "2026-12-08"}
LABEL = {
    "number": "2612-0830-5517-1", "goods": ["二十世紀梨 赤秀 5kg ×2"], "day": "2026-12-20", "window": "午前中",
    "receiver": {"name": "髙﨑 祥子", "postcode": "680-0941", "address": "鳥取県いなば市湖山町北9-101", "phone": "0857-00-0101"},
    "sender": {"name": "山田 太郎", "postcode": "100-0001", "address": "東京都千代田区千代田1-1", "phone": "03-0000-0101"},
}


def lines(rows, **head):
    head = {**HEAD, "labels": len(rows), **head}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [head, *rows]).encode()


class Shop:
    def __init__(self, folder):
        self.folder = folder
        self.keys = folder / "keys"

    def run(self, *words, code=0):
        done = subprocess.run([PROGRAM, *words, "--keys", self.keys], cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def key(self):
        return re.search(r"age1\w+", self.run("key")).group()

    def seal(self, content, receiver=None, name="labels.age"):
        subprocess.run(["age", "-r", receiver or self.key(), "-o", self.folder / name], input=content, check=True)
        return self.folder / name

    def open(self, file, code=0):
        return self.run("open", file, "--to", "labels.pdf", code=code)

    @property
    def pdf(self):
        return self.folder / "labels.pdf"

    @property
    def text(self):
        return subprocess.run(["pdftotext", "-layout", self.pdf, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path)


def test_the_key_is_made_once_and_for_its_owner_alone(shop):
    first = shop.run("key")
    assert first.startswith("お店の鍵を作りました。")
    assert re.search(r"\d{5}( \d{5}){5}$", first, re.M), "the fingerprint"
    secret = shop.keys / "labels.identity"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600 and stat.S_IMODE(shop.keys.stat().st_mode) == 0o700
    assert "AGE-SECRET-KEY-" not in first
    again = shop.run("key")
    assert again.startswith("お店の鍵は、もうあります。")
    assert again.splitlines()[1:] == first.splitlines()[1:]
    # age itself knows the same public half.
    told = subprocess.run(["age-keygen", "-y", secret], capture_output=True, text=True, check=True).stdout
    assert told.strip() == shop.key()


def test_a_bundle_becomes_a_pdf_that_only_its_owner_reads(shop):
    words = shop.open(shop.seal(lines([LABEL] * 3)))
    assert words.startswith("送り状3枚を labels.pdf に書きました。")
    assert stat.S_IMODE(shop.pdf.stat().st_mode) == 0o600
    for fact in ["髙﨑 祥子 様", "〒680-0941", "鳥取県いなば市湖山町北9-101", "12月20日(日) 午前中", "山田 太郎 様"]:
        assert fact in shop.text, shop.text
    assert sorted(path.name for path in shop.folder.iterdir()) == ["keys", "labels.age", "labels.pdf"]


def test_a_pdf_that_is_there_is_left_alone(shop):
    shop.pdf.write_bytes(b"yesterday's")
    assert "labels.pdf はもうあります" in shop.open(shop.seal(lines([LABEL])), code=1)
    assert shop.pdf.read_bytes() == b"yesterday's"


def test_what_is_no_bundle_of_this_shop_is_told_apart(shop):
    other = subprocess.run(["age-keygen"], capture_output=True, text=True, check=True)
    stranger = re.search(r"age1\w+", other.stdout).group()
    good = shop.seal(lines([LABEL]))
    sealed = good.read_bytes()

    names = (f"file-{number}.age" for number in range(99))

    def altered(content):
        path = shop.folder / next(names)
        path.write_bytes(content)
        return path

    def inside(content):
        return shop.seal(content, name=next(names))

    cases = [
        (shop.folder / "none.age", "none.age を読めません。"),
        (shop.folder, "を読めません。"),
        (altered(b""), "これは送り状のファイルではありません。"),
        (altered(b"%PDF-1.7\n"), "これは送り状のファイルではありません。"),
        (shop.seal(lines([LABEL]), stranger, "stranger.age"), "このお店の鍵では開けません。"),
        (inside(b"hello\n"), "中身が送り状ではありません。"),
        (inside(lines([LABEL], format="ichi-labels-9")), "ichi-labels-9"),
        (inside(lines([LABEL, {}])), "送り状の3行目が読めません。"),
        (inside(lines([LABEL], labels=2)), "2枚のはずですが、1枚しか"),
    ]
    for file, words in cases:
        assert words in shop.open(file, code=1)
        assert not shop.pdf.exists()
    for content, words in [
        (sealed[:-1], "書きかえられています"), (sealed[:-1] + b"!", "書きかえられています"),
        (sealed.replace(b"X25519", b"Y25519"), "このお店の鍵では開けません。"), (sealed + b"!", "書きかえられています"),
    ]:
        assert words in shop.open(altered(content), code=1)
        assert not shop.pdf.exists()


def test_without_a_key_or_with_an_open_one_nothing_is_opened(shop, tmp_path):
    sealed = shop.seal(lines([LABEL]))
    shop.keys.chmod(0o755)
    assert "をほかの人も読めます" in shop.open(sealed, code=1)
    shop.keys.chmod(0o700)
    (shop.keys / "labels.identity").write_text("AGE-SECRET-KEY-1BROKEN\n")
    assert "鍵のファイルがこわれています" in shop.open(sealed, code=1)
    (shop.keys / "labels.identity").unlink()
    assert "まず ichi-labels key で作ってください" in shop.open(sealed, code=1)
    assert not shop.pdf.exists()


@needs_root
def test_on_a_full_disk_no_half_pdf_is_left(shop):
    sealed = shop.seal(lines([LABEL] * 200))
    with small_disk(1) as stick:
        (stick / "photographs").write_bytes(bytes(2**20 - 2**13))
        words = shop.run("open", sealed, "--to", stick / "labels.pdf", code=1)
        assert "ディスクの空きを確かめてください" in words
        assert not (stick / "labels.pdf").exists()
