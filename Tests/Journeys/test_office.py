"""Staff of the customer centre: keys, a call and its answer in one touch, and who sees it."""

import json
import re

import pytest
from selenium.webdriver.common.keys import Keys

from city import City, wait_until
from customer import Customer, plain_goods
from keys import another, authenticator, bring
from shopper import Visitor
from test_member import register
from words import RECIPIENTS

TOUCH_SECONDS = 10


@pytest.fixture
def keyed(browser):
    with authenticator(browser.driver):
        yield browser


@pytest.fixture(scope="session")
def staffed(city):
    """The keys of somebody at the customer centre, made once and brought to each browser."""
    return {}


def invitation(city, role="operator", **more):
    words = city.command("ichi-vault", "staff", "invite", "--role", role, "--name", "中村 春香",
                         "--email", "haruka@inaba.example", "--ports", str(city.base), *sum(more.items(), ()))
    return re.search(r"http\S+", words)[0]


def touch(browser, words, within=None):
    """Presses what asks for a key, and waits for the page that comes after the touch."""
    return browser.press(words, within)


def enrol(city, browser):
    touch(browser.open(invitation(city)), "この端末か鍵を登録する").says("中村 春香 さん")


def at_the_desk(city, browser, staffed):
    """Signs in with the keys that were made before, or enrols."""
    if not staffed:
        enrol(city, browser)
        staffed["keys"] = browser.driver.get_credentials()
    else:
        bring(browser.driver, staffed["keys"])
        touch(browser.open_office("/sign-in"), "鍵に触れて入る").says("中村 春香 さん")
        # It counts what it signs, and must go on from there.
    browser.open_office("/inquiries")
    browser.choose("topic", "delivery").press("受付をはじめる")
    return browser


@pytest.fixture
def desk(city, keyed, staffed):
    yield at_the_desk(city, keyed, staffed)
    staffed["keys"] = keyed.driver.get_credentials()


def ask(browser, text):
    """Types into the box that has the cursor, and presses Enter: the key is touched by itself."""
    with browser.next_page():
        box = browser.driver.switch_to.active_element
        assert box.get_attribute("id") == "key", "the cursor waits in the box"
        box.send_keys(text, Keys.ENTER)
    return browser.look()


def number_of(browser):
    return browser.text_of(".inquiry-number")


def test_who_is_invited_makes_two_keys_and_comes_in_with_either(city, keyed):
    link = invitation(city)
    touch(keyed.open(link), "この端末か鍵を登録する")
    keyed.says("中村 春香 さん", "お客様センターとして入りました", "予備の鍵を登録してください")
    keyed.open_office("/keys").says("登録されている鍵は1本です")
    first = touch_two_devices(keyed)
    keyed.says("登録されている鍵は2本です")
    keyed.press("サインアウト").says("事務局に入る")
    touch(keyed, "鍵に触れて入る").says("中村 春香 さん")
    keyed.press("サインアウト")
    another(keyed.driver)
    bring(keyed.driver, first)
    touch(keyed, "鍵に触れて入る").says("中村 春香 さん")
    keyed.press("サインアウト")
    # The invitation was good once.
    keyed.open(link)
    keyed.click(keyed.find_press("この端末か鍵を登録する"))
    wait_until(lambda: "この招待は使えません" in keyed.words, "the words beside the button")


def touch_two_devices(browser):
    """The device with the first key answers; the offer is then made to a device without it. The first's keys."""
    driver = browser.driver
    driver.execute_script("""
        const create = navigator.credentials.create.bind(navigator.credentials)
        navigator.credentials.create = async (asked) => {
            document.body.dataset.waits = 'yes'
            while (document.body.dataset.waits) await new Promise((done) => setTimeout(done, 20))
            return create(asked)
        }""")
    with browser.next_page():
        browser.click(browser.find_press("予備の鍵を登録する"))
        wait_until(lambda: driver.execute_script("return document.body.dataset.waits"), "the offer")
        keys = another(driver)
        driver.execute_script("delete document.body.dataset.waits")
    browser.look()
    return keys


def test_a_caller_is_found_and_answered_with_one_touch_and_sees_it(city, keyed, staffed, other_device):
    email = "shizuno-caller@example.jp"
    register(city, other_device, email)
    browser = at_the_desk(city, keyed, staffed)
    number = number_of(browser)
    assert "鹿野丸" not in browser.driver.page_source
    ask(browser, "shizuno-caller@example.jp")
    browser.says("鹿野丸 志津乃", "09070000118", "湖山ヶ丘118番地")
    browser.press("メールアドレスも見る").says(email)
    staffed["keys"] = browser.driver.get_credentials()

    other_device.open_counter("/account/history")
    other_device.says("お客様センターの担当者が、お届けのお問い合わせ(受付番号 " + number + ")のため", "見ました")

    # Back brings nothing back: the page is kept nowhere.
    browser.open_office(f"/inquiries/{number}")
    assert "鹿野丸" not in browser.driver.page_source


