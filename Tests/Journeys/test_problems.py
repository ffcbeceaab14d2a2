"""Whatever goes wrong is told on a clear page of the right status, and shows nothing of the inside."""

import pytest

from customer import plain_goods
from shopper import Shopper, Visitor

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def calm(answer, status):
    assert answer.status == status, f"{answer.status} «{answer.heading}»"
    assert answer.heading and "0120-000-118" in answer.text
    for word in ("Swift", "Error", "sqlite", "Fatal", "SELECT"):
        assert word not in answer.text
    return answer


@pytest.mark.parametrize("site", ["market", "counter"])
def test_unknown_addresses_are_helpful(city, browser, site):
    address = getattr(city, site)
    for path in ("/nothing/here", "/goods/0", "/%2e%2e/%2e%2e/etc/passwd", "/goods/%00", "/%E3%81%B5%E3%82%81%E3%81%84"):
        answer = Visitor(city).get(address + path)
        assert answer.status in (400, 404), f"{path}: {answer.status}"
    browser.open(f"{address}/nothing/here").says("お探しのページが見つかりませんでした")


def test_the_method_must_fit(city):
    calm(Visitor(city).get(f"{city.market}/basket/hand-over"), 405)


def test_addresses_have_an_end(city):
    calm(Visitor(city).get(f"{city.market}/goods?q={'a' * 5000}"), 414)


def test_a_body_must_be_a_form(city):
    visitor = Visitor(city)
    headers = {"Content-Type": "application/json"}
    address = f"{city.market}/basket/lines"
    calm(visitor.request("POST", address, b"{}", headers, city.market), 415)


def test_a_megabyte_in_a_field_is_refused(city):
    visitor = Visitor(city)
    pairs = {"goods": "1", "count": "x" * 1_000_000}
    calm(visitor.post(f"{city.market}/basket/lines", pairs, city.market), 413)


def test_doubled_and_missing_fields_are_told(city):
    visitor = Visitor(city)
    address = f"{city.market}/basket/lines"
    doubled = visitor.request("POST", address, b"goods=1&goods=2&count=1", FORM, city.market)
    calm(doubled, 400)
    calm(visitor.request("POST", address, b"count=1", FORM, city.market), 422)


def test_posts_from_other_sites_change_nothing(city):
    visitor = Visitor(city)
    pairs = {"goods": plain_goods(city), "count": 1}
    for origin in ("https://evil.example", "null", city.counter, None):
        calm(visitor.post(f"{city.market}/basket/lines", pairs, origin), 403)
    assert "何も入っていません" in visitor.get(f"{city.market}/basket").text


def test_a_hand_over_is_good_once_and_made_by_the_market_only(city):
    shopper = Shopper(city)
    forged = shopper.post(f"{city.counter}/checkouts", {"token": "a" * 26}, city.market)
    assert forged.status in (400, 410), forged.heading
    shopper.fill_basket(plain_goods(city))
    basket = shopper.get(f"{city.market}/basket")
    first = shopper.submit(basket, basket.form("/hand-over"))
    again = shopper.submit(basket, basket.form("/hand-over"))
    assert first.path == again.path, "the same press twice leads to the same checkout"


def test_forged_and_stale_cookies_are_no_attack(city, browser):
    shopper = Shopper(city)
    shopper.confirmation(plain_goods(city))
    jar = shopper.cookies[city.counter.removeprefix("http://")]
    good = jar["__Host-checkout"]
    for bad in (good[:-2] + "zz", "x", good + ".more", good.upper(), "%00"):
        jar["__Host-checkout"] = bad
        calm(shopper.get(shopper.checkout + "/confirmation"), 410)
    jar["__Host-checkout"] = good
    assert shopper.get(shopper.checkout + "/confirmation").status == 200
    browser.open_counter("/checkouts/" + "a" * 26).says("時間がたちました")


def test_another_customers_order_number_tells_nothing(city):
    first, second = Shopper(city, "shizuno-one@example.jp"), Shopper(city, "shizuno-two@example.jp")
    placed = first.place(first.confirmation(plain_goods(city)))
    number = placed.text.split('order-number">')[1].split("<")[0]
    second.place(second.confirmation(plain_goods(city)))
    theirs = second.get(f"{city.counter}/orders/{number}")
    nobodys = second.get(f"{city.counter}/orders/2612-0000-0000")
    assert (theirs.status, theirs.body) == (nobodys.status, nobodys.body)
    assert theirs.status == 404


def test_refused_forms_are_422_and_keep_their_place(city):
    shopper = Shopper(city)
    shopper.fill_basket(plain_goods(city))
    page = shopper.hand_over()
    page = calm(shopper.submit(page, page.form("/orderer"), familyName="因幡"), 422)
    assert 'value="因幡"' in page.text
