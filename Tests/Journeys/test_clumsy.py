"""People who go back, press twice, keep old tabs open, or use two devices lose nothing."""

from concurrent.futures import ThreadPoolExecutor

from city import link_of
from customer import plain_goods
from shopper import Shopper, order_number


def orders(city):
    return city.ask_shop("SELECT count(*) FROM orders")[0][0]


def test_back_after_placing_places_no_second_order(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-back@example.jp")
    number = customer.place()
    placed = orders(city)
    browser.back()
    if "この内容で注文する" in browser.words:
        browser.press("この内容で注文する")
    assert browser.text_of(".order-number") == number
    assert orders(city) == placed
    browser.open_market("/basket").says("買い物かごには何も入っていません")


def test_two_presses_at_once_make_one_order(city):
    shopper = Shopper(city, "shizuno-twice-pressed@example.jp")
    page = shopper.confirmation(plain_goods(city))
    before = orders(city)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: shopper.place(page), range(4)))
    assert len({order_number(answer) for answer in answers}) == 1
    assert orders(city) == before + 1


def test_a_double_click_makes_one_order(city, customer):
    customer.go_to_confirmation(plain_goods(city), "shizuno-double@example.jp")
    before = orders(city)
    browser = customer.browser
    with browser.next_page():
        button = browser.find_press("この内容で注文する")
        browser.driver.execute_script("arguments[0].click(); arguments[0].click()", button)
    browser.says("ご注文を受け付けました")
    assert orders(city) == before + 1


def test_a_stale_tab_of_a_placed_checkout_shows_the_thanks(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-stale@example.jp")
    payment = browser.driver.current_url.replace("/confirmation", "/payment")
    number = customer.place()
    for page in ("/payment", "/orderer", "/recipients", "/confirmation"):
        browser.open(payment.replace("/payment", page))
        assert browser.text_of(".order-number") == number


def test_two_tabs_of_one_checkout_end_in_one_order(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-tabs@example.jp")
    first, address = browser.driver.current_window_handle, browser.driver.current_url
    browser.driver.switch_to.new_window("tab")
    browser.open(address)
    before = orders(city)
    number = customer.place()
    browser.driver.close()
    browser.driver.switch_to.window(first)
    browser.press("この内容で注文する")
    assert browser.text_of(".order-number") == number
    assert orders(city) == before + 1


def test_a_second_basket_does_not_push_a_checkout_aside(city, customer):
    browser = customer.browser
    goods = plain_goods(city)
    customer.put_into_basket(goods)
    customer.go_to_counter()
    customer.tell_who("shizuno-second@example.jp")
    browser.press("この住所に届ける")
    customer.put_into_basket(goods, 2)
    browser.press("ご注文手続きへ").says("ご注文手続きの途中です")
    browser.press("先のご注文").says("お届け先")


def test_another_device_cannot_look_into_a_checkout(city, customer, other_device):
    customer.go_to_confirmation(plain_goods(city), "shizuno-device@example.jp")
    address = customer.browser.driver.current_url
    other_device.open(address).says("時間がたちました")
    assert "鹿野丸" not in other_device.driver.page_source
    customer.place()
    other_device.open(address.replace("confirmation", "thanks")).says("時間がたちました")


def test_a_lost_session_is_told_kindly_and_the_basket_is_still_full(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-lost@example.jp")
    browser.driver.execute_cdp_cmd("Network.deleteCookies", {
        "name": "__Host-checkout", "url": city.counter})
    browser.reload().says("時間がたちました")
    browser.press("買い物かごに戻る")
    assert browser.value("count") == "1"


def test_back_returns_to_a_full_basket(city, customer):
    customer.put_into_basket(plain_goods(city), 2)
    customer.go_to_counter()
    customer.browser.back()
    customer.browser.open_market("/basket")
    assert customer.browser.value("count") == "2"


def test_what_was_typed_survives_going_back(city, customer):
    browser = customer.browser
    customer.put_into_basket(plain_goods(city))
    customer.go_to_counter()
    customer.tell_who("shizuno-typed@example.jp")
    browser.press("この住所に届ける")
    browser.back()
    browser.reload()
    assert browser.value("familyName") == "鹿野丸"
    assert browser.value("street") == "湖山ヶ丘118番地"


def test_a_link_of_somebody_elses_order_needs_the_code(city, customer, other_device):
    customer.go_to_confirmation(plain_goods(city), "shizuno-link@example.jp")
    number = customer.place()
    link = link_of(city.mailbox.wait("shizuno-link@example.jp", number))
    other_device.open(link).press("確認コードの入力へ")
    for wrong in ("00000000", "ABCDEFGH"):
        other_device.type(code=wrong).press("ご注文を見る")
        assert "鹿野丸" not in other_device.driver.page_source
    other_device.open(link[:-4] + "aaaa").press("確認コードの入力へ")
    other_device.type(code="00000000").press("ご注文を見る")
    assert "鹿野丸" not in other_device.driver.page_source
