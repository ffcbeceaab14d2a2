"""All figures, one after another, and the table of them. `Benchmarks/run` builds and starts this."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Support"))

import machine
import memory
import moving_in
import orders
import pages
import start
import vault
from city import City
from results import Results


def main():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work; keeps nothing")
    share = 0.1 if parser.parse_args().quick else 1.0
    results = Results(machine.facts())

    tell("what the machine can do")
    limits = machine.limits()
    results.add("the machine: a durable write of 4 KiB", [limits["fdatasync"]], "µs")
    results.add("the machine: a piece of fixed work, processor's time", [limits["work"]], "ms")
    with City() as city:
        orders.stock_up(city)
        city.stop()
        tell("start and end")
        start.measure(results, city, times=max(3, round(7 * share)))
        city.start()
        try:
            tell("pages")
            pages.measure(results, limits, city, seconds=4 * share)
            tell("checkouts, one after another")
            placed = orders.measure_alone(results, limits, city, count=round(200 * share))
            tell("checkouts by 16 clients")
            placed += orders.measure_together(results, city, count=round(320 * share))
            tell("memory")
            memory.measure(results, city, placed, wanted_pages=round(20_000 * share))
        finally:
            city.stop()
    tell("the vault's part")
    vault.measure(results, limits, city.programs, count=round(300 * share))
    tell("an old shop moves in")
    moving_in.measure(results, city.programs, share)

    print(results.table())
    if share == 1.0:
        results.keep(ROOT / "Benchmarks")
    sys.exit(0 if results.all_reached else 1)


def tell(what):
    print(f"bench: {what} (load {machine.load():.1f})", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
