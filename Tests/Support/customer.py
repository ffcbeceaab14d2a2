"""The way of an order in a browser, a page after the other."""

from words import NOTE, ORDERER

PLAIN = "stock >= 20 AND is_alcohol = 0 AND state = 'on-sale' AND earliest_dispatch IS NULL"
GIFT = PLAIN + " AND noshi_inner = 1 AND noshi_outer = 1 AND accepts_delivery_date = 1"


def plain_goods(city):
    return city.ask_shop(f"SELECT id FROM goods WHERE {PLAIN} ORDER BY id LIMIT 1")[0][0]


def gifts_of_shops(city, shops):
    """One goods fit for a gift from each of some shops."""
    rows = city.ask_shop(f"SELECT min(id) FROM goods WHERE {GIFT} GROUP BY shop ORDER BY shop")
    assert len(rows) >= shops
    return [row[0] for row in rows[:shops]]


def late_goods(city):
    """Goods of another shop than the first gift's that leave only when they are ripe."""
    gift = gifts_of_shops(city, 1)[0]
    return city.ask_shop("""SELECT id FROM goods WHERE state = 'on-sale' AND stock >= 5 AND is_alcohol = 0
        AND accepts_delivery_date = 1 AND earliest_dispatch > date('now', '+14 days')
        AND shop <> (SELECT shop FROM goods WHERE id = ?) ORDER BY id LIMIT 1""", gift)[0][0]


class Customer:
    def __init__(self, browser):
        self.browser, self.city = browser, browser.city

    def put_into_basket(self, goods, count=1):
        self.browser.open_market(f"/goods/{goods}")
        self.browser.choose("count", str(count)).press("買い物かごに入れる")
        assert self.browser.heading == "買い物かご"

    def go_to_counter(self):
        self.browser.press("ご注文手続きへ")
        assert self.browser.driver.current_url.startswith(self.city.counter)

    def tell_who(self, email="", helper=False, person=ORDERER, **more):
        self.browser.says("お客さまの情報")
        self.browser.type(**{**person, "email": email, **more})
        self.browser.tick("emailKeeper", "ご家族" if helper else "本人")

    def send_to_self(self):
        self.browser.press("この住所に届ける")
        self.browser.says("商品・のし・お届け日").press("お支払いへ進む")

    def pay_by(self, way, note=""):
        self.browser.choose("payment", way).type(note=note).press("ご確認へ進む")
        assert self.browser.heading == "ご注文内容のご確認", self.browser.words

    def go_to_confirmation(self, goods, email="", helper=False, way="bankTransfer"):
        self.put_into_basket(goods)
        self.go_to_counter()
        self.tell_who(email, helper)
        self.send_to_self()
        self.pay_by(way, NOTE)

    def place(self):
        """Presses the last button; gives back the order's number."""
        self.browser.press("この内容で注文する")
        self.browser.says("ご注文を受け付けました")
        return self.browser.text_of(".order-number")

    def see_order_again(self, link, code):
        self.browser.open(link).press("確認コードの入力へ")
        self.browser.type(code=code() if callable(code) else code).press("ご注文を見る")
