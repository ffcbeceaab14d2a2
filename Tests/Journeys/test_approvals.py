"""Three officers: a founding that is compared on paper, and what two of them agree to on the witness's own page."""

import re
import time

import pytest
from selenium.webdriver.common.by import By

from browser import WIDTHS, Browser
from city import City, wait_until
from keys import another, authenticator, bring
from shopper import Visitor
from test_office import enrol, touch

NAMES = ["危機管理課長 山田 一郎", "総務課長 鈴木 花子", "会計課長 佐藤 実"]
SOON = 15.0


@pytest.fixture(scope="module")
def city():
    """A city of its own: with officers nobody lifts a freeze alone any more."""
    with City() as city:
        yield city


class Officers:
    """The three, with their keys, who come one after the other to one screen."""

    def __init__(self, city):
        self.city, self.keys, self.prints = city, {}, {}
        self.sheet = ""

    def make_key(self, browser, name, link):
        browser.driver.remove_all_credentials()
        touch(browser.open(link), "この端末か鍵を登録する").says("鍵ができました", name)
        self.prints[name] = browser.text_of(".print-large")
        self.keys[name] = browser.driver.get_credentials()

    def come(self, browser, name):
        """Leaves who was there before, and opens with this one's key."""
        browser.driver.remove_all_credentials()
        bring(browser.driver, self.keys[name])
        if browser.open(self.city.witness + "/").has(".board-head"):
            browser.press("閉じる")
        touch(browser, "鍵に触れて開く").says(f"{name} として")
        return browser

    def go(self, browser, name):
        # It counts what it signs, and must go on from there.
        self.keys[name] = browser.driver.get_credentials()
        browser.press("閉じる").says("触れるまでは、何も表示されません")

    def say(self, browser, name, press, title):
        self.come(browser, name)
        self.wait(browser, title)
        touch(browser, press, statement(browser, title))
        self.go(browser, name)

    def wait(self, browser, title):
        """Until it waits for them: words alone may be of what was decided before."""
        page = self.city.witness + "/statements"
        wait_until(lambda: browser.open(page).driver.find_elements(By.XPATH, waiting(title)), f"«{title}»", SOON)


def waiting(title):
    return f"//article[.//h2[contains(., '{title}')]]"


def statement(browser, title):
    return browser.shown(waiting(title), title)


def look_unfolded(browser, name):
    browser.unfold()
    for width in WIDTHS:
        browser.set_width(width)
        browser.picture(f"{name}-{width}")
        browser.check_width()
        browser.check_with_axe()
    browser.set_width("desk")


def link_in(words):
    return re.search(r"http\S+/officers/\S+", words)[0]


@pytest.fixture(scope="module")
def officers(city, chromium):
    """Three officers, founded, and adopted by the vault."""
    officers, browser = Officers(city), Browser(city, chromium)
    with authenticator(chromium):
        for name in NAMES:
            link = link_in(city.command("ichi-witness", "officer", "invite", name))
            officers.make_key(browser, name, link)
            # Good once.
            browser.open(link).click(browser.find_press("この端末か鍵を登録する"))
            wait_until(lambda: "この招待は使えません" in browser.words, "the words beside the button")
    officers.sheet = city.command("ichi-witness", "found")
    yield officers


@pytest.fixture
def keyed(browser):
    with authenticator(browser.driver):
        yield browser


def freeze(city, target="process:importer"):
    """A freeze as it stands after a forged request; its id."""
    name = "".join("abcdefghijklmnop"[int(digit, 16)] for digit in f"{time.time_ns():025x}"[-25:]) + "a"
    city.write_vault("INSERT INTO freezing (id, target, reason, since, process) VALUES (?, ?, ?, ?, ?)",
                     name, target, "notItsMessage", int(time.time() * 1000), target.split(":")[1])
    return name