def test_an_order_by_its_number_and_to_whom_it_goes(city, keyed, staffed, other_device):
    customer = Customer(other_device)
    customer.put_into_basket(plain_goods(city))
    customer.go_to_counter()
    customer.tell_who("shizuno-order@example.jp")
    other_device.press("ほかの方に届ける").type(**RECIPIENTS[0]).press("このお届け先にする").press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    order = customer.place()
    city.mailbox.wait("shizuno-order@example.jp", order)

    browser = at_the_desk(city, keyed, staffed)
    browser.driver.switch_to.active_element.send_keys(order)
    browser.press("注文の状況だけ見る").says(order, "ご注文を受け付けました")
    assert "鹿野丸" not in browser.words, "no touch, no person"
    ask(browser, order).says("鹿野丸 志津乃", "ご注文者", order)
    browser.press("荷物1のお届け先を見る").says("曳田沢 一郎", "お届け先")
    staffed["keys"] = browser.driver.get_credentials()
    browser.press("次のお電話").press("受付一覧").says(order)


def test_nobody_several_and_what_is_no_key(city, desk):
    ask(desk, "nobody-at-all@example.jp").says("見つかりませんでした")
    desk.press("次のお電話")
    desk.driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait_until(lambda: "入力してください" in desk.words, "the words beside the box")
    desk.driver.switch_to.active_element.send_keys("2612-0830-5517", Keys.ENTER)
    wait_until(lambda: "ご注文はありません" in desk.words, "the words about the order")


def test_comparing_says_same_or_different_three_times(city, keyed, staffed, other_device):
    email = "shizuno-compared@example.jp"
    register(city, other_device, email)
    browser = at_the_desk(city, keyed, staffed)
    for left in (2, 1, 0):
        compare(browser, email, familyName="鹿野丸", phone="09070000118", postcode="680-0002")
        browser.says("姓\n同じ", "電話番号\n同じ", "郵便番号\n違う", f"あと{left}回")
        assert "志津乃" not in browser.words
    compare(browser, email, familyName="鹿野丸")
    browser.says("回数の上限に達しました")
    staffed["keys"] = browser.driver.get_credentials()
    other_device.open_counter("/account/history").says("照らし合わせました")


def compare(browser, key, **typed):
    browser.unfold()
    box = browser.driver.find_element("id", "compare-key")
    box.clear()
    box.send_keys(key)
    browser.type(**typed)
    touch(browser, "照合する")


def test_fifty_calls_by_keyboard_alone(city, desk):
    """What a call costs a clerk beyond typing the key: Enter, a touch, and Enter for the next."""
    presses, touches = 0, 0
    numbers = set()
    for call in range(50):
        numbers.add(number_of(desk))
        ask(desk, f"0857-{call:02}-0000")
        presses, touches = presses + 1, touches + 1
        desk.says("見つかりませんでした")
        with desk.next_page():
            desk.driver.switch_to.active_element.send_keys(Keys.ENTER)
        presses += 1
    assert len(numbers) == 50
    print(f"\nfifty calls: {presses} keys pressed and {touches} touches beyond typing,"
          f" {presses / 50:.0f} keys and {touches / 50:.0f} touch a call; no mouse")
    assert (presses, touches) == (100, 50)


def test_a_stolen_session_without_the_key_reads_nothing(city, keyed, staffed, other_device):
    email = "shizuno-stolen@example.jp"
    register(city, other_device, email)
    desk = at_the_desk(city, keyed, staffed)
    ask(desk, email).says("鹿野丸 志津乃")
    staffed["keys"] = desk.driver.get_credentials()
    thief, number, seen = thief_of(city, desk), number_of(desk), []
    for path in ("/inquiries", f"/inquiries/{number}", "/keys", f"/inquiries/{number}/answers", "/sign-in"):
        seen.append(thief.get(city.office + path))
    page = thief.get(f"{city.office}/inquiries/{number}")
    form = page.form("/answers")
    thief.city.known.note({"key": email})
    asked = thief.post(f"{city.office}/inquiries/{number}/touches", form.values(key=email), city.office)
    assert asked.status == 200, "a challenge, which says nothing of anybody"
    ceremony = json.loads(asked.text)["ceremony"]
    made_up = '{"id":"AAAA","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}'
    for credential in (made_up, "{}", ""):
        seen.append(thief.submit(page, form, key=email, ceremony=ceremony, credential=credential))
    # Nor does it make him a key of his own.
    approvals = thief.post(f"{city.office}/keys/approvals", form.values(), city.office)
    seen.append(thief.post(f"{city.office}/keys/offers", form.values(
        ceremony=json.loads(approvals.text)["ceremony"], credential=made_up), city.office))
    for answer in [*seen, page, asked, approvals]:
        for word in ("鹿野丸", "志津乃", "湖山ヶ丘", "09070000118"):
            assert word not in answer.text, f"{word} at {answer.path}"
    assert not city.standing_freezes()


def thief_of(city, browser):
    """A plain HTTP client with the cookies of somebody's browser."""
    thief = Visitor(city)
    host = city.office.removeprefix("http://")
    thief.cookies[host] = {c["name"]: c["value"] for c in browser.driver.get_cookies()}
    return thief


def test_from_another_network_nobody_is_asked_in(city, keyed, staffed):
    """A city whose every role has its network."""
    networks = " ".join(f"{role}=203.0.113.0/24" for role in
                        ("operator", "shop", "city", "security", "inspector", "auditor"))
    with City(ICHI_OFFICE_NETWORKS=networks) as bound:
        visitor = Visitor(bound)
        page = visitor.get(bound.office + "/sign-in")
        assert page.status == 403 and "このネットワークからは、事務局に入れません" in page.text
