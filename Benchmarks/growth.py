"""Whether a hundred times the goods, or ten times the people and orders, cost more: two cities, in turns."""

from statistics import median

import pages
import versus
import wrk

TIMES = 100
AT_LEAST = 2 / 3
PEOPLE_TIMES = 10
AT_LEAST_OF_CHECKOUTS = 0.9
BATCH = 10
# What goes with goods: the columns that copies have moved on by a step for each turn, and which rows are no copies.
TABLES = {
    "goods": (["id"], "id <= {step}"),
    "goods_picture": (["goods"], "goods <= {step}"),
    "goods_text": (["place", "goods"], "goods <= {step}"),
    "goods_search": (["place"], "{place} IN (SELECT place FROM goods_text WHERE goods <= {step})"),
}


def grow(city, times=TIMES):
    """Fills the shop with copies, under new numbers: every word is then found so many times as often."""
    step = city.ask_shop("SELECT max(id) FROM goods")[0][0]
    city.stop()
    remake = drop_terms(city)
    for table, (moved, condition) in TABLES.items():
        moved, others = columns(city, table, moved)
        names = ", ".join(moved + others)
        values = ", ".join([f"{table}.{column} + turn * {step}" for column in moved] + others)
        originals = condition.format(step=step, place=moved[0])
        for first in range(1, times, BATCH):
            copies = " UNION ALL ".join(f"SELECT {turn} AS turn" for turn in range(first, min(times, first + BATCH)))
            city.write_shop(f"INSERT INTO {table} ({names}) SELECT {values} "
                            f"FROM (SELECT {names} FROM {table} WHERE {originals}) {table} CROSS JOIN ({copies}) turns")
    remake()
    city.start()


def drop_terms(city):
    """PostgreSQL makes its index of terms four times as fast once all rows are there; gives what makes it."""
    if not city.databases.environment:
        return lambda: None
    words, = city.ask_shop("SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' AND indexname = 'goods_search_terms'")
    city.databases.psql("shop", "DROP INDEX goods_search_terms")
    # Otherwise it would look after so many new rows while it is measured.
    return lambda: city.databases.psql("shop", f"{words[0]}; VACUUM ANALYZE")


def columns(city, table, moved):
    """The columns that are moved, and the others."""
    if city.databases.environment:
        names = [name for (name,) in city.ask_shop(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'shop' AND table_name = ? "
            "ORDER BY ordinal_position", table)]
    else:
        names = [name for (name,) in city.ask_shop("SELECT name FROM pragma_table_info(?)", table)]
    # FTS5 numbers its rows itself.
    moved = [column if column in names else "rowid" for column in moved]
    return moved, [name for name in names if name not in moved]


def measure(results, small, big, engine, rounds, seconds):
    pairs = {
        "product page": (pages.goods_of(small), pages.goods_of(big)),
        "category page of 24 goods": (pages.categories_of(small), pages.categories_of(small)),
        "search": tuple([f"/goods?q={versus.quote(word)}"] for word in words(small, big)),
        "front page": (["/"], ["/"]),
    }
    for city in small, big:
        pages.keep(city, False)
    hits = " and ".join(str(versus.our_hits(city, word)) for city, word in zip((small, big), words(small, big)))
    runs = {name: ([], []) for name in pairs}
    for _ in range(rounds):
        for name, both in pairs.items():
            for city, paths, kept in zip((small, big), both, runs[name]):
                kept.append(wrk.pages(city.base, pages.HOST.format(city.base), paths, seconds, mark="<h1>"))
    count = big.ask_shop("SELECT count(*) FROM goods")[0][0]
    for name, (few, many) in runs.items():
        results.add(f"{name} at {count:,} goods ({engine})", versus.rates(many), "/s", at_least=AT_LEAST,
                    against=f"1,500 goods: {median(versus.rates(few)):,.0f} /s",
                    ratios=[its / mine for mine, its in zip(versus.rates(few), versus.rates(many))],
                    p50=versus.p50(many), p99=versus.p99(many),
                    beside=f"hits: {hits}" if name == "search" else "")


def words(small, big):
    """Two words with about as many hits in their cities."""
    few = [(word, versus.our_hits(big, word)) for word in
           sorted({name.split()[0] for (name,) in small.ask_shop("SELECT name FROM goods WHERE id <= 60")})]
    word, hits = min(((word, hits) for word, hits in few if hits), key=lambda one: one[1])
    common = versus.frequent_words(small)
    return min(common, key=lambda one: abs(versus.our_hits(small, one) - hits)), word


def measure_people(results, small, big, engine, rounds, seconds):
    """Whole checkouts where so many have ordered before, and where ten times as many have."""
    walk = versus.ways("ours.lua", "checkout")
    few, many = [], []
    for _ in range(rounds):
        few.append(walk(small, seconds))
        many.append(walk(big, seconds))
    count, more = (city.ask_shop("SELECT count(*) AS number FROM old_order")[0][0] for city in (small, big))
    results.add(f"whole guest checkout after ten times the old orders ({engine})", versus.rates(many), "/s",
                at_least=AT_LEAST_OF_CHECKOUTS, against=f"{count:,} old orders: {median(versus.rates(few)):,.1f} /s",
                ratios=[its / mine for mine, its in zip(versus.rates(few), versus.rates(many))],
                p50=versus.p50(many), p99=versus.p99(many), beside=f"{more:,} old orders")
