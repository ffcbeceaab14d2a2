"""The counter dies between the vault's answer and the browser's: the same post works once more."""

import sqlite3
from contextlib import closing

import pytest

from city import City
from customer import plain_goods
from shopper import Shopper, order_number

ARROWS = ["orderer.enrolled", "orderer.recorded"]


@pytest.fixture(scope="module")
def city():
    with City() as city:
        armed = city.folder / "armed"
        armed.mkdir()
        city.stop()
        city.start(ICHI_KILL_ARMED=str(armed))
        yield city


@pytest.mark.parametrize("arrow", ARROWS)
def test_a_lost_answer_loses_nobody_and_brings_in_nobody_else(city, arrow):
    before = subjects(city)
    loaded = city.folder / "armed" / arrow
    loaded.touch()
    shopper = Shopper(city, f"shizuno-{arrow}@example.jp", seconds=6, patience=30)
    page = shopper.confirmation(plain_goods(city))
    assert not loaded.exists(), "nobody was killed"
    order_number(shopper.place(page))
    assert subjects(city) == before + 1
    assert city.standing_freezes() == []


def subjects(city):
    address = f"file:{city.data}/vault/vault.sqlite?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
        return database.execute("SELECT count(*) FROM subject").fetchone()[0]
