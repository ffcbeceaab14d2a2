"""The exports of an old shop, untidy as real ones are: invented people, the same for the same seed."""

import csv
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "Sources/Import/Headings/EccubeHeadings.swift"
NAMES = "佐藤 鈴木 髙﨑 田中 砂丘 渡邉 山本 濵田 倉吉 湯梨".split()
GIVEN = "梨花 蟹太郎 直美 由美子 健 さくら 大輔 和子".split()
PLACES = "鳥取市東町 鳥取市幸町 米子市加茂町 倉吉市昭和町 八頭郡智頭町智頭".split()


def headings():
    """Series 4's headings, of members and of orders."""
    texts = re.findall(r'"""\n(.*?)\n\s*"""', SOURCE.read_text(), re.S)
    lists = [text.replace("\n", "").replace(" ", "").split(",") for text in texts]
    return lists[0], lists[1]


class OldShop:
    def __init__(self, folder, members=250, orders=300, seed=1):
        self.chance = random.Random(seed)
        self.folder = Path(folder)
        self.members_file = self.folder / "members.csv"
        self.orders_file = self.folder / "orders.csv"
        self.member_headings, self.order_headings = headings()
        self.members = [self.person(number) for number in range(1, members + 1)]
        self.points = 0
        self.write(self.members_file, self.member_headings, [self.member(one) for one in self.members])
        self.lines = 0
        self.ordered = []
        rows = [row for number in range(1, orders + 1) for row in self.order(number)]
        self.write(self.orders_file, self.order_headings, rows)

    def person(self, number=0):
        chance = self.chance
        phone = f"0857-{chance.randrange(20, 60)}-{chance.randrange(10000):04d}"
        return {
            "number": number, "family": chance.choice(NAMES), "given": chance.choice(GIVEN),
            "postcode": f"680{chance.randrange(10000):04d}", "place": chance.choice(PLACES),
            "house": f"{chance.randrange(1, 9)}丁目{chance.randrange(1, 40)}番地",
            "email": "" if number % 30 == 7 else f"old{number - 1 if number % 20 == 3 else number}@example.jp",
            "phone": phone if chance.random() < 0.5 else phone.replace("-", ""),
        }

    def member(self, one):
        points = self.chance.randrange(900)
        self.points += points
        joined = self.chance.random() < 0.2
        values = {
            "会員ID": one["number"], "お名前(姓)": one["family"], "お名前(名)": one["given"],
            "郵便番号": one["postcode"], "都道府県(名称)": "" if joined else "鳥取県",
            "住所1": ("鳥取県" if joined else "") + one["place"] + (one["house"] if joined else ""),
            "住所2": "" if joined else one["house"], "メールアドレス": one["email"], "TEL": one["phone"],
            "会員ステータス(名称)": "本会員", "登録日": "2016年4月1日", "更新日": f"2018-0{one['number'] % 9 + 1}-11 10:11:12",
            "ポイント": f"{points}.00", "性別(名称)": "女性", "誕生日": "1960/01/02",
        }
        return [values.get(heading, "") for heading in self.member_headings]

    def order(self, number):
        chance = self.chance
        orderer = self.person() if chance.random() < 0.2 else chance.choice(self.members)
        self.ordered.append(orderer["number"])
        for line in range(chance.choice([1, 1, 2, 3])):
            self.lines += 1
            to = orderer if chance.random() < 0.5 else self.person()
            values = {
                "注文ID": number, "注文番号": number, "会員ID": orderer["number"] or "",
                "お名前(姓)": orderer["family"], "お名前(名)": orderer["given"], "郵便番号": orderer["postcode"],
                "都道府県(名称)": "鳥取県", "住所1": orderer["place"], "住所2": orderer["house"],
                "TEL": orderer["phone"], "合計": "4300.00", "支払合計": "4300", "対応状況(名称)": "発送済み",
                "受注日": "2019/07/01 08:09", "注文詳細ID": f"{number}{line}", "商品名": "二十世紀梨", "価格": "3500.00",
                "個数": 1, "明細区分(名称)": "商品", "配送先_お名前(姓)": to["family"], "配送先_お名前(名)": to["given"],
                "配送先_郵便番号": to["postcode"], "配送先_都道府県(名称)": "鳥取県", "配送先_住所1": to["place"],
                "配送先_住所2": to["house"], "配送先_TEL": to["phone"],
            }
            row = [values.get(heading, "") for heading in self.order_headings]
            yield row

    def write(self, path, names, rows):
        with open(path, "w", encoding="cp932", newline="") as file:
            csv.writer(file).writerows([names, *rows])