def test_the_founding_is_compared_on_paper(city, officers):
    sheet = officers.sheet
    for name in NAMES:
        assert name in sheet and officers.prints[name] in sheet, "each finds their own line"
    everybody = re.search(r"^all +(.*)$", sheet, re.M)[1]
    # Without officers nobody else has to agree, and that is said aloud.
    alone = freeze(city)
    code, words, complaint = city.outcome("ichi-vault", "freeze", "lift", alone, "--by", "山田")
    assert code == 0 and "lifted" in words and "NOBODY ELSE HAS TO AGREE" in complaint

    other = everybody[:-1] + ("0" if everybody[-1] != "0" else "1")
    code, words, complaint = city.outcome("ichi-vault", "officers", "adopt", "--fingerprint", other)
    assert code == 1 and "another fingerprint than the paper" in complaint and everybody in words
    code, _, complaint = city.outcome("ichi-vault", "officers", "adopt", "--fingerprint", "1f3a 90c2")
    assert code == 1 and "sixteen groups" in complaint
    assert not city.json("ichi-vault", "officers", "list")["adopted"]
    words = city.command("ichi-vault", "officers", "adopt", "--fingerprint", everybody.upper())
    assert "adopted" in words and all(name in words for name in NAMES)
    code, _, complaint = city.outcome("ichi-vault", "officers", "adopt", "--fingerprint", everybody)
    assert code == 1 and "adopted already" in complaint
    assert city.json("ichi-vault", "officers", "list")["fingerprint"] == everybody
    code, _, complaint = city.outcome("ichi-witness", "officer", "invite", "だれか")
    assert code == 1 and "propose-handover" in complaint


def test_two_lift_a_freeze_and_one_does_not(city, officers, keyed):
    one = freeze(city, "process:courier")
    words = city.command("ichi-vault", "freeze", "lift", one, "--by", "運用の田中", "--ports", str(city.base))
    assert "put before the officers" in words and city.witness in words
    title = "止められた相手を、また通す"
    officers.come(keyed, NAMES[0])
    officers.wait(keyed, title)
    keyed.says("飛脚(courier)", "送るはずのない求め", one, "運用の田中", "蔵から")
    touch(keyed, "承認する", statement(keyed, title))
    keyed.says("ほかの責任者の承認を待っています", "承認した方\n" + NAMES[0])
    assert not keyed.has("form[action$='/approvals']"), "one officer is one"
    officers.go(keyed, NAMES[0])
    time.sleep(1.5)
    assert len(city.standing_freezes()) == 1

    officers.come(keyed, NAMES[2])
    touch(keyed, "承認する", statement(keyed, title))
    keyed.says("承認されました", NAMES[0], NAMES[2])
    wait_until(lambda: not city.standing_freezes(), "the lifting", SOON)
    look_unfolded(keyed, "witness_decided")
    officers.go(keyed, NAMES[2])
    lifted = city.json("ichi-vault", "freeze", "list")[0]
    assert lifted["liftedBy"] == "officers 1, 3"
    city.verify_ledger()


def test_one_rejects(city, officers, keyed):
    one = freeze(city)
    city.command("ichi-vault", "freeze", "lift", one, "--by", "山田")
    officers.say(keyed, NAMES[1], "却下する", "止められた相手を、また通す")
    time.sleep(1.5)
    assert city.standing_freezes()
    assert city.json("ichi-witness", "officer", "list")["waiting"] == []


