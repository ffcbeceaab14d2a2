"""The internet at its worst, amid restarts: nobody is frozen, nothing breaks, nothing is told or written down.

    ICHI_HOSTILE    how many requests (3000; the full figure is 100000)
"""

import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from urllib.parse import quote

import pytest

from city import City, wait_until
from customer import plain_goods
from shopper import PERSON, Lost, Shopper, Visitor, order_number

REQUESTS = int(os.environ.get("ICHI_HOSTILE", "3000"))
ATTACKERS = 8
RESTARTS = max(6, REQUESTS // 4000)
FORM = "application/x-www-form-urlencoded"
ODD = ["", "'", "' OR 1=1--", "<script>alert(1)</script>", "../../../etc/passwd", "%00", "\u202e\u200b",
       "😀" * 50, "髙﨑", "A" * 4000, "-1", "9" * 40, "NaN", "{{{x}}}", "%s%n", "\r\nSet-Cookie: a=b"]


@pytest.fixture(scope="module")
def siege():
    with City() as city:
        siege = Siege(city)
        siege.run(REQUESTS)
        yield siege


class Siege:
    def __init__(self, city):
        self.city, self.seed = city, random.randrange(1 << 30)
        self.answers, self.bad = Counter(), []
        self.lock, self.left, self.lost = threading.Lock(), itertools.count(), 0
        victim = Shopper(city, "victim@example.jp")
        page = victim.confirmation(plain_goods(city))
        self.checkout = victim.checkout.removeprefix(city.counter)
        self.secret = "浜坂999番地"
        assert self.secret in page.text
        jar = victim.cookies[city.counter.removeprefix("http://")]
        self.token, self.visit = jar["__Host-checkout"], jar["__Host-visit"]
        self.cross_site = dict(page.form("/confirmation").fields)["_token"]
        self.number = self.place_one(city)

    def place_one(self, city):
        other = Shopper(city, "other@example.jp")
        return order_number(other.place(other.confirmation(plain_goods(city))))

    def run(self, requests):
        attackers = [threading.Thread(target=self.attack, args=(n, requests)) for n in range(ATTACKERS)]
        for attacker in attackers:
            attacker.start()
        self.restart_amid(attackers)
        for attacker in attackers:
            attacker.join()
        wait_until(lambda: self.answers_again(), "the city to answer again")

    def restart_amid(self, attackers):
        """Kills one process after the other, evenly over the requests."""
        for number in range(RESTARTS):
            due = REQUESTS * (number + 1) // (RESTARTS + 1)
            while self.answers.total() + self.lost < due and any(a.is_alive() for a in attackers):
                time.sleep(0.02)
            if processes := list(self.city.processes().values()):
                os.kill(random.choice(processes), signal.SIGKILL)

    def answers_again(self):
        try:
            return (Visitor(self.city).get(self.city.market + "/").status == 200
                    and Visitor(self.city).get(self.city.counter + "/sign-in").status == 200)
        except Lost:
            return False

    def attack(self, number, requests):
        chance = random.Random(self.seed + number)
        while next(self.left) < requests:
            kind = chance.choice(list(KINDS))
            try:
                answer = kind(self, Visitor(self.city, seconds=15), chance)
            except Lost:
                self.lost += 1
                time.sleep(0.05)
                continue
            self.judge(kind, answer)

    def judge(self, kind, answer):
        with self.lock:
            self.answers[answer.status] += 1
            if answer.status not in KINDS[kind] | AWAY or self.secret.encode() in answer.body:
                self.bad.append((kind.__name__, answer.status, answer.address[:200]))

    def anywhere(self, chance):
        market = ["/", "/goods", "/goods/1", "/basket", "/basket/lines", "/basket/lines/1",
                  "/basket/estimate", "/basket/hand-over", "/favourites", "/favourites/1/removal", "/shops"]
        counter = ["/checkouts", "/checkout", self.checkout, "/sign-in", "/registration", "/account",
                   "/order-links", f"/orders/{self.number}", f"/orders/{self.number}/cancellation",
                   "/account/profile", "/account/leaving", "/account/download", "/sign-out",
                   "/postcodes/6800001"]
        counter += [f"{self.checkout}/{page}" for page in
                    ("orderer", "recipients", "recipients/new", "payment", "confirmation", "thanks")]
        if chance.random() < 0.4:
            return self.city.market + chance.choice(market)
        return self.city.counter + chance.choice(counter)


# What attackers do: each takes a fresh browser and gives back what it was answered.


def garbage_cookies(siege, visitor, chance):
    cookies = "; ".join(f"__Host-{name}={chance.choice(FORGERIES)(siege.token, chance)}"
                        for name in ("checkout", "member", "remembered", "order", "visit", "basket"))
    return visitor.request("GET", siege.anywhere(chance), headers={"Cookie": cookies}, follow=False)


def other_kinds_of_token(siege, visitor, chance):
    name = chance.choice(["member", "remembered", "order"])
    return visitor.request("GET", siege.anywhere(chance), follow=False,
                           headers={"Cookie": f"__Host-{name}={siege.token}"})


def posts_without_a_token(siege, visitor, chance):
    return post(siege, visitor, chance, {"a": chance.choice(ODD)}, own_origin=True)


def cross_site_posts(siege, visitor, chance):
    return post(siege, visitor, chance, {"_token": siege.cross_site, "total": "1"}, own_origin=False)


def posts_with_a_visit_and_odd_fields(siege, visitor, chance):
    """Knows a visit of its own, so that its posts get past the door."""
    address = siege.anywhere(chance)
    form = {name: chance.choice(ODD) for name in chance.sample(FIELDS, 6)}
    form["_token"] = siege.cross_site
    cookie = f"__Host-visit={siege.visit}; __Host-checkout={chance.choice(FORGERIES)(siege.token, chance)}"
    return visitor.post(address, form, origin(address), Cookie=cookie) if chance.random() < 0.8 else \
        visitor.post(address, list(form.items()) * 2, origin(address), Cookie=cookie)


def bodies_that_no_form_sends(siege, visitor, chance):
    address = siege.anywhere(chance)
    body = chance.choice([
        b"a=%ED%A0%BD%ED%B8%80", b"a=%ED%A0%BD", b"a=%FF", b"a=%C0%80", b"a=%", b"a=%zz", b"\x00\xff=\xfe",
        b"&".join(b"a%d=1" % n for n in range(1000)), b"token=a&token=b&goods=1&goods=2&_token=a&_token=b"])
    cookie = f"__Host-visit={siege.visit}"
    body += b"&_token=" + siege.cross_site.encode() if chance.random() < 0.5 else b""
    return visitor.request("POST", address, body, {"Content-Type": FORM, "Cookie": cookie}, origin(address), follow=False)


def wrong_types(siege, visitor, chance):
    address = siege.anywhere(chance)
    kind = chance.choice(["application/json", "multipart/form-data; boundary=x", "text/plain", "", "a/b/c"])
    return visitor.request("POST", address, b'{"a": 1}', {"Content-Type": kind}, origin(address), follow=False)


def megabytes(siege, visitor, chance):
    if chance.random() < 0.9:
        return traversal(siege, visitor, chance)
    address = siege.anywhere(chance)
    body = b"familyName=" + b"x" * 1_000_000
    return visitor.request("POST", address, body, {"Content-Type": FORM}, origin(address), follow=False)


def traversal(siege, visitor, chance):
    path = chance.choice(["/../../etc/passwd", "/pictures/..%2f..%2fshop%2fshop.sqlite", "/%2e%2e/x",
                          "/pictures/../vault-keys/epoch", "/goods/%ff%fe", "/goods?q=%", "/a" * 900,
                          "/pictures/%00.svg", "//evil.example/", "/orders/../account"])
    return visitor.request("GET", origin(siege.anywhere(chance)) + path, follow=False)


def other_peoples_orders(siege, visitor, chance):
    number = siege.number if chance.random() < 0.3 else f"{chance.randrange(10**12):012}"
    page = chance.choice(["", "/cancellation", "/invoices", "/reorders"])
    address = f"{siege.city.counter}/orders/{number}{page}"
    cookie = f"__Host-visit={siege.visit}; __Host-order={chance.choice(FORGERIES)(siege.token, chance)}"
    if not page:
        return visitor.request("GET", address, headers={"Cookie": cookie}, follow=False)
    return visitor.post(address, {"_token": siege.cross_site}, siege.city.counter, Cookie=cookie)


def forged_links_and_codes(siege, visitor, chance):
    handle = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(26))
    place = chance.choice(["order-links", "order-codes", "sign-in", "registration"])
    address = f"{siege.city.counter}/{place}/{handle}"
    if place == "order-links" or chance.random() < 0.5:
        return visitor.request("GET", address + chance.choice(["", ".x", "." + handle]), follow=False)
    return visitor.post(address, {"_token": siege.cross_site, "code": chance.choice(ODD + ["ABCD2345"])},
                        siege.city.counter, Cookie=f"__Host-visit={siege.visit}")


