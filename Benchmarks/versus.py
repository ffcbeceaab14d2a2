"""Ours, the peer and what the machine can do, in turns: each round takes a few seconds of every one of them."""

import re
from collections import Counter
from statistics import median
from urllib.parse import quote

import orders
import pages
import wrk

ROUNDS = 3


class Figure:
    """One thing that is done to all alike."""

    def __init__(self, name, at_least, ours, peer, p99_under=None, unit="/s", anew=False, of_constant=None):
        self.name, self.at_least, self.p99_under, self.unit = name, at_least, p99_under, unit
        self.ours, self.peer = ours, peer
        # Whether our market keeps no page, and the least share of constant answers.
        self.anew, self.of_constant = anew, of_constant
        self.runs = {}

    def round(self, cities, oscar, seconds):
        for engine, city in cities.items():
            self.runs.setdefault(engine, []).append(self.ours(city, seconds))
        if oscar:
            self.runs.setdefault("peer", []).append(self.peer(oscar, seconds * 2))
            oscar.settle()


def measure(results, cities, oscar, bare, nginx, rounds, seconds):
    """`oscar` may be None: then ours alone is measured."""
    figures = figures_of(cities, oscar)
    constant, static = {True: [], False: []}, []
    for anew in (True, False):
        for city in cities.values():
            pages.keep(city, not anew)
        for _ in range(rounds):
            for figure in figures:
                if figure.anew == anew:
                    figure.round(cities, oscar, seconds)
            constant[anew].append(wrk.pages(bare.port, bare.host, bare.paths, seconds))
            if nginx.port:
                static.append(wrk.pages(nginx.port, "limit", ["/page.html"], seconds))
    both = constant[True] + constant[False]
    results.add("constant answers a second, 16 clients", rates(both), "/s", p50=p50(both), p99=p99(both),
                beside="4 KiB from the same HTTP library, which does nothing else")
    if static:
        results.add("nginx: 4 KiB a second, 16 clients", rates(static), "/s", p50=p50(static), p99=p99(static))
    for figure in figures:
        tell(results, figure, cities, constant[figure.anew])


def tell(results, figure, cities, constant):
    peer = figure.runs.get("peer")
    for engine in cities:
        ours = figure.runs[engine]
        ratios = [mine / its for mine, its in zip(rates(ours), rates(peer))] if peer else None
        against = f"peer {median(rates(peer)):,.1f} /s" if peer else None
        share = median(rates(ours)) * ours[0].requests / ours[0].done / median(rates(constant))
        steps = f"{ours[0].requests / ours[0].done:.0f} requests each; " if ours[0].requests > 1.5 * ours[0].done else ""
        pages_of_peer = f"peer's p50 {p50(peer):,.0f} ms, p99 {p99(peer):,.0f} ms; " if peer else ""
        results.add(f"{figure.name} ({engine})", rates(ours), figure.unit, against=against, ratios=ratios,
                    at_least=figure.at_least if peer else None, p50=p50(ours), p99=p99(ours),
                    p99_under=figure.p99_under,
                    beside=f"{steps}{pages_of_peer}{share * 100:.1f} % of constant answers")
        if figure.of_constant:
            results.add(f"{figure.name}, of constant answers ({engine})", rates(ours), figure.unit,
                        against=f"constant answers {median(rates(constant)):,.0f} /s", at_least=figure.of_constant,
                        ratios=[mine / its for mine, its in zip(rates(ours), rates(constant))])


def figures_of(cities, oscar):
    city = next(iter(cities.values()))
    word, hits = search_word(city, oscar)
    goods, categories = pages.goods_of(city), pages.categories_of(city)
    slugs = [path.rsplit("/", 1)[1] for path in categories]
    found = oscar and f"/search/?q={quote(word)}"
    peers_goods = peers(lambda peer: peer.product_paths()[:len(goods)], "add_to_basket_form")
    return [
        Figure("product page rendered anew", 15, ours(goods, "/basket/lines"), peers_goods, p99_under=30, anew=True),
        Figure("product page from kept bytes", 150, ours(goods), peers_goods, p99_under=30, of_constant=0.5),
        Figure("category page of 24 goods, against the peer's catalogue", 100,
               ours(categories, 'class="goods"'),
               peers(lambda _: ["/catalogue/"], "product_pod"), p99_under=30, anew=True),
        Figure("category page of 24 goods, against the peer's", None,
               ours(categories, 'class="goods"'),
               peers(lambda peer: peer.category_paths(slugs), "product_pod"), anew=True),
        Figure(f"search, {hits}", 30, ours([f"/goods?q={quote(word)}"], 'class="goods"'),
               peers(lambda _: [found], "product_pod"), p99_under=30),
        Figure("front page rendered anew", None, ours(["/"], "<h1>"), peers(lambda _: ["/catalogue/"], "product_pod"),
               anew=True),
        Figure("a page, into the basket, the basket", None, ways("ours.lua", "basket"), ways("peer.lua", "basket")),
        Figure("whole guest checkout", 15, ways("ours.lua", "checkout"), ways("peer.lua", "checkout")),
    ]


def ours(paths, mark=None):
    """Without a mark only the status counts: wrk would look for it longer than a kept page takes."""
    return lambda city, seconds: wrk.pages(city.base, pages.HOST.format(city.base), paths, seconds, mark=mark)


def peers(paths, mark):
    return lambda peer, seconds: wrk.pages(peer.port, peer.host, paths(peer), seconds, mark=mark)


def ways(script, way):
    turns = iter(range(1_000_000))
    return lambda shop, seconds: wrk.ways(shop.port if script == "peer.lua" else shop.base, {
        **settings(shop), "ways": script, "way": way, "run": f"{way}-{next(turns)}"}, seconds)


def settings(shop):
    """What a way wants to know of a shop; the peer has its paths, ours its goods."""
    if hasattr(shop, "product_paths"):
        return {"market": shop.address, "first": shop.address, "paths": shop.product_paths()}
    goods = [number for (number,) in shop.ask_shop(orders.GOODS)]
    return {"market": shop.market, "counter": shop.counter, "first": shop.market, "goods": goods}


def search_word(city, oscar):
    """A word of the goods' names with about as many hits for both, and what to say of it."""
    hits = [(word, our_hits(city, word), oscar.hits(word) if oscar else None) for word in frequent_words(city)]
    if oscar is None:
        return hits[0][0], f"{hits[0][1]} hits"
    word, mine, its = min(hits, key=lambda hit: abs(hit[1] - hit[2]))
    return word, f"{mine} hits" if mine == its else f"{mine} hits, the peer {its}"


def frequent_words(city):
    """Words that stand in the names of some dozens of goods, a page of hits or more."""
    words = Counter(word for (name,) in city.ask_shop("SELECT name FROM goods") for word in set(name.split()))
    return [word for word, count in words.most_common() if 24 <= count <= 200][:12]


def our_hits(city, word):
    found = re.search(r"<strong>([\d,]+)</strong>件", pages.page(city, f"/goods?q={quote(word)}"))
    return int(found[1].replace(",", "")) if found else 0


def rates(runs):
    return [run.rate for run in runs]


def p50(runs):
    return median(run.p50 for run in runs)


def p99(runs):
    return median(run.p99 for run in runs)