def test_without_a_key_nothing_is_seen_and_a_session_agrees_to_nothing(city, officers, keyed):
    visitor = Visitor(city)
    page = visitor.get(city.witness + "/")
    assert page.status == 200 and not any(name in page.text for name in NAMES)
    one = city.json("ichi-vault", "freeze", "list")[0]["id"]
    city.command("ichi-vault", "freeze", "lift", one, "--by", "山田")
    officers.come(keyed, NAMES[0])
    officers.wait(keyed, "また通す")
    thief = Visitor(city)
    host = city.witness.removeprefix("http://")
    thief.cookies[host] = {c["name"]: c["value"] for c in keyed.driver.get_cookies()}
    board = thief.get(city.witness + "/statements")
    form = board.form("/approvals")
    made_up = '{"id":"AAAA","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}'
    for number in ("AAAA", ""):
        answer = thief.submit(board, form, ceremony=number, credential=made_up)
        assert answer.status in (400, 403, 410), answer.status
    keyed.open(city.witness + "/statements")
    officers.go(keyed, NAMES[0])
    assert "また通す" not in thief.get(city.witness + "/statements").text
    officers.say(keyed, NAMES[1], "承認する", "また通す")
    officers.say(keyed, NAMES[2], "承認する", "また通す")
    wait_until(lambda: not city.standing_freezes(), "the lifting", SOON)


def test_staff_without_keys_gets_a_new_one_when_two_agree(city, officers, keyed):
    enrol(city, keyed)
    old = keyed.driver.get_credentials()
    staff = city.json("ichi-vault", "staff", "list")[0]["id"]
    words = city.command("ichi-vault", "staff", "recover", staff, "--by", "山田", "--ports", str(city.base))
    link = re.search(r"http\S+/enrolment/\S+", words)[0]
    another(keyed.driver)
    keyed.open(link).click(keyed.find_press("この端末か鍵を登録する"))
    wait_until(lambda: "この招待は使えません" in keyed.words, "the words beside the button")
    for name in NAMES[:2]:
        officers.say(keyed, name, "承認する", "鍵をなくした職員に")
    another(keyed.driver)

    def works():
        keyed.open(link).click(keyed.find_press("この端末か鍵を登録する"))
        time.sleep(0.5)
        return "中村 春香 さん" in keyed.words
    wait_until(works, "the new key", 5)
    keyed.press("サインアウト")
    another(keyed.driver)
    bring(keyed.driver, old)
    touch(keyed, "鍵に触れて入る").says("この鍵では入れませんでした")


def test_an_officer_leaves_and_another_comes(city, officers, keyed):
    newcomer = "総務課長 高橋 恵"
    link = link_in(city.command("ichi-witness", "officer", "propose-handover", "--leaves", "2", newcomer))
    officers.make_key(keyed, newcomer, link)
    keyed.says("ほかの責任者お二人の承認のあとに")
    officers.come(keyed, NAMES[0]).says("責任者が交代する", newcomer, officers.prints[newcomer])
    officers.go(keyed, NAMES[0])
    for name in (NAMES[0], NAMES[2]):
        officers.say(keyed, name, "承認する", "責任者が交代する")
    keyed.driver.remove_all_credentials()
    bring(keyed.driver, officers.keys[NAMES[1]])
    touch(keyed.open(city.witness + "/"), "鍵に触れて開く").says("この鍵では開けませんでした")
    officers.come(keyed, newcomer)
    officers.go(keyed, newcomer)
    there = city.json("ichi-witness", "officer", "list")
    wait_until(lambda: city.json("ichi-vault", "officers", "list")["fingerprint"] == there["fingerprint"],
               "the vault to follow", SOON)
    # After a crash it is all as it was.
    city.crash()
    city.start()
    assert city.json("ichi-witness", "officer", "list")["fingerprint"] == there["fingerprint"]
    assert [officer["number"] for officer in there["officers"]] == [1, 3, 4]


def test_two_raise_the_budget(city, officers, keyed):
    city.command("ichi-witness", "officer", "propose-budget", "--a-day", "2000000", "--in-thirty-days", "3000000",
                 "--by", "佐藤")
    for name in (NAMES[0], NAMES[2]):
        officers.say(keyed, name, "承認する", "一日に開ける人数の上限を変える")
    assert city.json("ichi-witness", "status")["budget"] == {"aDay": 2_000_000, "inThirtyDays": 3_000_000}
