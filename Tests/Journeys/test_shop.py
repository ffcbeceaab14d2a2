"""A shop's person at the office: the parcels that wait, one touch, and a file that only the shop's computer opens."""

import re
import subprocess

import pytest

from city import wait_until
from customer import gifts_of_shops
from shopper import Shopper, order_number
from test_office import invitation, keyed, touch

__all__ = ["keyed"]


@pytest.fixture
def goods(city):
    return gifts_of_shops(city, 2)[1]


def accepted_order(city, goods):
    shopper = Shopper(city, "shop-journey@example.jp")
    number = order_number(shopper.place(shopper.confirmation(goods)))
    for state in ["accepted", "paid"]:
        city.command("ichi", "order", "advance", number, state)
    wait_until(lambda: city.ask_shop("SELECT count(*) FROM outbox WHERE done = 0")[0][0] == 0, "the outbox")
    return number


def test_a_shop_has_its_labels_made_with_one_touch(city, keyed, goods, tmp_path):
    shop, name = city.ask_shop("SELECT shop.id, shop.name FROM goods JOIN shop ON shop.id = goods.shop WHERE goods.id = ?",
                               goods)[0]
    program = [city.programs / "ichi-labels"]
    told = subprocess.run([*program, "key", "--keys", tmp_path / "keys"], capture_output=True, text=True, check=True).stdout
    key, digits = re.search(r"age1\w+", told)[0], re.search(r"(\d{5} ){5}\d{5}", told)[0]

    touch(keyed.open(invitation(city, "shop", **{"--shop": str(shop)})), "この端末か鍵を登録する")
    keyed.says("加盟店として入りました").press("本日の送り状へ")
    assert keyed.heading == "本日の送り状"
    keyed.says(name, "お店のパソコンの鍵が、まだ登録されていません")
    # Somebody of a shop finds the customer centre's desk locked.
    keyed.open_office("/inquiries")
    assert keyed.path == "/labels"

    city.command("ichi-vault", "receiver", "register", "--shop", str(shop), "--key", key, "--fingerprint", digits)
    keyed.reload().says("許可が、いまはありません")
    city.command("ichi-vault", "job", "allow", "--shop", str(shop), "--cap", "1", "--by", "山田", "--until",
                 city.ask_shop("SELECT date('now', '+9 days')")[0][0])
    keyed.reload().says("送り状を待っているお荷物は、いまはありません", digits)

    orders = [accepted_order(city, goods) for _ in range(2)]
    keyed.reload().says("1個のお荷物が、送り状を待っています", "ほかの1個は、今日の上限を超える")
    keyed.picture("office_labels-waiting-desk")
    touch(keyed, "送り状を作る").says("これまでの送り状", "今日の上限に達しました")
    wait_until(lambda: "ファイルを受け取る" in keyed.reload().words, "the file")
    for width in ["phone", "desk"]:
        keyed.set_width(width)
        keyed.check_width()
        keyed.picture(f"office_labels-ready-{width}")

    # Neither the page nor the file has a name on it.
    assert "因幡" not in keyed.words
    sealed = keyed.driver.execute_async_script("""
        const done = arguments[arguments.length - 1]
        const link = [...document.links].find((link) => link.textContent.includes('ファイルを受け取る'))
        fetch(link.href).then((answer) => answer.arrayBuffer()).then((bytes) => done([...new Uint8Array(bytes)]))""")
    (tmp_path / "labels.age").write_bytes(bytes(sealed))
    words = subprocess.run([*program, "open", "labels.age", "--to", "labels.pdf", "--keys", "keys"], cwd=tmp_path,
                           capture_output=True, text=True, check=True).stdout
    assert words.startswith("送り状1枚")
    text = subprocess.run(["pdftotext", "-layout", "labels.pdf", "-"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert "因幡 花子 様" in text and orders[0] in text
