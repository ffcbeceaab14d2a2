"""Kept pages with real processes: a market that stands still, and two markets of one PostgreSQL."""

import http.client
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from city import City, free_ports, wait_until
from databases import Postgres
from shopper import Shopper, order_number


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


class Visitor:
    """Asks the market over one connection that stays, as browsers do."""

    def __init__(self, port):
        self.port = port
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def get(self, path, **headers):
        self.ask(path, **headers)
        return self.answer()

    def ask(self, path, **headers):
        self.line.request("GET", path, headers={"Host": f"market.localhost:{self.port}", **headers})

    def answer(self):
        answer = self.line.getresponse()
        return answer, answer.read()


def kept(city):
    """A product page that lies in the market's memory by now."""
    visitor = Visitor(city.base)
    first, _ = visitor.get("/goods/1")
    second, body = wait_until(lambda: again(visitor), "a page that is kept")
    assert "円" in body.decode()
    return visitor, second.headers["ETag"]


def again(visitor):
    answer, body = visitor.get("/goods/1")
    return (answer, body) if answer.headers["ETag"] else None


def halt(process):
    """Stops a process, and waits until its last thread has: the signal reaches them one after the other."""
    os.kill(process, signal.SIGSTOP)
    wait_until(lambda: all(state(thread) == "T" for thread in Path(f"/proc/{process}/task").iterdir()), "the halt")


def state(thread):
    """A letter, as proc(5) has it: T is stopped."""
    return (thread / "stat").read_text().rpartition(")")[2].split()[0]


def test_a_browser_that_has_a_page_is_told_so(city):
    visitor, tag = kept(city)
    answer, body = visitor.get("/goods/1", **{"If-None-Match": tag})
    assert answer.status == 304 and body == b"" and answer.headers["ETag"] == tag
    packed, small = visitor.get("/goods/1", **{"Accept-Encoding": "gzip, br"})
    _, plain = visitor.get("/goods/1")
    assert packed.headers["Content-Encoding"] == "br" and len(small) < len(plain) / 3


def test_a_market_that_stood_still_shows_nothing_old(city):
    visitor, _ = kept(city)
    market = city.processes()["market"]
    halt(market)
    try:
        city.databases.change("shop", "UPDATE goods SET price = 31415 WHERE id = 1", ())
        # Asked while it stands still, answered when it goes on.
        visitor.ask("/goods/1")
        time.sleep(1.1)
    finally:
        os.kill(market, signal.SIGCONT)
    assert "31,415" in visitor.answer()[1].decode()


def test_a_change_by_hand_is_seen_within_a_moment(city):
    visitor, _ = kept(city)
    city.databases.change("shop", "UPDATE goods SET price = 27182 WHERE id = 1", ())
    time.sleep(0.2)
    assert "27,182" in visitor.get("/goods/1")[1].decode()


GOODS = "SELECT min(id) FROM goods WHERE is_alcohol = 0 AND state = 'on-sale' AND earliest_dispatch IS NULL"
STOCK = 12


@pytest.fixture(scope="module")
def two_markets():
    """A city on PostgreSQL, and a second market process beside the one that its launcher starts."""
    with City(databases=Postgres) as city:
        port = free_ports()
        command = [city.programs / "ichi", "market", "--data", city.data, "--ports", str(port)]
        with open(city.folder / "second.log", "w") as log:
            second = subprocess.Popen(command, stdout=log, stderr=log, env=city.environment, cwd=city.elsewhere)
        try:
            wait_until(lambda: serves(port) or second.poll() is not None, "the second market")
            assert second.poll() is None, (city.folder / "second.log").read_text()
            yield city, [Visitor(city.base), Visitor(port)], second
        finally:
            second.kill()
            second.wait()


def serves(port):
    try:
        return Visitor(port).get("/goods/1")[0].status == 200
    except OSError:
        return False


def left(page):
    """How many of some goods a page offers: below twenty it offers all there are."""
    return page.decode().split('name="count"')[1].split("</select>")[0].count("<option")


def stocked(city, visitors):
    """Goods of which there are a few, on pages that both markets keep."""
    goods = city.ask_shop(GOODS)[0][0]
    city.write_shop("UPDATE goods SET stock = ? WHERE id = ?", STOCK, goods)
    for visitor in visitors:
        wait_until(lambda: left(visitor.get(f"/goods/{goods}")[1]) == STOCK, "the goods")
        wait_until(lambda: visitor.get(f"/goods/{goods}")[0].headers["ETag"], "a page that is kept")
    return goods


def confirmation(city, goods):
    shopper = Shopper(city, email="kept@guests.example")
    return shopper, shopper.confirmation(goods)


def test_two_market_processes_show_what_is_at_the_next_instant(two_markets):
    city, visitors, _ = two_markets
    goods = stocked(city, visitors)
    guests = [confirmation(city, goods) for _ in range(4)]
    stock = city.ask_shop("SELECT stock FROM goods WHERE id = ?", goods)[0][0]
    for number, (shopper, page) in enumerate(guests, 1):
        before = [visitor.get(f"/goods/{goods}") for visitor in visitors]
        assert all(answer.headers["ETag"] for answer, _ in before)
        assert [left(body) for _, body in before] == [stock - number + 1] * 2
        assert order_number(shopper.place(page))
        now = [left(visitor.get(f"/goods/{goods}")[1]) for visitor in visitors]
        assert now == [stock - number] * 2


def test_a_market_process_that_stands_still_holds_no_other_up_and_shows_nothing_old(two_markets):
    city, visitors, second = two_markets
    goods = stocked(city, visitors)
    shopper, page = confirmation(city, goods)
    stock = left(visitors[0].get(f"/goods/{goods}")[1])
    assert left(visitors[1].get(f"/goods/{goods}")[1]) == stock
    halt(second.pid)
    try:
        visitors[1].ask(f"/goods/{goods}")
        assert order_number(shopper.place(page))
        assert left(visitors[0].get(f"/goods/{goods}")[1]) == stock - 1
    finally:
        second.send_signal(signal.SIGCONT)
    assert left(visitors[1].answer()[1]) == stock - 1


def test_a_market_process_that_is_killed_is_not_waited_for_again(two_markets):
    city, visitors, second = two_markets
    goods = stocked(city, visitors)
    second.kill()
    second.wait()
    for _ in range(2):
        shopper, page = confirmation(city, goods)
        stock = left(visitors[0].get(f"/goods/{goods}")[1])
        assert order_number(shopper.place(page))
        assert left(visitors[0].get(f"/goods/{goods}")[1]) == stock - 1
