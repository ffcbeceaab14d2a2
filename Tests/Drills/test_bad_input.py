"""What bad input gets: a clear page of the right status, what was typed kept, and nothing of it in a log."""

import re
from urllib.parse import quote, urlencode

import pytest

from city import City, wait_until
from customer import plain_goods
from shopper import PERSON, Shopper, Visitor, order_number

FORM = "application/x-www-form-urlencoded"
# Unlike anything that a log could hold by itself.
TYPED = {**PERSON, "familyName": "髙﨑浜", "givenName": "つるかめ", "street": "うぐいす谷77番地", "phone": "0857-77-0077"}
EMAIL = "uguisu-dani@example.jp"


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


@pytest.fixture(scope="module")
def typist(city):
    typist = Typist(city, EMAIL, TYPED)
    typist.fill_basket(plain_goods(city))
    typist.form = dict(typist.hand_over().form("/orderer").fields)
    yield typist
    logs = "".join(path.read_text() for path in (city.data / "run").glob("*.log")) + city.log()
    for word in (*TYPED.values(), EMAIL, "evil.example", typist.checkout.rsplit("/", 1)[1], typist.form["_token"]):
        assert not word or (word not in logs and quote(word) not in logs), f"a log holds {word}"


class Typist(Shopper):
    """Stands at the first page of a checkout and sends it in every shape."""

    def send(self, body, kind=FORM, origin="own", **headers):
        headers = {"Content-Type": kind, **headers} if kind is not None else headers
        return self.request("POST", self.checkout + "/orderer", body, headers,
                            self.city.counter if origin == "own" else origin, follow=False)

    def fields(self, **changed):
        return {**self.form, **TYPED, "email": EMAIL, **changed}

    def type(self, **changed):
        return self.send(urlencode(self.fields(**changed)).encode())

    def kept(self, field):
        """What the vault holds of a field, as the page shows it."""
        page = self.get(self.checkout + "/orderer")
        return dict(page.form("/orderer").fields)[field]


def calm(answer, status):
    assert answer.status == status, f"{answer.status} «{answer.heading}»"
    assert answer.heading and "0120-000-118" in answer.text
    for word in ("Swift", "Error", "sqlite", "Fatal", "SELECT"):
        assert word not in answer.text
    return answer


