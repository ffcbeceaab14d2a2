"""The thief's drill over as much as a city of the notice's size leaves: by itself `theft.py [SHARE]`.

Until such a city can be made, its files are played: ciphertext, names of rows, tiles, logs, catalogue.
"""

import base64
import csv
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEMBERS, PEOPLE, ORDERS = 27_270, 96_000, 59_021
LIMIT_SECONDS = 60
FAMILY = "山田 田中 浜崎 鹿野丸 湖山 気多浜 曳田沢 吉岡谷 青谷崎 岩美山 八頭川 智頭坂 倉吉野 三朝森 北栄田".split()
GIVEN = "志津乃 一太郎 二葉子 三津子 五月子 花音 健一郎 沙也加 美沙緒 和歌子 雄之介 千代子".split()
KANA = "シカノマル ハマサキ コヤマ ケタハマ ヒキタサワ ヨシオカダニ アオヤザキ イワミヤマ".split()
PLACES = "湖山町北 浜坂 気高町宝木 青谷町青谷 福部町湯山 国府町宮下 河原町渡一木 用瀬町用瀬".split()
HEADINGS = ["お名前(姓)", "お名前(名)", "お名前(セイ)", "お名前(メイ)", "住所1", "住所2", "メールアドレス", "TEL"]


def measure(results, programs, share=1.0):
    with tempfile.TemporaryDirectory(prefix="ichi-theft-bench-") as folder:
        data = Path(folder) / "data"
        make(data, share)
        report, seconds, processor = drill(programs, data)
    assert report["readable"] == 0, report["finds"]
    megabytes = sum(line["bytes"] for line in report["stores"]) / 1e6
    beside = (f"{megabytes:.0f} MB, {report['values']['searched']} values searched for, "
              f"{processor:.0f} s of processor")
    results.add("the thief's drill over a city of the notice's size", [seconds], "s",
                under=LIMIT_SECONDS if share == 1.0 else None, beside=beside)


def drill(programs, data):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run([programs / "ichi", "drill", "theft", "--data", data, "--json"], capture_output=True)
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout, done.stderr.decode()
    return (json.loads(done.stdout), seconds,
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def make(data, share):
    """Some 850 MB at the full share, a third of it rows' names in text."""
    chance = random.Random(118)
    for name in ("shop", "market", "vault", "ledger/tile/0", "run", "vault-keys"):
        (data / name).mkdir(parents=True)
    sheets(data / "vault/vault.sqlite", round(1_100_000 * share), chance)
    orders(data / "shop/shop.sqlite", round(ORDERS * share), chance)
    for number in range(round(400 * share)):
        (data / f"ledger/tile/0/{number:03}").write_bytes(os.urandom(256 * 1024))
    with open(data / "run/market.log", "w") as log:
        for number in range(round(600_000 * share)):
            log.write(f'2026-12-01T10:{number % 60:02}:07+0900 info market route="/goods/:id" status=200 ms={number % 97}\n')
    people(Path(f"{data}.known"), round(PEOPLE * share), chance)


def handle(chance):
    return base64.b32encode(chance.randbytes(16)).decode().lower()[:26]


def sheets(path, count, chance):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE sheet (subject TEXT, field TEXT, sealed BLOB, PRIMARY KEY (subject, field))")
        rows = ((handle(chance), "street", chance.randbytes(230)) for _ in range(count))
        database.executemany("INSERT INTO sheet VALUES (?, ?, ?)", rows)


def orders(path, count, chance):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE orders (key TEXT PRIMARY KEY, number TEXT, orderer TEXT, placed BIGINT, total BIGINT)")
        database.execute("CREATE TABLE order_line (order_key TEXT, place BIGINT, title TEXT, price BIGINT)")
        database.execute("CREATE TABLE goods (id BIGINT, title TEXT, text TEXT)")
        for number in range(1500):
            database.execute("INSERT INTO goods VALUES (?, ?, ?)", (number, f"{chance.choice(PLACES)}の梨 {number}", "甘くてみずみずしい二十世紀梨です。" * 12))
        for number in range(count):
            key = handle(chance)
            database.execute("INSERT INTO orders VALUES (?, ?, ?, ?, ?)",
                             (key, f"2612-{number // 10000:04}-{number % 10000:04}", handle(chance), 1_795_000_000_000 + number * 7919, 3200))
            for place in range(6):
                database.execute("INSERT INTO order_line VALUES (?, ?, ?, ?)", (key, place, f"{chance.choice(PLACES)}の二十世紀梨 5kg", 3200))


def people(folder, count, chance):
    """As an old shop exports them; nobody of them lives."""
    folder.mkdir(mode=0o700)
    with open(folder / "members.csv", "w", encoding="cp932", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        for number in range(count):
            street = f"鳥取市{chance.choice(PLACES)}{chance.randrange(1, 999)}-{chance.randrange(1, 99)}"
            building = f"コーポ{chance.choice(KANA)}{chance.randrange(101, 909)}号" if number % 3 == 0 else ""
            rows.writerow([chance.choice(FAMILY), chance.choice(GIVEN), chance.choice(KANA), "ハナコ", street, building,
                           f"{chance.choice(['hanako', 'yuki.k', 'taro-y', 'm.sato'])}{number}@example.jp",
                           f"090-{number // 10000:04}-{number % 10000:04}"])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "Tests/Support"))
    import machine
    from results import Results
    results = Results(machine.facts())
    programs = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/release"))
    measure(results, programs, float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
    print(results.table())
