"""The figures of all parts, one after another, and the table of them. `Benchmarks/run` builds and starts this."""

import argparse
import sys
import traceback
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Support"))

import contents
import growth
import ledger
import limits
import machine
import memory
import moving_in
import orders
import oscar
import pages
import placing
import plot
import restore
import sink
import start
import theft
import vault
import versus
import witness
from city import City
from databases import Files
from postgres import CityPostgres, Server
from results import Results

PARTS = {
    "start": "start and end",
    "pages": "pages for one client",
    "orders": "checkouts, one after another",
    "memory": "memory",
    "vault": "the vault's part",
    "ledger": "a ledger of many lines",
    "witness": "the witness's part",
    "moving": "an old shop moves in",
    "theft": "the thief's drill",
    "restore": "keys turn, a vault comes back",
    "peer": "ours, the peer and the machine in turns",
    "placing": "the last press alone",
    "growth": "a hundred times the goods",
    "people": "ten times the people and orders",
}
ENGINES = {"sqlite": Files, "postgres": CityPostgres}


def main():
    asked = arguments()
    results = Results(machine.facts(), ROOT / "Benchmarks")
    measure = Measure(results, asked)
    broken = [part for part in asked.only if not take(measure, part, results, asked)]
    print(results.table())
    for part in broken:
        tell(f"{PARTS[part]}: NOT MEASURED")
    # A quick run is too short for its figures to mean anything: it asks whether all of it runs.
    sys.exit(0 if not broken and (asked.quick or results.all_reached) else 1)


def take(measure, part, results, asked):
    """Measures a part, and keeps it; false where something broke: the others are measured all the same."""
    tell(PARTS[part])
    results.part = part
    try:
        getattr(measure, part)()
    except Exception:
        traceback.print_exc()
        results.drop(part)
        return False
    if not asked.quick:
        plot.write(results.keep(), ROOT / "Benchmarks/results.svg")
    return True


def arguments():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("--quick", type=float, nargs="?", const=0.05, metavar="SHARE",
                        help="a share of the work, without it a twentieth, to see that it runs; keeps nothing")
    parser.add_argument("--only", type=some(PARTS), default=list(PARTS), metavar="PART,…", help=", ".join(PARTS))
    parser.add_argument("--engine", type=some(ENGINES), default=list(ENGINES), metavar="ENGINE,…",
                        help="sqlite, postgres; without it both where both are measured, SQLite elsewhere")
    parser.add_argument("--no-peer", action="store_true", help="ours and the machine alone")
    return parser.parse_args()


def some(known):
    def chosen(text):
        names = text.split(",")
        if unknown := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(f"{unknown[0]}: one of {', '.join(known)}")
        return names
    return chosen


class Measure:
    """A method for each part."""

    def __init__(self, results, asked):
        self.results, self.engines = results, asked.engine
        self.share = asked.quick or 1.0
        self.quick, self.with_peer = asked.quick, not asked.no_peer
        tell("what the machine can do")
        results.part = "machine"
        self.limits = machine.limits()
        results.add("the machine: a durable write of 4 KiB", [self.limits["fdatasync"]], "µs")
        results.add("the machine: a piece of fixed work, processor's time", [self.limits["work"]], "ms")

    @property
    def rounds(self):
        return 1 if self.quick else versus.ROUNDS

    def start(self):
        with self.city() as city:
            city.stop()
            start.measure(self.results, city, times=max(1, round(7 * self.share)))
            city.start()

    def pages(self):
        with self.city() as city:
            pages.measure(self.results, self.limits, city, seconds=4 * self.share, times=self.rounds)

    def orders(self):
        with self.city() as city:
            orders.measure(self.results, self.limits, city, count=round(200 * self.share))

    def memory(self):
        with self.city() as city:
            memory.measure(self.results, city, seconds=6 * self.share, wanted_pages=round(20_000 * self.share))

    def vault(self):
        vault.measure(self.results, self.limits, City().programs, count=round(300 * self.share))

    def ledger(self):
        ledger.measure(self.results, City().programs, count=round(1_000_000 * self.share))

    def witness(self):
        witness.measure(self.results, self.limits, City().programs, self.share)

    def moving(self):
        moving_in.measure(self.results, City().programs, self.share)

    def theft(self):
        for engine in self.engines:
            with self.city(engine) as city:
                theft.measure(self.results, city, engine, self.share)

    def restore(self):
        for engine in self.engines:
            with self.city(engine) as city:
                restore.measure(self.results, city, engine, self.share)

    def peer(self):
        with ExitStack() as stack:
            cities = {engine: stack.enter_context(self.busy(engine)) for engine in self.engines}
            bare = stack.enter_context(limits.Constant(City().programs))
            nginx = stack.enter_context(limits.Nginx())
            peer = None
            if self.with_peer and (oscar.is_ready() or not self.quick):
                peer = stack.enter_context(oscar.Oscar(contents.of(next(iter(cities.values())))))
            else:
                tell("the peer is left out; a run that is not quick sets it up")
            with contents.people(self.share) as shop:
                for city in cities.values():
                    contents.move_in(city, shop)
            versus.measure(self.results, cities, peer, bare, nginx, self.rounds, seconds=4 * self.share)

    def placing(self):
        with ExitStack() as stack:
            cities = {engine: stack.enter_context(self.busy(engine)) for engine in self.engines}
            server = stack.enter_context(Server.temporary())
            placing.measure(self.results, cities, server, self.rounds, presses=round(960 * self.share))

    def growth(self):
        for engine in self.engines:
            with self.city(engine) as small, self.city(engine) as big:
                growth.grow(big, times=5 if self.quick else growth.TIMES)
                growth.measure(self.results, small, big, engine, self.rounds, seconds=3 * self.share)

    def people(self):
        for engine in self.engines:
            with self.busy(engine) as small, self.busy(engine) as big:
                for city, times in (small, 1), (big, growth.PEOPLE_TIMES):
                    with contents.people(self.share * times) as shop:
                        contents.move_in(city, shop)
                growth.measure_people(self.results, small, big, engine, self.rounds, seconds=6 * self.share)

    def city(self, engine=None, outside=None):
        """A demonstration city of its own, with enough of some goods for everybody."""
        return StockedCity(databases=ENGINES[engine or self.engines[0]], outside=outside)

    def busy(self, engine):
        """The same for many orders at a time: a relay of the kind that a city has takes their mails."""
        return self.city(engine, outside=sink.Sink)


class StockedCity(City):
    def __enter__(self):
        super().__enter__()
        try:
            orders.stock_up(self)
        except BaseException:
            self.close()
            raise
        return self


def tell(what):
    print(f"bench: {what} (load {machine.load():.1f})", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
