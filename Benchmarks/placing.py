"""The last press alone: what it takes to keep an order, beside the orders that a database keeps by itself."""

from statistics import median

import limits
import orders
import versus
import wrk

AT_LEAST = 0.1
# Seconds; wrk ends as soon as all is done.
PATIENCE = 120


def measure(results, cities, server, rounds, presses):
    """`presses` checkouts are walked to their last page before each round, and then all are placed."""
    runs = {engine: [] for engine in cities}
    machine = {engine: [] for engine in cities}
    for turn in range(rounds):
        for engine, city in cities.items():
            runs[engine].append(once(city, f"press-{turn}", presses))
            machine[engine].append(limits.sqlite_orders(2) if engine == "sqlite"
                                   else limits.postgres_orders(server, 2))
            orders.settle(city)
    for engine in cities:
        rates, limit = versus.rates(runs[engine]), machine[engine]
        results.add(f"durable order transactions of bare {engine}", limit, "/s",
                    beside="stock, order of 400 bytes, line; grouped")
        results.add(f"the placing post alone, 16 clients ({engine})", rates, "/s",
                    against=f"bare {engine} {median(limit):,.0f} /s", at_least=AT_LEAST,
                    ratios=[mine / its for mine, its in zip(rates, limit)],
                    p50=versus.p50(runs[engine]), p99=versus.p99(runs[engine]))


def once(city, run, presses):
    each = max(1, presses // wrk.CLIENTS)
    settings = {**versus.settings(city), "ways": "ours.lua", "run": run, "turns": each, "threads": wrk.CLIENTS}
    ready = wrk.ways(city.base, {**settings, "way": "confirmation"}, seconds=PATIENCE, until_done=True)
    assert len(ready.notes) == each * wrk.CLIENTS, "not every guest came to the last page"
    return wrk.ways(city.base + 1, {**settings, "first": city.counter, "way": "placing", "presses": ready.notes},
                    seconds=PATIENCE, until_done=True)

