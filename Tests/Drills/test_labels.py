"""A shop's labels with real processes: orders, a touch, the courier, a sealed file, and the shop's computer."""

import pytest

from city import City, wait_until
from customer import gifts_of_shops
from owner import Owner
from shopper import PERSON, Shopper, order_number
from words import CARD, NOSHI_NAME, RECIPIENTS, SENDER


@pytest.fixture(scope="module")
def city():
    with City() as city:
        armed = city.folder / "armed"
        armed.mkdir()
        city.stop()
        city.start(ICHI_KILL_ARMED=str(armed))
        yield city


@pytest.fixture(scope="module")
def goods(city):
    return gifts_of_shops(city, 1)[0]


@pytest.fixture(scope="module")
def owner(city, goods, tmp_path_factory):
    shop = city.ask_shop("SELECT shop FROM goods WHERE id = ?", goods)[0][0]
    owner = Owner(city, shop, tmp_path_factory.mktemp("shop"))
    assert "鍵が、まだ登録されていません" in owner.look().text
    owner.may_have_labels()
    assert "送り状を待っているお荷物は、いまはありません" in owner.look().text
    return owner


def accepted(city, number):
    for state in ["accepted", "paid"]:
        city.command("ichi", "order", "advance", number, state)
    # The vault has heard of it once its outbox is empty.
    wait_until(lambda: city.ask_shop("SELECT count(*) FROM outbox WHERE done = 0")[0][0] == 0, "the outbox")
    return number


def order(city, goods, email="labels@example.jp"):
    shopper = Shopper(city, email)
    return accepted(city, order_number(shopper.place(shopper.confirmation(goods))))


def gift(city, goods):
    shopper = Shopper(city, "gift@example.jp")
    shopper.fill_basket(goods)
    page = shopper.tell_who(shopper.hand_over(), to="others")
    page = shopper.submit(page, page.form("/recipients/new"), **RECIPIENTS[0])
    page = shopper.submit(page, page.form("/gift"), noshi="yearEnd", place="inner", ownSender="yes",
                          giftName=NOSHI_NAME, giftMessage=CARD, **SENDER)
    return accepted(city, order_number(shopper.place(shopper.choose_payment(page))))


def test_a_touch_makes_labels_that_only_the_shops_computer_reads(city, goods, owner):
    plain, present = order(city, goods), gift(city, goods)
    assert owner.waiting() == 2
    owner.make_labels()
    sealed = owner.fetch()
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    labels, text = owner.open(sealed)
    assert labels == 2
    for fact in [plain, present, PERSON["familyName"], "〒680-0001", PERSON["street"], PERSON["phone"].replace("-", ""), RECIPIENTS[0]["familyName"],
                 RECIPIENTS[0]["street"], SENDER["senderFamilyName"], NOSHI_NAME, "御歳暮", CARD]:
        assert fact in text, f"{fact} in {text}"

    # Nothing of it can be read where it was made or lies, nor in any log.
    code, report = city.theft()
    assert (code, report["readable"]) == (0, 0), report["finds"]

    assert owner.waiting() == 0, "each parcel's label is made once"
    assert city.standing_freezes() == []


def test_what_was_sent_gets_no_label(city, goods, owner):
    number = order(city, goods)
    assert owner.waiting() == 1
    city.command("ichi", "order", "advance", number, "dispatched")
    wait_until(lambda: city.ask_vault("SELECT count(*) FROM label WHERE run IS NULL")[0][0] == 1, "the word of it")
    assert owner.waiting() == 0


@pytest.mark.parametrize("arrow", ["courier.labels-taken", "courier.labels-sealed", "vault.labels-lent",
                                   "vault.after-commit.labelsFinish", "vault.before-commit.keepLabels",
                                   "vault.after-commit.keepLabels"])
def test_killed_on_the_way_nothing_is_lost_and_nothing_twice(city, goods, owner, arrow):
    before = len(owner.files())
    number = order(city, goods)
    loaded = city.folder / "armed" / arrow
    loaded.touch()
    try:
        owner.make_labels()
    except AssertionError:
        # The vault was killed with the answer: whether the run stands, the page says.
        assert arrow.startswith("vault.")
    wait_until(lambda: not loaded.exists(), "the kill")
    labels, text = owner.open(owner.fetch(before + 1), arrow)
    assert labels == 1 and number in text
    assert owner.waiting() == 0
    rows = city.ask_vault("SELECT count(*), count(DISTINCT run) FROM label WHERE run IS NOT NULL")[0]
    assert rows[0] == 2 + rows[1] - 1, "each run after the first has one parcel"
    assert city.standing_freezes() == []


def test_an_ended_job_lets_nobody_begin(city, goods, owner):
    order(city, goods)
    assert owner.waiting() == 1
    words = city.command("ichi-vault", "job", "list")
    assert f"labels of shop {owner.shop}: 100 a day" in words and "NOBODY ELSE AGREED" in words
    city.command("ichi-vault", "job", "end", str(owner.shop))
    assert "許可が、いまはありません" in owner.look().text
    city.command("ichi-vault", "receiver", "end", str(owner.shop))
    assert "鍵が、まだ登録されていません" in owner.look().text
    city.verify_ledger()
