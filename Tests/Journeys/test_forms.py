"""Forms help, tell what is wrong beside the field, and keep what was typed."""

import pytest

from city import wait_until
from customer import plain_goods
from shopper import Shopper
from words import ORDERER, without_address


@pytest.fixture
def at_orderer(city, customer):
    customer.put_into_basket(plain_goods(city))
    customer.go_to_counter()
    return customer


def test_a_postcode_fills_the_address_while_typing(at_orderer):
    browser = at_orderer.browser
    browser.type(postcode="６８０－０００１")
    wait_until(lambda: browser.value("prefecture") == "鳥取県", "the prefecture")
    assert browser.value("city") == "鳥取市"


def test_a_postcode_fills_the_address_by_a_button_without_javascript(city, at_orderer):
    browser = at_orderer.browser
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.driver.get(browser.driver.current_url)
        browser.type(familyName="鹿野丸", postcode="6800001")
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        browser.press("郵便番号から住所を入れる")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.value("prefecture") == "鳥取県"
    assert browser.value("city") == "鳥取市"
    assert browser.value("familyName") == "鹿野丸"
    assert not browser.has(".errors"), "nothing is wrong while the form is still being filled in"


def test_a_whole_checkout_works_without_javascript(city):
    shopper = Shopper(city, "shizuno-plain@example.jp")
    page = shopper.place(shopper.confirmation(plain_goods(city)))
    assert "ご注文を受け付けました" in page.text


def test_a_wrong_prefecture_is_told_and_let_through(at_orderer):
    browser = at_orderer.browser
    browser.type(**{**ORDERER, "prefecture": "島根県", "email": "shizuno-odd@example.jp"})
    browser.press("この住所に届ける").says("鳥取県の番号です", "このままでもお届けできます")
    browser.press("この住所に届ける")
    assert browser.heading == "商品・のし・お届け日"


def test_an_empty_form_says_what_is_missing_beside_each_field(at_orderer):
    browser = at_orderer.browser
    browser.press("この住所に届ける").says("ご入力内容をお確かめください")
    for name in ("familyName", "givenName", "postcode", "prefecture", "city", "street", "phone"):
        assert browser.has(f"#f-{name}-error"), f"nothing is said beside {name}"
    assert browser.driver.switch_to.active_element.get_attribute("class") == "errors"


BAD = {
    "familyName": "山田太郎左衛門尉源朝臣義経公御一行様", "givenName": "花子😀", "postcode": "12345",
    "phone": "電話はありません", "email": "hanako@", "street": "あ" * 51,
}


def test_what_does_not_fit_is_kept_as_typed(at_orderer):
    browser = at_orderer.browser
    typed = {**ORDERER, **BAD, "familyName": "鹿" * 21}
    for name, text in typed.items():
        element = browser.driver.find_element("name", name)
        browser.driver.execute_script("arguments[0].value = arguments[1]", element, text)
    browser.press("この住所に届ける")
    for name in ("familyName", "givenName", "postcode", "phone", "email", "street"):
        assert browser.has(f"#f-{name}-error"), f"nothing is said beside {name}"
        assert browser.value(name) == typed[name]
    assert browser.value("city") == "鳥取市"


def test_rare_letters_are_kept_and_invisible_ones_are_not(city, at_orderer):
    browser = at_orderer.browser
    browser.type(**without_address(ORDERER), prefecture="鳥取県", city="鳥取市")
    for name, text in (("familyName", "鹿野丸髙﨑𠮷"), ("givenName", "志津\u200b乃\u202e")):
        element = browser.driver.find_element("name", name)
        browser.driver.execute_script("arguments[0].value = arguments[1]", element, text)
    browser.press("この住所に届ける")
    if browser.has("#f-givenName-error"):
        assert browser.value("familyName") == "鹿野丸髙﨑𠮷"
        return
    browser.press("ほかの方にも届ける")
    browser.says("鹿野丸髙﨑𠮷 志津乃")
