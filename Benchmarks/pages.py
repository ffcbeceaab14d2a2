"""Pages for one client, over a connection that stays: how long somebody waits."""

import re
import urllib.request
from statistics import median

import wrk

HOST = "market.localhost:{}"


def measure(results, limits, city, seconds, times):
    def add(name, paths, etag=None, **more):
        runs = [wrk.pages(city.base, HOST.format(city.base), paths, seconds, clients=1, etag=etag)
                for _ in range(times)]
        results.add(f"{name}, one client", [run.p50 for run in runs], "ms", **more)
        return median(run.p50 for run in runs)

    keep(city, False)
    constant = add("constant answer", [asset_of(city)], beside=f"TCP there and back {limits['tcp']:.0f} µs")
    add("product page rendered anew", goods_of(city), under=2.0, beside=f"constant answer {constant:.2f} ms")
    add("category page of 24 goods rendered anew", categories_of(city))
    add("front page rendered anew", ["/"])
    keep(city, True)
    add("search 「なし」", ["/goods?q=%E3%81%AA%E3%81%97"])
    add("search 「の」", ["/goods?q=%E3%81%AE"])
    add("product page from kept bytes", goods_of(city))
    add("304 to a browser that has the page", goods_of(city)[:1], etag=tag_of(city, goods_of(city)[0]))


def keep(city, pages):
    """Starts the city anew: its market keeps what it has rendered, or renders every page anew."""
    city.stop()
    city.start(ICHI_KEEP_PAGES="on" if pages else "off")


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


def tag_of(city, path):
    with answer(city, path) as page:
        return page.headers["ETag"]


def page(city, path):
    with answer(city, path) as page:
        return page.read().decode()


def answer(city, path):
    ask = urllib.request.Request(f"http://127.0.0.1:{city.base}{path}", headers={"Host": HOST.format(city.base)})
    return urllib.request.urlopen(ask, timeout=30)
