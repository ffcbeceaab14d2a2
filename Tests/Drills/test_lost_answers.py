"""The counter dies between the vault's answer and the browser's: the same post works once more."""

from contextlib import closing
import sqlite3

from city import City
from customer import plain_goods
from shopper import Shopper, order_number

SHOPPERS = 8


def test_a_lost_answer_loses_nobody_and_brings_in_nobody_else():
    with City() as city:
        goods = plain_goods(city)
        before = subjects(city)
        city.stop()
        city.start(ICHI_KILL_AT="orderer.recorded", ICHI_KILL_ONE_IN="2")
        numbers = set()
        for number in range(SHOPPERS):
            shopper = Shopper(city, f"shizuno-lost-{number}@example.jp", seconds=6, patience=30)
            numbers.add(order_number(shopper.place(shopper.confirmation(goods))))
        assert len(numbers) == SHOPPERS
        log = (city.data / "run/counter.log").read_text()
        assert "killed at orderer.recorded" in log
        assert subjects(city) == before + SHOPPERS
        assert city.standing_freezes() == []


def subjects(city):
    address = f"file:{city.data}/vault/vault.sqlite?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
        return database.execute("SELECT count(*) FROM subject").fetchone()[0]
