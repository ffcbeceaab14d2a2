"""What our city sells and who its people are: an old shop's, which ours imports and the peer is given."""

import random
import subprocess
import tempfile
from contextlib import contextmanager

from city import ROOT
from old_shop import OldShop

MEMBERS, ORDERS = 27_270, 59_021


@contextmanager
def people(share=1.0):
    """The old shop's files, and its members."""
    with tempfile.TemporaryDirectory(prefix="ichi-people-") as folder:
        yield OldShop(folder, members=round(MEMBERS * share), orders=round(ORDERS * share))


def move_in(city, shop):
    """Into a city that runs, with a stop."""
    city.stop()
    subprocess.run([city.programs / "ichi", "import", "eccube", "--data", city.data, "--members", shop.members_file,
                    "--orders", shop.orders_file], env=city.environment, cwd=ROOT, check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    city.start()


def of(city):
    """As the peer is given them: the city's goods, everybody of the whole old shop, and as many orders."""
    goods = city.ask_shop("SELECT id, shop, category, name, description, price FROM goods ORDER BY id")
    used = {category for _, _, category, *_ in goods}
    categories = [row for row in city.ask_shop("SELECT slug, name FROM category ORDER BY slug") if row[0] in used]
    with people() as shop:
        members = [(one["お名前(姓)"], one["お名前(名)"], one["メールアドレス"], one["郵便番号"], one["住所1"] + one["住所2"])
                   for one in shop.members]
    chance = random.Random(1)
    return {
        "shops": city.ask_shop("SELECT id, name FROM shop ORDER BY id"),
        "categories": categories, "goods": goods, "members": members,
        "orders": [(chance.randrange(MEMBERS), chance.randrange(len(goods)), chance.randrange(1500))
                   for _ in range(ORDERS)],
    }
