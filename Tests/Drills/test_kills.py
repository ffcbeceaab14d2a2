"""Sixteen customers race for the last pieces while processes are killed at every arrow of an order's way.

    ICHI_KILLS       how many kills at arrows (40; the full figure is 1000), each arrow its share;
                     kills at any moment, and of everything at once, come on top
    ICHI_DATABASE    `postgres` for the same on PostgreSQL
"""

import os
import random
import re
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from urllib.parse import urlencode

import pytest

import tlog
from city import City, runs, wait_until
from shopper import Lost, Shopper

KILLS = int(os.environ.get("ICHI_KILLS", "40"))
RACERS = 16
PATIENCE_SECONDS = 6
# The launcher waits longer and longer before it starts again what keeps ending.
ENDINGS_BEFORE_A_FRESH_LAUNCH = 5
ARROW_SECONDS = 120
# An item that was dropped three times waits out its lease of two minutes.
CALM_SECONDS = 180
HOURS = 3_600_000

VAULT_MESSAGES = ["enrol", "change", "open", "promote", "claim", "nextItem"]
ARROWS = {
    "market": ["basket.before-hand-over", "basket.handed-over"],
    "counter": ["checkout.before-open", "checkout.opened", "orderer.enrolled", "orderer.recorded",
                "order.before-promote", "order.after-promote", "order.before-commit", "order.after-commit",
                "outbox.before-done"],
    "vault": [f"vault.{when}-commit.{message}" for message in VAULT_MESSAGES for when in ("before", "after")]
             + ["vault.before-lend", "vault.lent", "ledger.read", "ledger.signed", "ledger.shown", "ledger.cosigned"],
    "witness": ["witness.opened", "witness.extended"],
    "courier": ["courier.taken", "courier.handed", "courier.recorded"],
}


@pytest.fixture(scope="module")
def aftermath():
    with City() as city:
        race = Race(city)
        began = time.monotonic()
        race.run(KILLS)
        print(f"\n{race.killed.total()} kills at arrows, {race.others} others in {time.monotonic() - began:.0f} s")
        race.settle()
        print(f"settled after {time.monotonic() - began:.0f} s")
        race.sweep()
        print(f"swept after {time.monotonic() - began:.0f} s")
        yield race


