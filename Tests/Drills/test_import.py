"""An old shop moves in while the import is killed at every hundredth row, and twice at once.

    ICHI_DATABASE    `postgres` for the same on PostgreSQL
"""

import csv
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from city import DATABASES, ROOT
from old_shop import MEMBER_HEADINGS, OldShop

PROGRAMS = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug"))
COUNTS = {
    "shop": ["SELECT count(*) AS n FROM old_order", "SELECT count(*) AS n FROM old_order_line",
             "SELECT count(*) AS n FROM member_contact", "SELECT CAST(sum(points) AS BIGINT) AS n FROM old_points",
             "SELECT CAST(sum(payable) AS BIGINT) AS n FROM old_order",
             "SELECT count(DISTINCT orderer) AS n FROM old_order"],
    "vault": ["SELECT count(*) AS n FROM subject", "SELECT count(*) AS n FROM sheet",
              "SELECT count(*) AS n FROM register", "SELECT count(*) AS n FROM tag WHERE kind = 'email'",
              "SELECT count(*) AS n FROM tag WHERE kind = 'number'", "SELECT count(*) AS n FROM reach",
              "SELECT count(*) AS n FROM imported_key", "SELECT count(*) AS n FROM imported_member"],
}


def no_file_grows_past(limit):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


class Town:
    """A data folder without a running city."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ichi-import-"))
        self.data = self.folder / "data"
        (self.data / "shop").mkdir(parents=True)
        self.databases = DATABASES(self.data)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.databases.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments):
        return [PROGRAMS / "ichi", "import", "eccube", "--data", self.data, *arguments]

    def environment(self, **more):
        return {**os.environ, **self.databases.environment, **more}

    def bring(self, shop, *arguments, limit=None, **more):
        command = self.command("--members", shop.members_file, "--orders", shop.orders_file, "--json", *arguments)
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
            env=self.environment(**more),
            preexec_fn=limit and (lambda: no_file_grows_past(limit)))

    def is_bare(self):
        """Whether neither database was begun."""
        return not any(self.databases.is_begun(store) for store in COUNTS)

    def counts(self):
        return {sql: self.databases.ask(store, sql, [])[0][0] for store, some in COUNTS.items() for sql in some}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return OldShop(tmp_path_factory.mktemp("old-shop"))


@pytest.fixture(scope="module")
def unbroken(shop):
    with Town() as town:
        result = town.bring(shop)
        assert result.returncode == 0, result.stderr
        yield json.loads(result.stdout), town.counts()


def test_every_row_is_counted_and_points_are_kept_to_the_yen(shop, unbroken):
    summary, counts = unbroken
    for file in summary["files"]:
        assert file["rows"] == file["taken"] + file["known"] + file["leftOut"] + file["setAside"]
        assert file["setAside"] == 0
    assert summary["members"]["points"] == shop.points
    assert counts[COUNTS["shop"][3]] == shop.points
    assert counts[COUNTS["shop"][1]] == len(shop.orders)


def test_killed_at_every_hundredth_row_nothing_is_lost_or_doubled(shop, unbroken):
    with Town() as town:
        armed = town.folder / "armed"
        armed.mkdir()
        rows = {"members": len(shop.members), "orders": len(shop.orders)}
        for file, count in rows.items():
            for row in range(100, count + 2, 100):
                (armed / f"import.{file}.{row}").touch()
        for arrow in ("import.answered", "import.kept"):
            (armed / arrow).touch()
        kills = len(list(armed.iterdir()))
        for _ in range(kills):
            result = town.bring(shop, ICHI_KILL_ARMED=str(armed))
            assert result.returncode == -9, result.stderr
        assert not list(armed.iterdir())
        result = town.bring(shop, ICHI_KILL_ARMED=str(armed))
        assert result.returncode == 0, result.stderr
        assert town.counts() == unbroken[1]
        again = json.loads(town.bring(shop).stdout)
        assert [file["taken"] for file in again["files"]] == [0, 0]
        assert town.counts() == unbroken[1]
        verified = subprocess.run([PROGRAMS / "ichi-vault", "ledger", "verify", "--data", town.data],
                                  env=town.environment(), capture_output=True, text=True)
        assert verified.returncode == 0, verified.stdout + verified.stderr


def test_two_at_once_one_is_told_to_wait(shop, unbroken):
    with Town() as town:
        command = town.command("--members", shop.members_file, "--orders", shop.orders_file, "--json")
        both = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 text=True, env=town.environment()) for _ in range(2)]
        ends = [(one.communicate(timeout=120), one.returncode) for one in both]
        assert sorted(code for _, code in ends) == [0, 1]
        refused = next(words[1] for words, code in ends if code == 1)
        assert "running" in refused
        assert town.counts() == unbroken[1]


def test_a_full_disk_is_told_and_the_next_run_goes_on(shop, unbroken):
    with Town() as town:
        result = town.bring(shop, limit=700_000)
        if result.returncode == 0:
            pytest.skip("the database does not write here")
        assert result.returncode == 1, result.stderr
        assert "goes on from here" in result.stderr or "full" in result.stderr
        assert town.bring(shop).returncode == 0
        assert town.counts() == unbroken[1]


class SmallDisk:
    """A disk of its own, full but for a little; only root may make one."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ichi-disk-"))
        self.folder.chmod(0o755)

    def __enter__(self):
        mount = ["mount", "-t", "tmpfs", "-o", "size=200m", "ichi", self.folder]
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("only root may mount a disk")
        return self

    def fill(self, free):
        status = os.statvfs(self.folder)
        with open(self.folder / "ballast", "wb") as ballast:
            ballast.write(bytes(status.f_bavail * status.f_frsize - free))

    def grow(self, by):
        ballast = self.folder / "ballast"
        os.truncate(ballast, max(0, ballast.stat().st_size - by))

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], check=False)
        self.folder.rmdir()