def forged_hand_overs(siege, visitor, chance):
    token = chance.choice(ODD + ["a" * 26, "a" * 52])
    return visitor.post(siege.city.counter + "/checkouts", {"token": token},
                        chance.choice([siege.city.market, "null"]))


def odd_methods(siege, visitor, chance):
    return visitor.request(chance.choice(["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"]),
                           siege.anywhere(chance), follow=False)


def searches(siege, visitor, chance):
    word = quote(chance.choice(ODD[:-1])[:300])
    return visitor.request("GET", f"{siege.city.market}/goods?q={word}&page={word}&sort={word}", follow=False)


# Every kind with what it may be answered: a page, a way on, or a refusal, and never a 500. Posts of the counter
# that come without this browser's token are 403 before anything else is looked at.
TRAVERSAL = {400, 404}
KINDS = {
    garbage_cookies: {200, 303, 400, 404, 405, 410},
    other_kinds_of_token: {200, 303, 404, 405, 410},
    posts_without_a_token: {200, 303, 400, 403, 404, 405, 413, 422},
    cross_site_posts: {400, 403},
    posts_with_a_visit_and_odd_fields: {200, 303, 400, 403, 404, 405, 410, 413, 422},
    bodies_that_no_form_sends: {303, 400, 403, 404, 405, 410, 413, 422},
    wrong_types: {303, 403, 404, 405, 415},
    megabytes: TRAVERSAL | {303, 403, 405, 413},
    traversal: TRAVERSAL,
    other_peoples_orders: {404},
    forged_links_and_codes: {200, 404, 410, 422, 429},
    forged_hand_overs: {400, 410},
    odd_methods: {200, 303, 403, 404, 405, 410},
    searches: {200},
}
# What a process that has just been killed is answered for.
AWAY = {503}

