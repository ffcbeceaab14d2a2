"""A member registers, orders, sees who looked, takes the data along, and leaves."""

import json

from city import code_of
from customer import Customer, plain_goods
from shopper import Visitor
from words import ORDERER, PASSWORD, RECIPIENTS


def register(city, browser, email, password=""):
    browser.open_counter("/registration")
    browser.type(**ORDERER, email=email, password=password).press("確認コードを送る")
    browser.type(code=code_of(city.mailbox.wait(email, "会員登録の確認コード"))).press("次へ")
    browser.says("会員登録が終わりました", "鹿野丸 志津乃 様")


def sign_in(city, browser, email, remember=False):
    before = count_codes(city, email)
    browser.open_counter("/sign-in").type(email=email).press("確認コードを送る")
    if remember:
        browser.tick("remember")
    browser.type(code=newest_code(city, email, before)).press("次へ")


def count_codes(city, email):
    return len([m for m in city.mailbox.mails(email) if "確認コードのお知らせ" in m["subject"]])


def newest_code(city, email, before):
    return code_of(city.mailbox.wait(email, "確認コードのお知らせ", more_than=before))


def test_a_member_from_registration_to_leaving(city, browser):
    email = "shizuno-member@example.jp"
    register(city, browser, email, PASSWORD)

    browser.press("お届け先の控え").press("お届け先を加える")
    browser.type(**RECIPIENTS[0], label="伯母").press("登録する").says("伯母", "曳田沢 一郎")

    customer = Customer(browser)
    goods = plain_goods(city)
    browser.open_market(f"/goods/{goods}").press("お気に入りに入れる")
    customer.put_into_basket(goods)
    customer.go_to_counter()
    assert browser.value("familyName") == "鹿野丸", "a member's own data are filled in"
    browser.press("ほかの方に届ける")
    browser.press("伯母 曳田沢 一郎 様に届ける")
    browser.press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    number = customer.place()
    city.mailbox.wait(email, number)

    browser.press("マイページへ").says(number, "ご注文を受け付けました")
    browser.press(number).says("曳田沢 一郎 様", "お届け先")
    browser.open_counter("/account").press("わたしの情報をだれが見たか")
    assert len(browser.all("dl.facts dd")) >= 3

    browser.open_counter("/account/download").says("ファイル")
    data = download(city, browser)
    assert data["member"]["familyName"] == "鹿野丸"
    assert [contact["familyName"] for contact in data["contacts"]] == ["曳田沢"]
    assert [order["number"] for order in data["orders"]] == [number]
    assert data["orders"][0]["orderer"]["familyName"] == "鹿野丸"
    person = data["orders"][0]["recipients"][0]["person"]
    assert (person["familyName"], person["city"]) == ("曳田沢", RECIPIENTS[0]["city"])

    browser.open_counter("/account").press("退会する").tick("sure").press("退会する")
    browser.says("退会の手続きが終わりました")
    city.mailbox.wait(email, "退会のお手続きが終わりました")
    browser.open_counter("/account").says("マイページに入る")
    before = count_codes(city, email)
    browser.type(email=email).press("確認コードを送る").says("ご登録がある場合は")
    assert count_codes(city, email) == before, "nobody of this address is known any more"


def download(city, browser):
    """The file, asked for with this browser's cookies."""
    visitor = Visitor(city)
    host = city.counter.removeprefix("http://")
    visitor.cookies[host] = {c["name"]: c["value"] for c in browser.driver.get_cookies()}
    page = visitor.get(f"{city.counter}/account/download")
    answer = visitor.submit(page, page.form("/account/download"))
    assert answer.headers["content-disposition"].startswith("attachment")
    return json.loads(answer.text)


def test_goods_of_last_time_are_ordered_again_for_the_same_people(city, browser):
    email = "shizuno-again@example.jp"
    register(city, browser, email)
    customer = Customer(browser)
    customer.put_into_basket(plain_goods(city))
    customer.go_to_counter()
    browser.press("ほかの方に届ける").press("ほかの方に届ける")
    browser.type(**RECIPIENTS[1]).press("このお届け先にする").press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    customer.place()
    browser.press("マイページへ").press("同じお届け先にもう一度")
    browser.says("気多浜 二葉")