def test_a_disk_that_grows_too_late_each_run_goes_on(shop, unbroken, monkeypatch):
    with SmallDisk() as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
        with Town() as town:
            disk.fill(free=1 << 20)
            failures = 0
            while (result := town.bring(shop)).returncode:
                failures += 1
                assert result.returncode == 1 and failures < 60, result.stderr
                assert "disk" in result.stderr or "goes on from here" in result.stderr, result.stderr
                assert not any(member["お名前(姓)"] in result.stderr for member in shop.members)
                disk.grow(by=1 << 20)
                while not town.databases.revive():
                    disk.grow(by=4 << 20)
            assert failures > 1
            assert town.counts() == unbroken[1]


SECRET = "ひみつ砂丘堂"
# Each kind of bad row of members: what its reason says, and how a sound row becomes one.
BAD_MEMBERS = {
    "列が足りません": lambda row: [row[0], SECRET, *row[2:9]],
    "列が多すぎます": lambda row: [row[0], SECRET, *row[2:], SECRET],
    "使えない文字(NUL)": lambda row: with_cell(row, "会社名", f"{SECRET}\0"),
    "文字コードの違う文字": lambda row: with_cell(row, "住所2", f"{SECRET}\udcff"),
    "「会員ID」が空です": lambda row: with_cell(with_cell(row, "会員ID", ""), "会社名", SECRET),
    "「会員ID」が数として": lambda row: with_cell(row, "会員ID", SECRET),
    "「お名前(姓)」が空です": lambda row: [row[0], "", "", "", "", "", *row[6:]],
    "「お名前(姓)」が計算式": lambda row: with_cell(row, "お名前(姓)", f"=HYPERLINK({SECRET})"),
    "「ポイント」が数として": lambda row: with_cell(row, "ポイント", SECRET),
    "「登録日」が日付として": lambda row: with_cell(row, "登録日", SECRET),
    "「メールアドレス」が読めません": lambda row: with_cell(row, "メールアドレス", f"{SECRET}@, {SECRET}"),
    "「住所1」が長すぎます": lambda row: with_cell(row, "住所1", SECRET * 60),
    "改行で終わっていません": lambda row: with_cell(row, "会社名", SECRET),
}
BAD_ORDERS = {"同じ注文に、読めない行", "一つの注文の行が多すぎます", "「価格」が数として", "明細を足しても合計になりません"}


def with_cell(row, heading, value):
    place = MEMBER_HEADINGS.index(heading)
    return [*row[:place], value, *row[place + 1:]]


def sheet(path):
    with open(path, encoding="cp932", newline="") as file:
        return list(csv.reader(file))