class Race:
    def __init__(self, city):
        self.city = city
        self.armed = city.folder / "armed"
        self.armed.mkdir()
        rows = city.ask_shop("""SELECT min(id) AS id FROM goods WHERE is_alcohol = 0 AND state = 'on-sale'
            AND earliest_dispatch IS NULL AND stock > 0 GROUP BY shop ORDER BY shop LIMIT 3""")
        self.goods = [row[0] for row in rows]
        for goods in self.goods:
            city.write_shop("UPDATE goods SET stock = 6 WHERE id = ?", goods)
        self.supplied = {goods: 6 for goods in self.goods}
        self.lock, self.over = threading.Lock(), threading.Event()
        self.acknowledged, self.attempts, self.answers = {}, {}, Counter()
        self.hand, self.killed, self.others = {}, Counter(), Counter()

    # The race

    def run(self, kills):
        racers = [threading.Thread(target=self.shop, args=(n,), daemon=True) for n in range(RACERS)]
        cards = self.deal(kills)
        self.city.stop()
        self.launch()
        self.heard = time.monotonic()
        for racer in racers:
            racer.start()
        while any(cards.values()) or self.hand:
            self.play(cards)
            if any(cards.values()) or self.hand:
                self.kill_any()
                self.city.crash()
                self.others["all at once"] += 1
                self.launch()
        self.over.set()
        for racer in racers:
            racer.join(60)
        self.city.crash()

    def deal(self, kills):
        """For each process the arrows it is killed at, in turn; everywhere as often, the rest by lot."""
        every = [(process, arrow) for process, arrows in ARROWS.items() for arrow in arrows]
        dealt = every * (kills // len(every)) + random.sample(every, kills % len(every))
        random.shuffle(dealt)
        cards = defaultdict(list)
        for process, arrow in dealt:
            cards[process].append(arrow)
        return cards

    def launch(self):
        self.city.start(ICHI_KILL_ARMED=str(self.armed))

    def play(self, cards):
        """One arrow armed for each process at a time, until one of them has ended often enough."""
        endings = Counter()
        while any(cards.values()) or self.hand:
            for process, arrow in list(self.hand.items()):
                if not (self.armed / arrow).exists():
                    del self.hand[process]
                    self.killed[arrow] += 1
                    endings[process] += 1
                    self.heard = time.monotonic()
            if endings and max(endings.values()) >= ENDINGS_BEFORE_A_FRESH_LAUNCH:
                return
            for process, waiting in cards.items():
                if waiting and process not in self.hand:
                    self.hand[process] = waiting.pop()
                    (self.armed / self.hand[process]).touch()
            assert time.monotonic() - self.heard < ARROW_SECONDS, f"nobody passes {self.hand}"
            self.supply()
            time.sleep(0.02)

    def kill_any(self):
        """One process, wherever it is."""
        name, process = random.choice(list(self.city.processes().items()) or [("none", 0)])
        if process:
            os.kill(process, signal.SIGKILL)
            self.others[name] += 1
            wait_until(lambda: not runs(process), "it to go")

    def supply(self):
        """What is sold out comes in again, a few pieces at a time: the race is for the last ones."""
        for goods in self.goods:
            added = self.city.write_shop("UPDATE goods SET stock = stock + 4 WHERE id = ? AND stock = 0", goods)
            self.supplied[goods] += 4 * added

    # A racer

    def shop(self, racer):
        attempt = 0
        while not self.over.is_set():
            attempt += 1
            email = f"racer-{racer}-{attempt}@example.jp"
            # Every other one writes to the shop; of who writes nothing, the vault is asked less.
            shopper = Shopper(self.city, email, note=random.choice(["", "門の前へ"]), seconds=PATIENCE_SECONDS,
                              patience=PATIENCE_SECONDS)
            try:
                page = shopper.confirmation(random.choice(self.goods))
                self.press(shopper, page, email)
            except (Lost, AssertionError) as failure:
                self.answers[str(failure)[:60]] += 1
                time.sleep(0.05)

    def press(self, shopper, page, email):
        """Presses, and again where no answer came: as people do, up to three times."""
        identity = shopper.checkout.rsplit("/", 1)[1]
        with self.lock:
            self.attempts[identity] = email
        form = urlencode(page.form("/confirmation").values()).encode()
        shopper.patience = 0
        for _ in range(3):
            try:
                answer = shopper.request(
                    "POST", shopper.checkout + "/confirmation", form,
                    {"Content-Type": "application/x-www-form-urlencoded"}, self.city.counter,
                    follow=False)
            except Lost:
                time.sleep(random.uniform(0, 0.3))
                continue
            with self.lock:
                self.answers[answer.status] += 1
                if answer.status == 303 and answer.headers["location"].endswith("/thanks"):
                    self.acknowledged[identity] = email
            return

    # Afterwards

    def settle(self):
        """Lets what was interrupted finish, without kills."""
        self.city.start()
        wait_until(lambda: self.count("shop", "outbox WHERE done = 0") == 0, "the outbox to be empty", CALM_SECONDS)
        wait_until(lambda: self.count("vault", "item WHERE state IN ('waiting', 'in-hand')") == 0, "every mail", CALM_SECONDS)

    def sweep(self):
        """Lets the hours pass after which orders that the vault holds and the shop has not are given up."""
        self.given_up = {row[0] for row in self.city.ask_vault(
            "SELECT order_key FROM placed_order WHERE state = 'promoted'")}
        self.city.stop()
        self.city.write_vault("UPDATE placed_order SET promoted = promoted - ?", 5 * HOURS)
        self.city.start()
        wait_until(lambda: self.count("vault", "placed_order WHERE state = 'promoted'") == 0, "the sweep")
        self.city.stop()

    def count(self, store, rows):
        return self.city.databases.ask(store, f"SELECT count(*) AS count FROM {rows}", ())[0][0]

    def mails(self):
        """Whom each order's mails went to, and their Message-IDs, by order number."""
        found = defaultdict(set)
        for mail in self.city.mailbox.mails():
            if number := re.search(r"うけたまわりました\(ご注文番号 ([\d-]+)\)", mail["subject"]):
                found[number[1].replace("-", "")].add((mail["to"][0], mail["messageID"]))
        return found


def test_every_arrow_had_its_share_of_the_kills(aftermath):
    print(f"kills {dict(aftermath.killed)}, {dict(aftermath.others)}", file=sys.stderr)
    logs = "".join(path.read_text() for path in (aftermath.city.data / "run").glob("*.log"))
    for arrow in sum(ARROWS.values(), []):
        assert aftermath.killed[arrow] >= max(1, KILLS // 32), arrow
        assert len(re.findall(f"killed at {arrow}$", logs, re.M)) == aftermath.killed[arrow], arrow
    assert aftermath.killed.total() == KILLS


def test_there_was_a_race(aftermath):
    print(f"answers {dict(aftermath.answers)}, acknowledged {len(aftermath.acknowledged)}, "
          f"attempts {len(aftermath.attempts)}, given up {len(aftermath.given_up)}", file=sys.stderr)
    assert len(aftermath.acknowledged) >= 3


def test_every_acknowledged_order_exists_and_none_twice(aftermath):
    placed = dict(aftermath.city.ask_shop("SELECT checkout, count(*) AS count FROM orders GROUP BY checkout"))
    assert set(aftermath.acknowledged) <= set(placed)
    assert set(placed.values()) <= {1}
    assert set(placed) <= set(aftermath.attempts)
    numbers = aftermath.city.ask_shop("SELECT number FROM orders")
    assert len(set(numbers)) == len(numbers) == len(placed)


def test_orders_are_whole(aftermath):
    torn = aftermath.city.ask_shop("""
        SELECT number FROM orders o WHERE goods_total <> (
            SELECT coalesce(sum(price * count), 0) FROM order_line WHERE order_key = o.key)
        OR postage_total <> (SELECT coalesce(sum(postage), 0) FROM parcel WHERE order_key = o.key)
        OR NOT EXISTS (SELECT 1 FROM order_line WHERE order_key = o.key)
        OR NOT EXISTS (SELECT 1 FROM order_event WHERE order_key = o.key)
        OR NOT EXISTS (SELECT 1 FROM checkout WHERE id = o.checkout AND order_key = o.key AND state = 'placed')
        OR (SELECT count(*) FROM outbox WHERE order_key = o.key AND done = 1) <> 1""")
    assert torn == []


def test_no_order_is_half_there(aftermath):
    """Nothing of an order without the order's own row."""
    for table in ("order_line", "parcel", "order_event", "outbox"):
        strays = aftermath.city.ask_shop(
            f"SELECT order_key FROM {table} WHERE order_key NOT IN (SELECT key FROM orders)")
        assert strays == [], table
    placed = aftermath.city.ask_shop(
        "SELECT id FROM checkout WHERE state = 'placed' AND id NOT IN (SELECT checkout FROM orders)")
    assert placed == []


def test_no_piece_was_sold_twice_or_lost(aftermath):
    for goods, supplied in aftermath.supplied.items():
        stock, = aftermath.city.ask_shop("SELECT stock FROM goods WHERE id = ?", goods)[0]
        sold, = aftermath.city.ask_shop(
            "SELECT coalesce(sum(count), 0) AS sold FROM order_line WHERE goods = ?", goods)[0]
        assert stock >= 0 and stock + sold == supplied


def test_vault_and_shop_agree_who_is_in_an_order(aftermath):
    """The vault holds the people of every order, and of no other: those it has erased."""
    orders = {row[0] for row in aftermath.city.ask_shop("SELECT key FROM orders")}
    states = dict(aftermath.city.ask_vault("SELECT order_key, state FROM placed_order"))
    assert {key for key, state in states.items() if state == "claimed"} == orders
    assert {key for key, state in states.items() if state == "abandoned"} == aftermath.given_up
    assert set(states.values()) <= {"claimed", "abandoned"}
    ends = aftermath.city.ask_vault("""
        SELECT p.order_key, s.erased, s.provisional_until FROM order_person p
        JOIN subject s ON s.handle = p.subject""")
    for order, erased, provisional in ends:
        assert (erased is None and provisional is None) == (order in orders)
    people = set(aftermath.city.ask_shop("SELECT key, orderer FROM orders")
                 + aftermath.city.ask_shop("SELECT order_key, recipient FROM parcel"))
    kept = aftermath.city.ask_vault("SELECT order_key, subject FROM order_person")
    assert people == {pair for pair in kept if pair[0] in orders}
    # Whoever else was typed in is a draft, which ends after a day.
    settled = {row[0] for row in aftermath.city.ask_vault(
        "SELECT handle FROM subject WHERE erased IS NULL AND provisional_until IS NULL AND kind <> 'member'")}
    assert settled == {subject for _, subject in people}


def test_every_orderer_has_one_mail_and_repeats_are_the_same(aftermath):
    """The mail goes to the sealed address: the vault could open it, and opened the right one."""
    mails = aftermath.mails()
    orders = aftermath.city.ask_shop("SELECT number, checkout FROM orders")
    for number, checkout in orders:
        sent = mails[number.replace("-", "")]
        assert len(sent) == 1, f"{number}: {sent}"
        assert sent.pop()[0] == aftermath.attempts[checkout]
    assert len(mails) == len(orders)
    assert aftermath.count("vault", "item") == 0, "none failed"


def test_the_ledger_is_sound_and_nobody_is_frozen(aftermath):
    assert aftermath.city.verify_ledger() == tlog.Tree(aftermath.city.data / "ledger").checkpoint.size
    assert aftermath.city.standing_freezes() == []