def test_profile_mail_and_password_are_changed_by_the_member(city, browser):
    email = "shizuno-change@example.jp"
    register(city, browser, email)
    browser.press("お名前・ご住所").type(street="湖山ヶ丘120番地").press("変更する")
    browser.says("変更しました")
    assert browser.value("street") == "湖山ヶ丘120番地"
    browser.open_counter("/account").press("パスワード").type(password=PASSWORD).press("変更する")
    browser.says("変更しました")
    city.mailbox.wait(email, "パスワードが設定されました")
    change_mailbox(city, browser, email, "shizuno-changed@example.jp")
    for address in (email, "shizuno-changed@example.jp"):
        city.mailbox.wait(address, "メールアドレスが変更されました")


def change_mailbox(city, browser, old, new):
    browser.open_counter("/account").press("メールアドレス").type(email=new).press("確認コードを送る")
    subject = "メールアドレス変更の確認コード"
    browser.type(old=code_of(city.mailbox.wait(old, subject)),
                 new=code_of(city.mailbox.wait(new, subject)))
    browser.press("変更する").says("変更しました")


def test_a_code_outlives_a_reload_and_a_second_sending(city, browser):
    email = "shizuno-code@example.jp"
    register(city, browser, email)
    browser.press("サインアウト")
    browser.type(email=email).press("確認コードを送る")
    first = newest_code(city, email, 0)
    browser.reload()
    browser.press("もう一度送る").says("先に届いた確認コードもお使いいただけます")
    second = newest_code(city, email, 1)
    assert first != second
    browser.type(code=first.lower()).press("次へ").says("鹿野丸 志津乃 様")


def test_five_wrong_codes_end_the_attempt_and_a_new_one_begins(city, browser):
    email = "shizuno-wrong@example.jp"
    register(city, browser, email)
    browser.press("サインアウト")
    browser.type(email=email).press("確認コードを送る")
    code = newest_code(city, email, 0)
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    for _ in range(5):
        browser.type(code=wrong).press("次へ")
        assert not browser.path.endswith("/account")
        if not browser.has("[name=code]"):
            break
    if browser.has("[name=code]"):
        browser.type(code=code).press("次へ")
    assert "鹿野丸" not in browser.words
    sign_in(city, browser, email)
    browser.says("鹿野丸 志津乃 様")


def test_a_password_signs_in_and_a_wrong_one_says_nothing(city, browser):
    email = "shizuno-password@example.jp"
    register(city, browser, email, PASSWORD)
    browser.press("サインアウト")
    wrong = {}
    for who in (email, "nobody-at-all@example.jp"):
        browser.open_counter("/sign-in").type(email=who).click(browser.all("summary")[0])
        browser.type(password="mattaku-chigau-kotoba").press("パスワードで入る")
        wrong[who] = browser.words
    assert wrong[email] == wrong["nobody-at-all@example.jp"]
    browser.open_counter("/sign-in").type(email=email).click(browser.all("summary")[0])
    browser.type(password=PASSWORD).press("パスワードで入る").says("鹿野丸 志津乃 様")


def test_a_remembered_browser_sees_orders_and_nothing_personal(city, browser):
    email = "shizuno-remember@example.jp"
    register(city, browser, email)
    browser.press("サインアウト")
    sign_in(city, browser, email, remember=True)
    browser.says("鹿野丸 志津乃 様")
    browser.driver.delete_cookie("__Host-member")
    browser.open_counter("/account").says("ご注文の状況をご覧いただけます")
    assert "鹿野丸" not in browser.words
    browser.open_counter("/account/profile").says("コード")
    assert not browser.has("[name=familyName]")


def test_registering_twice_tells_only_the_mailbox(city, browser):
    email = "shizuno-twice@example.jp"
    register(city, browser, email)
    browser.forget()
    browser.open_counter("/registration").type(**ORDERER, email=email).press("確認コードを送る")
    code = code_of(city.mailbox.wait(email, "会員登録の確認コード", more_than=1))
    browser.type(code=code).press("次へ").says("会員登録は、もうお済みです")
    city.mailbox.wait(email, "会員登録がお済みです")
