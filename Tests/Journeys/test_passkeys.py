"""A member registers a passkey after a purchase, signs in by it, loses it, and has it copied."""

import pytest
from city import wait_until
from customer import Customer, plain_goods
from selenium.common.exceptions import WebDriverException
from test_member import count_codes, download, newest_code, register
from words import PASSWORD

BUTTON = "指紋・顔で入る(パスキー)"


class Pocket:
    """Chromium's virtual authenticator: a device with a finger that is always there, and known or not."""

    def __init__(self, browser):
        self.browser = browser
        self.ask("enable", enableUI=False)
        self.device = None
        self.change()

    def ask(self, name, **words):
        return self.browser.driver.execute_cdp_cmd(f"WebAuthn.{name}", words)

    def change(self, *keys):
        """Another device, with some keys on it."""
        if self.device:
            self.ask("removeVirtualAuthenticator", authenticatorId=self.device)
        self.device = self.ask("addVirtualAuthenticator", options={
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True})["authenticatorId"]
        for key in keys:
            self.ask("addCredential", authenticatorId=self.device, credential=key)

    def keys(self):
        return self.ask("getCredentials", authenticatorId=self.device)["credentials"]

    def rest(self, resting=True):
        """Nobody touches it, so that the page's own list does not sign in before the button is pressed."""
        self.ask("setAutomaticPresenceSimulation", authenticatorId=self.device, enabled=not resting)


@pytest.fixture
def pocket(browser):
    pocket = Pocket(browser)
    yield pocket
    pocket.ask("disable")


def buy(city, browser):
    customer = Customer(browser)
    customer.put_into_basket(plain_goods(city))
    customer.go_to_counter()
    customer.send_to_self()
    customer.pay_by("bankTransfer")
    customer.place()


def sign_out(browser, pocket):
    pocket.rest()
    browser.open_counter("/account").press("サインアウト")
    browser.says("マイページに入る", BUTTON)


def sign_in_by_button(browser, pocket):
    button = browser.find_press(BUTTON)
    pocket.rest(False)
    with browser.next_page():
        browser.click(button)
    return browser.look()


def call_it(browser, label):
    box = browser.all("#new-label")[0]
    box.clear()
    box.send_keys(label)
    browser.city.known.note({"label": label})
    return browser


def wait_for(browser, *words):
    """What the page's module says, or the page that it leads to."""
    def is_said():
        try:
            return all(word in browser.words for word in words)
        except WebDriverException:
            return False
    wait_until(is_said, " ".join(words))


def test_a_passkey_from_a_purchase_to_the_next(city, browser, pocket):
    email = "shizuno-passkey@example.jp"
    register(city, browser, email)
    buy(city, browser)
    for width in ("phone", "desk"):
        browser.set_width(width)
        browser.picture(f"thanks-with-passkey-{width}")
        browser.check_width()
    browser.check_with_axe()
    browser.says("つぎからは、指紋や顔で入れます").press("この端末を登録する")
    browser.says("登録しました", "Linux のパソコン")
    browser.check_with_axe()
    city.mailbox.wait(email, "パスキーが登録されました")

    sign_out(browser, pocket)
    for width in ("phone", "desk"):
        browser.set_width(width)
        browser.picture(f"sign-in-with-passkey-{width}")
    browser.check_with_axe()
    sign_in_by_button(browser, pocket).says("鹿野丸 志津乃 様")
    assert count_codes(city, email) == 0, "no code was needed"

    # From the browser's list under the address field: whoever takes the key from it is in.
    sign_out(browser, pocket)
    pocket.rest(False)
    browser.driver.get(city.counter + "/sign-in?for=favourites")
    wait_for(browser, "お気に入り")
    assert browser.path == "/account/favourites"

    # Who has a passkey is not offered one again.
    buy(city, browser)
    assert "指紋や顔で入れます" not in browser.words