FORGERIES = [
    lambda token, chance: token[:-3] + "abc",
    lambda token, chance: "".join(reversed(token)),
    lambda token, chance: token[: len(token) // 2],
    lambda token, chance: flipped(token, chance.randrange(len(token))),
    lambda token, chance: "a" * 3000,
    lambda token, chance: "..",
    lambda token, chance: "x=y, z",
]

FIELDS = ["familyName", "givenName", "postcode", "prefecture", "city", "street", "phone", "email", "draft",
          "emailKeeper", "payment", "note", "total", "age", "code", "password", "attempt", "contact", "goods",
          "count", "link", "fill", "warned", "sure", "version", "prefecture"]


def flipped(token, place):
    return token[:place] + ("a" if token[place] != "a" else "b") + token[place + 1:]


def origin(address):
    return "/".join(address.split("/")[:3])


def post(siege, visitor, chance, form, own_origin):
    address = siege.anywhere(chance)
    strangers = ["https://evil.example", "null", "http://localhost", None]
    return visitor.post(address, form, origin(address) if own_origin else chance.choice(strangers))


def test_nothing_broke_and_nothing_was_told(siege):
    print(f"seed {siege.seed}, answers {dict(siege.answers)}, connections lost {siege.lost}")
    assert not Counter(siege.bad)
    assert siege.answers.total() > REQUESTS * 0.8


def test_no_log_holds_what_anybody_typed(siege):
    logs = "".join(path.read_text() for path in (siege.city.data / "run").glob("*.log")) + siege.city.log()
    assert len(logs) > REQUESTS * 50
    typed = [*PERSON.values(), "victim@example.jp", "other@example.jp", siege.number, siege.number.replace("-", ""),
             siege.checkout.rsplit("/", 1)[1], siege.token, siege.visit, siege.cross_site,
             *(word for word in ODD if len(word) > 3), "etc/passwd", "evil.example"]
    assert not [word for word in typed if word and (word in logs or quote(word) in logs)]


def test_nobody_is_frozen(siege):
    assert siege.city.json("ichi-vault", "freeze", "list") == []


def test_the_processes_live_and_a_customer_is_served(siege):
    assert set(siege.city.processes()) == {"market", "counter", "office", "vault", "witness", "page", "courier"}
    shopper = Shopper(siege.city, "after-the-siege@example.jp")
    assert "ご注文を受け付けました" in shopper.place(shopper.confirmation(plain_goods(siege.city))).text
    siege.city.mailbox.wait("after-the-siege@example.jp")
    assert siege.city.verify_ledger() > 0
