"""A city whose processes run as users of their own: what is the vault's, nobody else can read."""

import multiprocessing
import subprocess
from pathlib import Path

import pytest

from city import City, ROOT
from customer import plain_goods
from ground import USERS, needs_root, with_users
from shopper import Shopper, order_number

REACHABLE = all(folder.stat().st_mode & 0o001 for folder in [ROOT, *ROOT.parents])


@needs_root
@pytest.mark.skipif(not REACHABLE, reason="the programs lie in a folder that other users cannot enter")
def test_each_process_is_a_user_of_its_own():
    child = multiprocessing.get_context("fork").Process(target=city_with_users)
    child.start()
    child.join(120)
    assert child.exitcode == 0


def city_with_users():
    with_users()
    with City() as city:
        place_order(city)
        for name, process in city.processes().items():
            assert user_of(process) == USERS[name][0], f"{name} runs as somebody else"
        assert who_may("-r", city.data / "vault/vault.sqlite") == {"vault"}
        assert who_may("-r", city.data / "vault-keys/token.key") == {"vault"}
        assert who_may("-r", city.data / "ledger/checkpoint") == {"vault"}
        assert who_may("-r", city.data / "witness/book") == {"witness"}
        assert who_may("-r", city.data / "witness-keys/mark.key") == {"witness"}
        assert who_may("-r", city.data / "shop/shop.sqlite") == {"counter", "market", "office"}
        assert who_may("-r", city.data / "office/office.sqlite") == {"office"}
        assert who_may("-w", city.data / "shop") == {"counter"}
        assert who_may("-w", city.data / "market") == {"market"}
        city.stop()
        city.start()
        place_order(city)


def place_order(city):
    shopper = Shopper(city, email="mati@example.jp")
    order_number(shopper.place(shopper.confirmation(plain_goods(city))))
    city.mailbox.wait("mati@example.jp")


def user_of(process):
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("\nUid:")[1].split()[0])


def who_may(what, path):
    def may(user, group):
        command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "test", what, path]
        return subprocess.run(command).returncode == 0
    return {name for name, (user, group) in USERS.items() if may(user, group)}
