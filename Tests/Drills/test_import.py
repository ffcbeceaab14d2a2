"""An old shop moves in while the import is killed at every hundredth row, and twice at once.

    ICHI_DATABASE    `postgres` for the same on PostgreSQL
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from city import DATABASES, ROOT
from old_shop import OldShop

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


def test_nobodys_data_is_in_messages_or_logs(shop):
    with Town() as town:
        text = shop.members_file.read_bytes().decode("cp932").replace("本会員", "本会員,多すぎる列", 3)
        shop_copy = OldShop(town.folder, members=40, orders=20)
        shop_copy.members_file.write_bytes(text.encode("cp932"))
        result = town.bring(shop_copy)
        assert result.returncode == 0
        assert json.loads(result.stdout)["files"][0]["setAside"] == 3
        said = result.stdout + result.stderr + (town.data / "run/vault.log").read_text()
        for person in shop.members[:40]:
            for heading in ("メールアドレス", "TEL", "住所1", "お名前(姓)"):
                assert not person[heading] or person[heading] not in said


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
        file.write_text("\n".join([GOODS, *rows]), encoding="cp932")
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
