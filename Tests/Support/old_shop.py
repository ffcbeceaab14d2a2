"""The exports of an old shop as `ichi demo make` writes them: invented people, the same for the same seed."""

import csv
import os
import subprocess
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug"))

# EC-CUBE 4's 会員CSV.
MEMBER_HEADINGS = (
    "会員ID,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),会社名,郵便番号,都道府県(ID),都道府県(名称),住所1,住所2,"
    "メールアドレス,TEL,性別(ID),性別(名称),職業(ID),職業(名称),誕生日,初回購入日,最終購入日,購入回数,ショップ用メモ欄,"
    "会員ステータス(ID),会員ステータス(名称),登録日,更新日,ポイント").split(",")


class OldShop:
    def __init__(self, folder, members=250, orders=300, seed=1):
        subprocess.run([PROGRAMS / "ichi", "demo", "make", "--members", str(members), "--orders", str(orders),
                        "--seed", str(seed), "--exports", folder], check=True, stdin=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.members_file = Path(folder) / "old-shop-members.csv"
        self.orders_file = Path(folder) / "old-shop-orders.csv"

    @cached_property
    def members(self):
        return rows(self.members_file)

    @cached_property
    def orders(self):
        return rows(self.orders_file)

    @property
    def points(self):
        return sum(yen(member["ポイント"]) for member in self.members)


def rows(path):
    with open(path, encoding="cp932", newline="") as file:
        return list(csv.DictReader(file))


def yen(text):
    return int(text.split(".")[0].replace(",", ""))
