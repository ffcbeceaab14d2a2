"""A city in which two guests and a member are watched, for the drills that ask what is told of them."""

import shutil
import threading
import time
from datetime import datetime, timedelta, timezone

import pytest

import tlog
from city import City, code_of, link_of, wait_until
from customer import gifts_of_shops, plain_goods
from shopper import PERSON, Shopper, order_number
from words import CARD, NOSHI_NAME, RECIPIENTS, SENDER

JAPAN = timezone(timedelta(hours=9))
PERSONAL = {*PERSON, *RECIPIENTS[0], *SENDER, "senderBuilding", "giftName", "giftMessage", "email",
            "emailKeeper", "note"}


@pytest.fixture(scope="session")
def told():
    with City() as city:
        yield Told(city)


class Told:
    """What each of them does falls into a time of its own; then come many others.

    A guest orders, another sends a gift, the first looks again; somebody becomes a member, looks, and leaves.
    """

    def __init__(self, city):
        self.city, self.edges = city, [self.edge()]
        self.plain_number, self.plain = self.order_for_oneself("watched@example.jp")
        self.edges.append(self.edge())
        self.gift_number, self.gift = self.order_for_another()
        self.edges.append(self.edge())
        self.look_again("watched@example.jp")
        self.edges.append(self.edge())
        self.member = self.become_member("joining@example.jp")
        self.edges.append(self.edge())
        assert self.member.get(f"{city.counter}/account/profile").form("/profile")
        self.edges.append(self.edge())
        self.leave(self.member)
        self.edges.append(self.edge())
        self.early = city.folder / "early-ledger"
        shutil.copytree(city.data / "ledger", self.early)
        self.until_a_tile_is_full()
        city.stop()

    def edge(self):
        """The next whole second, which nothing that happens falls into."""
        now = time.time()
        time.sleep(1.001 - now % 1)
        return datetime.fromtimestamp(round(time.time()), JAPAN).strftime("%Y-%m-%dT%H:%M:%S")

    def order_for_oneself(self, email):
        shopper = Typist(self.city, email)
        number = order_number(shopper.place(shopper.confirmation(plain_goods(self.city))))
        wait_until(self.is_quiet, "the mail")
        return number, shopper.typed

    def order_for_another(self):
        """By a guest without a mailbox: the letter goes to the house."""
        shopper = Typist(self.city)
        shopper.fill_basket(gifts_of_shops(self.city, 1)[0])
        page = shopper.tell_who(shopper.hand_over(), to="others")
        page = shopper.submit(page, page.form("/recipients/new"), **RECIPIENTS[0])
        page = shopper.submit(page, page.form("/gift"), noshi="celebration", place="inner", ownSender="yes",
                              giftName=NOSHI_NAME, giftMessage=CARD, **SENDER)
        number = order_number(shopper.place(shopper.choose_payment(page)))
        wait_until(self.is_quiet, "the letter")
        return number, shopper.typed

    def look_again(self, email):
        shopper = Shopper(self.city)
        page = shopper.get(link_of(self.city.mailbox.wait(email)))
        page = shopper.submit(page, page.form("/order-links"))
        code = code_of(self.city.mailbox.wait(email, "確認コード"))
        assert "ご注文" in shopper.submit(page, page.form(page.path), code=code).heading
        wait_until(self.is_quiet, "the code")

    def become_member(self, email):
        typist = Typist(self.city)
        page = typist.get(f"{self.city.counter}/registration")
        page = typist.submit(page, page.form("/registration"), email=email, **PERSON)
        code = code_of(self.city.mailbox.wait(email, "会員登録の確認コード"))
        assert typist.submit(page, page.form(page.path), code=code).path == "/account"
        wait_until(self.is_quiet, "the code")
        return typist

    def leave(self, typist):
        page = typist.get(f"{self.city.counter}/account/leaving")
        assert typist.submit(page, page.form("/leaving"), sure="yes").path == "/left"
        wait_until(self.is_quiet, "the last mail")

    def until_a_tile_is_full(self):
        """More entries than one tile holds, by four customers at a time."""
        while self.city.ask_vault("SELECT count(*) AS lines FROM line")[0][0] <= tlog.WIDTH:
            crowd = [threading.Thread(target=self.order_for_oneself_twice, args=(n,)) for n in range(4)]
            for customer in crowd:
                customer.start()
            for customer in crowd:
                customer.join()

    def order_for_oneself_twice(self, number):
        for _ in range(2):
            shopper = Shopper(self.city, f"crowd-{number}@example.jp")
            shopper.place(shopper.confirmation(plain_goods(self.city)))

    def is_quiet(self):
        """Nothing waits any more that would touch somebody later."""
        return (self.city.ask_shop("SELECT id FROM outbox WHERE done = 0") == []
                and self.city.ask_vault("SELECT id FROM item WHERE state IN ('waiting', 'in-hand')") == [])

    def people(self, number):
        """Handles of the orderer and of those who get something."""
        key, orderer = self.city.ask_shop("SELECT key, orderer FROM orders WHERE number = ?", number)[0]
        parcels = self.city.ask_shop("SELECT recipient FROM parcel WHERE order_key = ?", key)
        return orderer, {row[0] for row in parcels} - {orderer}

    def scope(self, begin, end, *options):
        return self.city.json("ichi-vault", "scope", "--from", self.edges[begin], "--to", self.edges[end], *options)

    def touched(self, begin, end, *options):
        """By handle, or by ledger name who has none any more: fields opened, fields passed."""
        persons = self.scope(begin, end, *options)["persons"]
        assert all(fields == sorted(set(fields)) for person in persons for fields in (person["opened"], person["passed"]))
        return {person.get("handle", person["ledgerName"]): (set(person["opened"]), set(person["passed"]))
                for person in persons}


class Typist(Shopper):
    """Remembers what was typed into which kind of form, left empty or not."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.typed = {}

    def submit(self, answer, form, **typed):
        kind = form.action.rsplit("/", 1)[1]
        values = {name: value for name, value in form.values(**typed) if name in PERSONAL}
        self.typed.setdefault(kind, {}).update(values)
        return super().submit(answer, form, **typed)
