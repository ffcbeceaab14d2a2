"""The last press alone: what it takes to keep an order, beside the orders that databases keep by themselves."""

from statistics import median

import limits
import orders
import versus
import wrk

AT_LEAST = 0.1
# Seconds; wrk ends as soon as all is done.
PATIENCE = 120


def measure(results, cities, server, rounds, presses):
    """`presses` checkouts are walked to their last page before each round, and then all are placed.

    The machine's order transactions are those that PostgreSQL keeps for sixteen clients, who each wait for theirs;
    SQLite alone, which is given sixteen at a time by the one program that it is in, stands beside.
    """
    runs = {engine: [] for engine in cities}
    machine, alone = [], []
    for turn in range(rounds):
        for engine, city in cities.items():
            runs[engine].append(once(city, f"press-{turn}", presses))
            orders.settle(city)
        machine.append(limits.postgres_orders(server, 2))
        alone.append(limits.sqlite_orders(2))
    results.add("the machine: durable order transactions, 16 clients", machine, "/s",
                beside="stock, order of 400 bytes, line; pgbench")
    results.add("SQLite alone: the same in commits of sixteen", alone, "/s", beside="no clients, one program")
    for engine in cities:
        rates = versus.rates(runs[engine])
        results.add(f"the placing post alone, 16 clients ({engine})", rates, "/s",
                    against=f"the machine's {median(machine):,.0f} /s", at_least=AT_LEAST,
                    ratios=[mine / its for mine, its in zip(rates, machine)],
                    p50=versus.p50(runs[engine]), p99=versus.p99(runs[engine]))


def once(city, run, presses):
    each = max(1, presses // wrk.CLIENTS)
    settings = {**versus.settings(city), "ways": "ours.lua", "run": run, "turns": each, "threads": wrk.CLIENTS}
    ready = wrk.ways(city.base, {**settings, "way": "confirmation"}, seconds=PATIENCE, until_done=True)
    assert len(ready.notes) == each * wrk.CLIENTS, "not every guest came to the last page"
    return wrk.ways(city.base + 1, {**settings, "first": city.counter, "way": "placing", "presses": ready.notes},
                    seconds=PATIENCE, until_done=True)

