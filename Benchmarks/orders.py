"""Whole guest checkouts, from the basket to the thanks page, and what they cost our processes."""

import time
from statistics import median

from processes import cpu_seconds
from shopper import Shopper, order_number

GOODS = """
    SELECT min(id) FROM goods
    WHERE temperature = 'ambient' AND is_alcohol = 0 AND state = 'on-sale'
        AND accepts_delivery_date = 1 AND earliest_dispatch IS NULL
    GROUP BY shop ORDER BY 1 LIMIT 2
"""


def stock_up(city):
    """Two goods of two shops, enough of them for everyone."""
    for (goods,) in city.ask_shop(GOODS):
        city.write_shop("UPDATE goods SET stock = 1000000 WHERE id = ?", goods)


def measure(results, limits, city, count):
    """One customer after another: goods of one shop, then of two."""
    goods = [number for (number,) in city.ask_shop(GOODS)]
    for guest in range(10):
        buy(city, goods, f"warm-{guest}")
    spent, wall = one_by_one(city, goods[:1], "one", count)
    results.add("guest checkout: our processes' time", [sum(spent.values())], "ms", under=20.0,
                beside=parts(spent))
    results.add("guest checkout: start to thanks, the client's own time included", wall, "ms",
                beside=f"fdatasync {limits['fdatasync']:.0f} µs")
    spent, _ = one_by_one(city, goods, "two", max(10, count // 4))
    results.add("guest checkout at two shops: our processes' time", [sum(spent.values())], "ms",
                beside=parts(spent))


def one_by_one(city, goods, name, count):
    """Each process's milliseconds an order, and each order's milliseconds."""
    processes = city.processes()
    before = cpu_seconds(processes)
    wall = []
    for guest in range(count):
        began = time.perf_counter()
        buy(city, goods, f"{name}-{guest}")
        wall.append((time.perf_counter() - began) * 1000)
    settle(city)
    after = cpu_seconds(processes)
    spent = {name: (after[name] - before[name]) / count * 1000 for name in processes}
    return spent, wall


def parts(spent):
    return ", ".join(f"{name} {spent[name]:.1f}" for name in sorted(spent))


class Guest(Shopper):
    """A customer whose browser stays connected, as browsers do."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.lines = {}

    def line(self, port):
        if port not in self.lines:
            self.lines[port] = super().line(port)
        return self.lines[port]

    def hang_up(self, line):
        pass

    def leave(self):
        for line in self.lines.values():
            line.close()


def buy(city, goods, name, email=True):
    guest = Guest(city, email=f"{name}@guests.example" if email else None)
    try:
        return order_number(guest.place(guest.confirmation(goods)))
    finally:
        guest.leave()


def settle(city, seconds=60):
    """Until the vault has heard of every order and the courier has nothing left to send."""
    deadline = time.monotonic() + seconds
    while city.ask_shop("SELECT count(*) FROM outbox WHERE done = 0")[0][0]:
        assert time.monotonic() < deadline, "the outbox does not empty"
        time.sleep(0.1)
    time.sleep(1)
