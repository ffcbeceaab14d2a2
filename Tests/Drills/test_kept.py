"""Kept pages with real processes: a market that is stopped or killed while prices change."""

import http.client
import os
import signal
import time

import pytest

from city import City, wait_until


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


class Visitor:
    """Asks the market over one connection that stays, as browsers do."""

    def __init__(self, city):
        self.city = city
        self.line = http.client.HTTPConnection("127.0.0.1", city.base, timeout=20)

    def get(self, path, **headers):
        host = f"market.localhost:{self.city.base}"
        self.line.request("GET", path, headers={"Host": host, **headers})
        answer = self.line.getresponse()
        return answer, answer.read()


def kept(city):
    """A product page that lies in the market's memory by now."""
    visitor = Visitor(city)
    first, _ = visitor.get("/goods/1")
    second, body = wait_until(lambda: again(visitor), "a page that is kept")
    assert "円" in body.decode()
    return visitor, second.headers["ETag"]


def again(visitor):
    answer, body = visitor.get("/goods/1")
    return (answer, body) if answer.headers["ETag"] else None


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
    os.kill(market, signal.SIGSTOP)
    try:
        city.databases.change("shop", "UPDATE goods SET price = 31415 WHERE id = 1", ())
        # Asked while it stands still, answered when it goes on.
        host = f"market.localhost:{city.base}"
        visitor.line.request("GET", "/goods/1", headers={"Host": host})
        time.sleep(1.1)
    finally:
        os.kill(market, signal.SIGCONT)
    assert "31,415" in visitor.line.getresponse().read().decode()


def test_a_change_by_hand_is_seen_within_a_moment(city):
    visitor, _ = kept(city)
    city.databases.change("shop", "UPDATE goods SET price = 27182 WHERE id = 1", ())
    time.sleep(0.2)
    assert "27,182" in visitor.get("/goods/1")[1].decode()