def write_sheet(path, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    # A lone surrogate stands for a byte that is no character.
    path.write_bytes(b"".join(one.encode("cp932") if one != "\udcff" else b"\xff" for one in text.getvalue()))


def said(town, result):
    logs = [file.read_text(errors="replace") for file in town.data.rglob("*.log")]
    assert logs or result.returncode
    return "\n".join([result.stdout, result.stderr, *logs])


def assert_nobody_is_in(words, members):
    assert SECRET not in words and SECRET.encode("cp932").decode("latin-1") not in words
    for member in members:
        for heading in ("メールアドレス", "TEL", "住所1", "お名前(姓)"):
            assert not member[heading] or member[heading] not in words, heading


def test_nobodys_data_is_in_messages_or_logs_whatever_is_wrong_with_a_row():
    with Town() as town:
        shop = OldShop(town.folder, members=60, orders=40)
        members, goods = shop.members, sheet(shop.orders_file)
        headings, *rows = sheet(shop.members_file)
        write_sheet(shop.members_file, [headings, *rows[len(BAD_MEMBERS):],
                                        *(make(row) for make, row in zip(BAD_MEMBERS.values(), rows))])
        shop.members_file.write_bytes(shop.members_file.read_bytes().removesuffix(b"\r\n"))
        write_sheet(shop.orders_file, bad_orders(*goods))
        result = town.bring(shop)
        assert result.returncode == 0, result.stderr
        files = json.loads(result.stdout)["files"]
        reasons = [{row[-1] for row in aside(file)} for file in files]
        for wanted, found in zip([BAD_MEMBERS, BAD_ORDERS], reasons):
            assert len(found) == len(wanted), found
            for words in wanted:
                assert any(words in reason for reason in found), (words, found)
        assert files[0]["setAside"] == len(BAD_MEMBERS) and not files[0]["isEnded"]
        assert files[0]["records"] == 60 and files[1]["records"] == 41
        assert_nobody_is_in(said(town, result), members)


def bad_orders(headings, *rows):
    """An order with an unreadable price, one of too many rows, and a last one of which a row is missing."""
    numbers = [row[0] for row in rows]
    price = headings.index("価格")
    first = next(at for at, number in enumerate(numbers) if numbers.count(number) > 1)
    rows[first][price] = SECRET
    endless = [["9999", *rows[-1][1:]] for _ in range(5000)]
    return [headings, *rows[:first], rows[first], *rows[first + 1:numbers.index(numbers[-1])], *endless,
            *rows[numbers.index(numbers[-1]):-1]]


def aside(file):
    with open(file["setAsidePath"], encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))[1:]


PERSON = f"1,{SECRET},梨花子"
BAD_FILES = {
    "ends inside quotation marks": ("cp932", f"{{}}\r\n1,\"{SECRET}"),
    "a quotation mark was never closed": ("cp932", "{}\r\n1,\"" + SECRET * 20_000),
    "more than 1000 fields": ("cp932", "{}\r\n" + f"{SECRET}," * 1100 + "\r\n"),
    "its first row is not the headings": ("cp932", PERSON + "\r\n"),
    "it has no column 「お名前(姓)」": ("cp932", "会員ID,苗字\r\n" + PERSON + "\r\n"),
    "it has the column 「お名前(名)」 twice": ("cp932", "{},お名前(名)\r\n" + PERSON + "\r\n"),
    "it holds orders, not members": ("cp932", "注文ID,注文番号,受注日,会員ID\r\n" + PERSON + "\r\n"),
    "text in UTF-16": ("utf-16", "{}\r\n" + PERSON + "\r\n"),
    "text in ISO-2022-JP": ("iso2022_jp", "{}\r\n" + PERSON + "\r\n"),
    "text in EUC-JP": ("euc_jp", "{}\r\n" + PERSON + "\r\n"),
    "a web page": ("utf-8", "<html>{}" + PERSON + "</html>"),
    "an archive": ("utf-8", "PK\x03\x04{}" + PERSON),
    "not in the encoding of its headings": ("utf-8", "{}\r\n" + (PERSON + "\udcff" + "," * 24 + "\r\n") * 40),
    "it is empty": ("utf-8", ""),
}


@pytest.mark.parametrize("words", BAD_FILES)
def test_nobodys_data_is_in_what_refuses_a_file(words):
    encoding, text = BAD_FILES[words]
    with Town() as town:
        file = town.folder / "members.csv"
        errors = "surrogateescape" if encoding == "utf-8" else "strict"
        file.write_bytes(text.replace("{}", ",".join(MEMBER_HEADINGS)).encode(encoding, errors))
        result = subprocess.run(town.command("--members", file), stdin=subprocess.DEVNULL, capture_output=True,
                                text=True, timeout=60, env=town.environment())
        assert result.returncode == 1 and words in result.stderr, result.stderr
        assert "梨花子" not in said(town, result)
        assert_nobody_is_in(said(town, result), [])
        # Files are looked at before anything is begun: there is no vault, and no shop.
        assert town.is_bare()