def test_later_means_later(city, browser, pocket):
    register(city, browser, "shizuno-later@example.jp")
    buy(city, browser)
    browser.says("指紋や顔で入れます")
    browser.click(browser.find_press("あとで"))
    assert "指紋や顔で入れます" not in browser.words
    assert not pocket.keys()


def test_keys_are_named_and_taken_away_and_a_lost_one_is_done_without(city, browser, pocket):
    email = "shizuno-keys@example.jp"
    register(city, browser, email)
    browser.open_counter("/account").press("パスキー").says("まだ登録がありません")
    browser.type(label="なくすスマホ").press("この端末を登録する").says("登録しました", "なくすスマホ")

    # The same device makes no second key.
    browser.click(browser.find_press("この端末を登録する"))
    wait_for(browser, "この端末は、もう登録されています")
    lost = pocket.keys()
    pocket.change()
    call_it(browser, "居間のパソコン").press("この端末を登録する").says("居間のパソコン", "なくすスマホ")
    browser.unfold()
    first = browser.all("input[name=label]")[0]
    first.clear()
    first.send_keys("まごのスマホ")
    browser.press("変える").says("呼び名を変えました", "まごのスマホ", "居間のパソコン")
    kept = download(city, browser)["passkeys"]
    assert {key["name"] for key in kept} == {"まごのスマホ", "居間のパソコン"}
    assert all(key["made"] and not key["isStopped"] for key in kept)
    kept = pocket.keys()

    # Without any device: a code, as ever.
    pocket.change()
    sign_out(browser, pocket)
    before = count_codes(city, email)
    browser.type(email=email).press("確認コードを送る")
    browser.type(code=newest_code(city, email, before)).press("次へ").says("鹿野丸 志津乃 様")
    browser.open_counter("/account/passkeys").press("登録を取り消す(まごのスマホ)")
    browser.says("登録を取り消しました", "居間のパソコン")
    city.mailbox.wait(email, "パスキーの登録が取り消されました")

    # What was taken away opens nothing; the other key does.
    pocket.change(*lost)
    sign_out(browser, pocket)
    sign_in_by_button(browser, pocket).says("パスキーでは確かめられませんでした")
    pocket.change(*kept)
    pocket.rest()
    browser.open_counter("/sign-in")
    sign_in_by_button(browser, pocket).says("鹿野丸 志津乃 様")


def test_a_copied_key_is_stopped_and_told_of(city, browser, pocket):
    email = "shizuno-copied@example.jp"
    register(city, browser, email)
    browser.open_counter("/account/passkeys").press("この端末を登録する").says("登録しました")
    copied = pocket.keys()
    sign_out(browser, pocket)
    sign_in_by_button(browser, pocket).says("鹿野丸 志津乃 様")
    pocket.change(*copied)
    sign_out(browser, pocket)
    sign_in_by_button(browser, pocket).says("パスキーでは確かめられませんでした")
    city.mailbox.wait(email, "パスキーを一つ止めました")
    before = count_codes(city, email)
    browser.type(email=email).press("確認コードを送る")
    browser.type(code=newest_code(city, email, before)).press("次へ")
    browser.open_counter("/account/passkeys").says("止めています", "もう一度ご登録ください")
    for width in ("phone", "desk"):
        browser.set_width(width)
        browser.picture(f"passkeys-stopped-{width}")


def test_who_came_by_password_is_asked_for_a_code_first(city, browser, pocket):
    email = "shizuno-fresh@example.jp"
    register(city, browser, email, PASSWORD)
    sign_out(browser, pocket)
    browser.unfold().type(email=email, password=PASSWORD).press("パスワードで入る")
    browser.open_counter("/account/passkeys")
    pocket.rest(False)
    browser.press("この端末を登録する").says("ご本人の確認")
    before = count_codes(city, email)
    browser.press("確認コードを送る")
    browser.type(code=newest_code(city, email, before)).press("次へ")
    assert browser.path == "/account/passkeys"
    browser.press("この端末を登録する").says("登録しました")