@pytest.mark.parametrize("field, typed, kept", [
    ("familyName", "髙﨑", "髙﨑"),
    ("familyName", "\U00020bb7野", "\U00020bb7野"),  # 𠮷: two units in UTF-16
    ("familyName", "葛\U000e0100城", "葛\U000e0100城"),  # a selector chooses how the name is written
    ("familyName", "つる\u200bかめ\u200d", "つるかめ\u200d"),
    ("familyName", "\u202eつる\u202c", "つる"),
    ("familyName", "つる\u0000かめ\ufeff", "つるかめ"),
    ("street", "うぐいす\r\n谷", "うぐいす 谷"),
    ("street", "'; DROP TABLE orders; --", "'; DROP TABLE orders; --"),
    ("street", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("building", "{{{x}}} %s %n", "{{{x}}} %s %n"),
])
def test_rare_and_odd_texts_are_taken_as_people_meant_them(typist, field, typed, kept):
    assert typist.type(**{field: typed}).status == 303
    assert typist.kept(field) == kept
    assert "<script>alert" not in typist.get(typist.checkout + "/orderer").text


@pytest.mark.parametrize("field, typed", [
    ("familyName", "つる😀"), ("givenName", "👨\u200d👩\u200d👧"), ("street", "♥\ufe0f通り"),
    ("familyName", ""), ("familyName", "\u200b\u202e"), ("familyName", "つ" * 21), ("street", "あ" * 5000),
    ("familyKana", "abc"), ("postcode", "12"), ("postcode", "680-000１x"), ("phone", "119"),
    ("prefecture", "月"), ("email", "uguisu-dani"), ("email", "a@b@c.jp"), ("email", "a\r\nBcc: b@example.jp"),
    ("emailKeeper", "泥棒"),
])
def test_what_does_not_fit_is_told_beside_the_field(typist, field, typed):
    before = typist.kept(field)
    page = calm(typist.type(**{field: typed}), 422)
    assert re.search(f'name="{field}"[^>]*aria-invalid="true"', page.text), "told beside the field"
    others = [name for name in ("givenName", "street") if name != field]
    assert all(dict(page.form("/orderer").fields)[name] == TYPED[name] for name in others), "typed is kept"
    assert typist.kept(field) == before, "nothing is changed"


@pytest.mark.parametrize("body", [
    b"familyName=%ED%A0%BD%ED%B8%80",  # a surrogate pair, each half by itself
    b"familyName=%ED%A0%BD", b"familyName=%FF%FE", b"familyName=%C0%80", b"familyName=%4", b"familyName=%zz",
    b"familyName=a&familyName=b", b"&".join(b"a%d=1" % n for n in range(500)),
])
def test_what_no_form_sends_is_400(typist, body):
    calm(typist.send(body + b"&" + urlencode({"_token": typist.form["_token"]}).encode()), 400)


def test_what_is_missing_is_told_and_what_is_too_much_is_passed_over(typist):
    calm(typist.send(urlencode({"_token": typist.form["_token"], "draft": typist.form["draft"]}).encode()), 422)
    assert typist.type(unknown="x", admin="1").status == 303
    calm(typist.send(b""), 403)


@pytest.mark.parametrize("field", ["familyName", "note", "unknown", "_token"])
def test_a_field_of_a_megabyte_is_413(typist, field):
    calm(typist.type(**{field: "あ" * 350_000}), 413)


@pytest.mark.parametrize("kind", [
    "application/json", "multipart/form-data; boundary=x", "text/plain", "", None, "a/b/c", FORM + "; charset=shift_jis",
])
def test_another_content_type_is_415(typist, kind):
    calm(typist.send(urlencode(typist.fields()).encode(), kind), 415)


@pytest.mark.parametrize("origin, headers, token", [
    ("https://evil.example", {}, None), ("null", {}, None), (None, {}, None),
    ("own", {"Sec-Fetch-Site": "cross-site"}, None), ("own", {"Sec-Fetch-Site": "same-site"}, None),
    ("own", {}, "x" * 32), ("own", {}, ""), ("own", {"Cookie": "__Host-visit=" + "a" * 26}, None),
])
def test_posts_from_elsewhere_are_403_and_change_nothing(typist, origin, headers, token):
    before = typist.kept("street")
    fields = typist.fields(street="evil.example")
    if token is not None:
        fields["_token"] = token
    calm(typist.send(urlencode(fields).encode(), origin=origin, **headers), 403)
    assert typist.kept("street") == before


def forgeries(good):
    return good[:-2] + "zz", good[1:], good + ".x", good.upper(), "..", "%00", "a" * 3000, ""


def test_with_a_forged_or_stale_cookie_nothing_is_shown(typist):
    """The browser that began may begin once more, with an empty form; everyone else is told that time is over."""
    jar = typist.cookies[typist.city.counter.removeprefix("http://")]
    good = jar["__Host-checkout"]
    for forged in forgeries(good):
        jar["__Host-checkout"] = forged
        answer = typist.get(typist.checkout + "/orderer")
        calm(answer, answer.status)
        assert answer.status in (200, 410)
        assert not any(word and word in answer.text for word in (TYPED["street"], TYPED["familyName"], EMAIL))
    jar["__Host-checkout"] = good
    assert typist.kept("familyName")


def test_forged_cookies_of_somebody_else_are_410(typist):
    stranger = Visitor(typist.city)
    stranger.get(f"{typist.city.counter}/sign-in")
    jar = stranger.cookies[typist.city.counter.removeprefix("http://")]
    good = typist.cookies[typist.city.counter.removeprefix("http://")]["__Host-checkout"]
    for forged in forgeries(good):
        jar["__Host-checkout"] = forged
        answer = calm(stranger.get(typist.checkout + "/orderer"), 410)
        assert "時間がたちました" in answer.heading and TYPED["street"] not in answer.text


def test_other_peoples_orders_are_as_unknown_as_those_that_nobody_placed(city, typist):
    other = Shopper(city, "somebody-else@example.jp")
    number = order_number(other.place(other.confirmation(plain_goods(city))))
    for page in ("", "/invoices", "/cancellation"):
        theirs = typist.get(f"{city.counter}/orders/{number}{page}")
        nobodys = typist.get(f"{city.counter}/orders/2612-0000-0000{page}")
        assert (theirs.status, theirs.body) == (nobodys.status, nobodys.body)
        assert theirs.status in ((404,) if not page else (404, 405))
        for wanted in (number, "2612-0000-0000"):
            answer = typist.post(f"{city.counter}/orders/{wanted}{page or '/cancellation'}",
                                 {"_token": typist.form["_token"]}, city.counter)
            assert answer.status in (404, 405), f"{page}: {answer.status}"
    assert number.replace("-", "") not in "".join(
        path.read_text() for path in (city.data / "run").glob("*.log"))
    assert "received" in city.command("ichi", "order", "show", number)


def test_nothing_of_it_was_an_attack(city, typist):
    assert city.json("ichi-vault", "freeze", "list") == []
    assert typist.type().status == 303
    wait_until(lambda: typist.kept("street") == TYPED["street"], "the address")