def test_a_terminal_is_told_how_fast_it_goes_and_what_is_left(shop):
    with Town() as town:
        terminal, its = os.openpty()
        process = subprocess.Popen(town.command("--members", shop.members_file, "--orders", shop.orders_file),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=its, text=True,
                                   env=town.environment())
        os.close(its)
        seen = all_of(terminal)
        summary, _ = process.communicate(timeout=120)
        assert process.returncode == 0, seen
        lines = seen.split("\r\x1b[K")
        told = [re.fullmatch(r"(\d+) %  (\d+) of (\d+) rows  (\d+) rows/s  about (\d+) s left", line)
                for line in lines[1:-1]]
        assert told and all(told), seen
        figures = [[int(figure) for figure in line.groups()] for line in told]
        rows = len(shop.members) + len(shop.orders)
        assert [share for share, *_ in figures] == [done * 100 // rows for _, done, *_ in figures]
        assert [done for _, done, *_ in figures] == sorted({done for _, done, *_ in figures})
        assert all(of == rows and rate > 0 for _, _, of, rate, _ in figures)
        # At the end the line is gone, and where the files lie is told under it.
        assert lines[-1].startswith("ichi import: personal data lies readable"), lines[-1]
        assert f"compare its {len(shop.members)} members with" in summary


def all_of(terminal):
    """What a pseudo-terminal shows until nobody writes to it any more."""
    seen = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            piece = b""
        if not piece:
            os.close(terminal)
            return seen.decode()
        seen += piece


def test_the_files_are_destroyed_where_the_city_says_so():
    with Town() as town:
        shop = OldShop(town.folder, members=20, orders=10)
        result = town.bring(shop, "--destroy")
        assert result.returncode == 0, result.stderr
        assert not shop.members_file.exists() and not shop.orders_file.exists()


@pytest.mark.parametrize("answer, are_left", [("y", False), ("n", True), ("", True)])
def test_on_a_terminal_it_says_where_the_files_lie_and_asks(answer, are_left):
    with Town() as town:
        shop = OldShop(town.folder, members=20, orders=10)
        terminal, its = os.openpty()
        os.write(terminal, f"{answer}\n".encode())
        command = town.command("--members", shop.members_file, "--orders", shop.orders_file)
        result = subprocess.run(command, stdin=its, capture_output=True, text=True, env=town.environment(), timeout=60)
        os.close(terminal)
        os.close(its)
        assert result.returncode == 0, result.stderr
        files = [shop.members_file, shop.orders_file]
        assert f"Destroy {files[0]}, {files[1]}? [y/N]" in result.stderr
        assert [file.exists() for file in files] == [are_left] * 2
        assert ("personal data lies readable" in result.stderr) == are_left


GOODS = "商品ID,商品規格ID,公開ステータス(名称),商品名,商品コード,在庫数,販売価格,税率,商品説明(詳細)"


def test_goods_wait_for_a_clerk_without_a_vault():
    with Town() as town:
        file = town.folder / "goods.csv"
        rows = [f"{number},{number}0,公開,二十世紀梨 {number:03}号,n-{number},5,925.93,8,<p>甘い</p>" for number in range(1, 451)]
        file.write_text("\n".join([GOODS, *rows, ""]), encoding="cp932")
        armed = town.folder / "armed"
        armed.mkdir()
        for row in range(100, 451, 100):
            (armed / f"import.goods.{row}").touch()
        command = town.command("--goods", file, "--json")
        ends = [subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                               env=town.environment(ICHI_VAULT="unix:/nowhere", ICHI_KILL_ARMED=str(armed)))
                for _ in range(6)]
        assert [end.returncode for end in ends] == [-9] * 4 + [0, 0], ends[-1].stderr
        first, again = (json.loads(end.stdout)["files"][0] for end in ends[-2:])
        assert first["taken"] + first["known"] == 450 and again["known"] == 450
        assert not (town.data / "vault").exists() and file.exists()
        assert "readable" not in ends[-1].stderr
        shown = subprocess.run([PROGRAMS / "ichi", "goods", "list", "--data", town.data, "--json"],
                               capture_output=True, text=True, env=town.environment())
        goods = json.loads(shown.stdout)
        assert len(goods) == 450
        assert goods[0] == {"category": "", "code": "n-1", "description": "甘い", "name": "二十世紀梨 001号",
                            "number": "1/10", "pictures": "", "price": 1000, "priceWithoutTax": "925.93",
                            "searchWords": "", "stock": 5, "taxPercent": 8, "wasPublic": True}


@pytest.mark.parametrize("address, words", [
    ("unix:/nowhere/vault.sock", "No such file"), ("unix:/tmp", "refused"), ("unix:" + "/long" * 40, "too long"),
    ("nowhere", "no address"),
])
def test_a_vault_that_is_not_there_is_told_at_once(shop, address, words):
    with Town() as town:
        begun = time.monotonic()
        result = town.bring(shop, ICHI_VAULT=address)
        assert result.returncode == 1
        assert f"ICHI_VAULT={address}" in result.stderr and words in result.stderr
        assert time.monotonic() - begun < 5
        assert not (town.data / "shop/shop.sqlite").exists()
