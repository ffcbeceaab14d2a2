"""An old shop moves in, and its members come: by mail code, and by a letter's code."""

import json
import re
import subprocess

import pytest

from browser import Browser
from city import POST_ROOM, City, code_of
from old_shop import OldShop
from test_member import count_codes, newest_code


@pytest.fixture(scope="module")
def old_shop(tmp_path_factory):
    return OldShop(tmp_path_factory.mktemp("old-shop"), members=60, orders=120)


@pytest.fixture(scope="module")
def moved_in(old_shop):
    with City() as city:
        city.stop()
        said = city.command("ichi", "import", "eccube", "--members", str(old_shop.members_file),
                            "--orders", str(old_shop.orders_file), "--json")
        summary = json.loads(said)
        assert summary["members"]["taken"] == 60
        city.start()
        yield city


@pytest.fixture
def visitor(moved_in, chromium):
    browser = Browser(moved_in, chromium)
    browser.forget()
    chromium.get_log("browser")
    yield browser
    assert not browser.complaints()


def busiest_member(shop):
    """The number of a member with an address of its own who ordered most."""
    own = {one["number"] for one in shop.members if one["email"] and one["number"] % 20 not in (2, 3)} - {5}
    return max(own, key=shop.ordered.count)


def test_a_member_comes_by_mail_code_confirms_and_sees_what_came_along(moved_in, old_shop, visitor):
    member = next(one for one in old_shop.members if one["email"] and one["number"] == 5)
    email = member["email"]
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ")
    visitor.says("ご登録内容のご確認", "前のサイトからお引き継ぎした内容です")
    assert visitor.value("familyName") == member["family"]
    assert visitor.value("city") in member["place"]
    visitor.type(building="砂丘荘203").press("この内容で登録する")
    visitor.says("マイページ", f"{member['family']} {member['given']} 様")
    visitor.press("旧サイトのご注文とポイント").says("旧サイトのご注文")

    # The second time nothing is asked.
    visitor.forget()
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ")
    visitor.says(f"{member['family']} {member['given']} 様")


def test_old_orders_are_shown_with_their_goods_and_recipients(moved_in, old_shop, visitor):
    busiest = busiest_member(old_shop)
    email = next(one["email"] for one in old_shop.members if one["email"] and one["number"] == busiest)
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ").press("この内容で登録する")
    visitor.open_counter("/account/old-orders")
    links = visitor.all("tbody a")
    assert links, "this member has ordered"
    visitor.open(links[0].get_attribute("href")).says("二十世紀梨", "発送済み", "4,300円")


def test_a_member_without_e_mail_comes_by_letter(moved_in, old_shop, visitor):
    member = next(one for one in old_shop.members if not one["email"])
    before = len(moved_in.mailbox.mails(POST_ROOM))
    visitor.open_counter("/sign-in").press("お手紙のコードでお入りください")
    visitor.type(identifier=str(member["number"])).press("次へ").says("お手紙の確認コード")
    letter = moved_in.mailbox.wait(POST_ROOM, "郵送", more_than=before)
    text = letter_text(moved_in.mailbox.attachment(letter))
    assert member["family"] in text
    visitor.open_counter("/sign-in/by-letter").type(identifier=member["phone"]).press("次へ")
    visitor.type(code="22222222").press("次へ").says("確かめられませんでした")
    visitor.type(code=code_in(text)).press("次へ").says("ご登録内容のご確認")


def test_nobody_is_answered_as_somebody(visitor):
    visitor.open_counter("/sign-in/by-letter").type(identifier="999999").press("次へ")
    visitor.says("お手紙の確認コード", "ご登録があり")


def letter_text(pdf):
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def code_in(text):
    return re.search(r"\b([2-9A-HJKMNP-Z]{8})\b", text)[1]
