"""An old shop moves in, and its members come: by mail code, and by a letter's code."""

import json
import re
import shutil
import subprocess

import pytest

from browser import Browser
from city import POST_ROOM, City, code_of
from old_shop import OldShop, yen
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
    """Of the members with an address of their own the one who ordered most."""
    return max(with_own_address(shop), key=lambda one: int(one["購入回数"]))


def with_own_address(shop):
    mails = [one["メールアドレス"] for one in shop.members]
    return [one for one in shop.members if mails.count(one["メールアドレス"]) == 1]


def test_a_member_comes_by_mail_code_confirms_and_sees_what_came_along(moved_in, old_shop, visitor):
    member = next(one for one in with_own_address(old_shop) if one is not busiest_member(old_shop))
    email, family = member["メールアドレス"], member["お名前(姓)"]
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ")
    visitor.says("ご登録内容のご確認", "前のサイトからお引き継ぎした内容です")
    assert visitor.value("familyName") == family
    assert visitor.value("city") in member["住所1"]
    visitor.type(building="砂丘荘203").press("この内容で登録する")
    visitor.says("マイページ", f"{family} {member['お名前(名)']} 様")
    visitor.press("旧サイトのご注文とポイント").says("旧サイトのご注文")

    # The second time nothing is asked.
    visitor.forget()
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ")
    visitor.says(f"{family} {member['お名前(名)']} 様")


def test_old_orders_are_shown_with_their_goods_and_recipients(moved_in, old_shop, visitor):
    member = busiest_member(old_shop)
    email = member["メールアドレス"]
    before = count_codes(moved_in, email)
    visitor.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    visitor.type(code=newest_code(moved_in, email, before)).press("次へ").press("この内容で登録する")
    visitor.open_counter("/account/old-orders")
    links = visitor.all("tbody a")
    assert links, "this member has ordered"
    newest = [row for row in old_shop.orders if row["会員ID"] == member["会員ID"]][-1]
    lines = [row for row in old_shop.orders if row["注文ID"] == newest["注文ID"] and row["明細区分(名称)"] == "商品"]
    visitor.open(links[0].get_attribute("href"))
    visitor.says(newest["対応状況(名称)"], f"{yen(newest['支払合計']):,}円", *(row["商品名"] for row in lines))


def test_a_member_without_e_mail_comes_by_letter(moved_in, old_shop, visitor):
    member = next(one for one in old_shop.members if not one["メールアドレス"])
    before = len(moved_in.mailbox.mails(POST_ROOM))
    visitor.open_counter("/sign-in").press("お手紙のコードでお入りください")
    visitor.type(identifier=member["会員ID"]).press("次へ").says("お手紙の確認コード")
    letter = moved_in.mailbox.wait(POST_ROOM, "郵送", more_than=before)
    text = letter_text(moved_in.mailbox.attachment(letter))
    assert member["お名前(姓)"] in text
    visitor.open_counter("/sign-in/by-letter").type(identifier=member["TEL"]).press("次へ")
    visitor.type(code="22222222").press("次へ").says("確かめられませんでした")
    visitor.type(code=code_in(text)).press("次へ").says("ご登録内容のご確認")


def test_nobody_is_answered_as_somebody(visitor):
    visitor.open_counter("/sign-in/by-letter").type(identifier="999999").press("次へ")
    visitor.says("お手紙の確認コード", "ご登録があり")


def test_a_thief_reads_nothing_of_who_moved_in(moved_in, old_shop):
    """Last: over what the imported members have left who came."""
    moved_in.stop()
    for file in old_shop.members_file, old_shop.orders_file:
        shutil.copy(file, moved_in.known.folder)
    code, report = moved_in.theft()
    assert (code, report["readable"]) == (0, 0), report["finds"]
    assert not report["unread"]
    kinds = report["values"]["kinds"]
    people = len(old_shop.members)
    assert kinds["email"] > people and kinds["phone"] > people and kinds["name"] > people / 2
    assert kinds["birthDate"] and kinds["street"]

    # It would find one of them, in the spelling of the export or another.
    member = next(one for one in old_shop.members if one["メールアドレス"])
    planted = moved_in.data / "run/planted.log"
    planted.write_text(f"{member['メールアドレス']}\n{member['TEL'].replace('-', '')}\n")
    code, report = moved_in.theft()
    assert code == 1 and {find["kind"] for find in report["finds"]} == {"email", "phone"}


def letter_text(pdf):
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def code_in(text):
    return re.search(r"\b([2-9A-HJKMNP-Z]{8})\b", text)[1]
