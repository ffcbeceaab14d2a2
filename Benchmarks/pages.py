"""Pages rendered from the database for one client, over a connection that stays: how long somebody waits."""

import re
import urllib.request
from statistics import median

import wrk

HOST = "market.localhost:{}"


def measure(results, limits, city, seconds, times):
    def add(name, paths, **more):
        runs = [wrk.pages(city.base, HOST.format(city.base), paths, seconds, clients=1) for _ in range(times)]
        results.add(f"{name}, one client", [run.p50 for run in runs], "ms", **more)
        return median(run.p50 for run in runs)

    constant = add("constant answer", [asset_of(city)], beside=f"TCP there and back {limits['tcp']:.0f} µs")
    add("product page", goods_of(city), under=2.0, beside=f"constant answer {constant:.2f} ms")
    add("category page of 24 goods", categories_of(city))
    add("search 「なし」", ["/goods?q=%E3%81%AA%E3%81%97"])
    add("front page", ["/"])


def goods_of(city, count=400):
    return [f"/goods/{number}" for (number,) in city.ask_shop(
        f"SELECT id FROM goods WHERE state = 'on-sale' AND stock > 0 ORDER BY id LIMIT {count}")]


def categories_of(city):
    """Those whose first page is full."""
    return [f"/categories/{slug}" for (slug,) in city.ask_shop(
        "SELECT category FROM goods GROUP BY category HAVING count(*) >= 24 ORDER BY category")]


def asset_of(city):
    """A style sheet of the front page: bytes that lie in memory, under the same headers."""
    return re.search(r'<link[^>]+href="(/[^"]+\.css[^"]*)"', page(city, "/"))[1]


def page(city, path):
    ask = urllib.request.Request(f"http://127.0.0.1:{city.base}{path}", headers={"Host": HOST.format(city.base)})
    with urllib.request.urlopen(ask, timeout=30) as answer:
        return answer.read().decode()
