"""A guest orders, hears of it, sees it again and may take it back."""

import re

from city import POST_ROOM, code_of, link_of, wait_until
from customer import gifts_of_shops, late_goods, plain_goods
from words import CARD, NOSHI_NAME, RECIPIENTS, SENDER


def test_a_guest_orders_for_one_recipient_and_hears_of_it(city, customer):
    customer.go_to_confirmation(plain_goods(city), "shizuno@example.jp")
    customer.browser.says("鹿野丸 志津乃 様", "湖山ヶ丘118番地", "商品の引渡時期", "お申込みの撤回・解除",
                          "お支払いの時期・方法", "送料", "訂正する")
    number = customer.place()
    mail = city.mailbox.wait("shizuno@example.jp", number)
    assert "ご注文をうけたまわりました" in mail["subject"]
    assert "湖山ヶ丘" not in mail["text"], "addresses are for the page, not for the mail"
    assert number in city.command("ichi", "order", "list")


def test_a_guest_sends_goods_of_three_shops_to_four_recipients(city, customer):
    browser = customer.browser
    first, second, third = goods = gifts_of_shops(city, 3)
    for wanted, count in zip(goods, (4, 2, 1)):
        customer.put_into_basket(wanted, count)
    browser.choose("prefecture", "13").press("送料を調べる").says("東京都")
    customer.go_to_counter()
    customer.tell_who("tsuruhime@example.jp")

    browser.press("この住所に届ける")
    browser.type(**{f"count-{first}": "1", f"count-{second}": "0", f"count-{third}": "1"})
    browser.press("お支払いへ進む").says("数の合っていない商品")
    browser.press("お支払いへ進む").says("数の合っていない商品")

    for person in RECIPIENTS:
        browser.press("ほかの方に届ける").type(**person).press("このお届け先にする")
        browser.type(**{f"count-{first}": "1", f"count-{second}": "0", f"count-{third}": "0"})
        if person is RECIPIENTS[0]:
            browser.choose("noshi", "yearEnd").choose("place", "outer")
            browser.type(giftName=NOSHI_NAME, giftMessage=CARD)
            day, window = browser.names("day-")[0], browser.names("window-")[0]
            browser.choose(day, browser.options(day)[2]).choose(window, "morning")
        if person is RECIPIENTS[1]:
            browser.type(**{f"count-{second}": "2"})
            browser.unfold().tick("ownSender").type(senderPostcode=SENDER["senderPostcode"])
            wait_until(lambda: browser.value("senderPrefecture") == "鳥取県", "the prefecture")
            browser.type(**SENDER)
        browser.press("この内容にする")
    assert "数の合っていない商品" not in browser.words

    browser.press("お支払いへ進む")
    assert not browser.has("input[value='cashOnDelivery']"), "gifts are not paid at the door"
    customer.pay_by("convenienceStore")
    browser.says("曳田沢 一郎 様", "気多浜 二葉 様", "吉岡谷 三津子 様", NOSHI_NAME, CARD, "御歳暮",
                 "ご依頼主 青谷崎 五月 様", "午前中", "この荷物には、金額のわかるものをお入れしません")
    number = customer.place()
    shown = city.command("ichi", "order", "show", number)
    assert len(re.findall("  parcel ", shown)) == 6
    assert not any(name in shown for name in ("曳田沢", "気多浜", NOSHI_NAME))


def test_each_parcel_comes_on_its_own_day(city, customer):
    """What ripens next autumn does not hold the butter back."""
    browser = customer.browser
    late, soon = late_goods(city), gifts_of_shops(city, 1)[0]
    for goods in (late, soon):
        customer.put_into_basket(goods)
    customer.go_to_counter()
    customer.tell_who("shizuno-days@example.jp")
    browser.press("この住所に届ける").says("別々の荷物でお届けします")
    days = [browser.options(name) for name in browser.names("day-")]
    assert len(days) == 2 and days[0][0] != days[1][0]
    chosen = []
    for name in browser.names("day-"):
        chosen.append(browser.options(name)[1])
        browser.choose(name, chosen[-1])
    browser.press("ほかの方にも届ける").says(*map(japanese, chosen))
    browser.press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    browser.says(*map(japanese, chosen))
    number = customer.place()
    browser.says(*map(japanese, chosen))
    mail = city.mailbox.wait("shizuno-days@example.jp", number)
    assert all(japanese(day) in mail["text"] for day in chosen)
    rows = city.ask_shop("SELECT day FROM parcel JOIN orders ON key = order_key WHERE number = ?",
                         number)
    assert sorted(day for (day,) in rows) == sorted(chosen)


def japanese(day):
    year, month, day = map(int, day.split("-"))
    return f"{year}年{month}月{day}日"


def test_what_goes_to_one_goes_to_all(city, customer):
    browser = customer.browser
    goods = gifts_of_shops(city, 1)[0]
    customer.put_into_basket(goods, 2)
    customer.go_to_counter()
    customer.tell_who("shizuno@example.jp")
    for person in RECIPIENTS[:2]:
        browser.press("ほかの方に届ける").type(**person).press("このお届け先にする")
        browser.type(**{f"count-{goods}": "1"})
        if person is RECIPIENTS[0]:
            browser.choose("noshi", "thanks").choose("place", "inner").type(giftName=NOSHI_NAME)
        browser.press("ほかの方にも届ける" if person is RECIPIENTS[0] else "この内容にする")
    browser.press("ほかの方も同じにする", browser.panel("曳田沢 一郎"))
    assert browser.words.count("御礼") == 2
    browser.press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    assert browser.words.count(NOSHI_NAME) == 2


def test_who_orders_is_corrected_from_the_check_and_back(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-corrects@example.jp")
    browser.press("訂正する", browser.panel("ご注文者"))
    assert not browser.has("[name=to]"), "where the goods go is known by now"
    browser.type(street="湖山ヶ丘121番地").press("この内容にする").says("ご注文内容のご確認", "湖山ヶ丘121番地")
    customer.place()


def test_what_one_has_not_nobody_has(city, customer):
    """The other way round: who gets no のし takes it from the others, where it was written."""
    browser = customer.browser
    goods = gifts_of_shops(city, 1)[0]
    customer.put_into_basket(goods, 2)
    customer.go_to_counter()
    customer.tell_who("shizuno-none@example.jp")
    browser.press("この住所に届ける").type(**{f"count-{goods}": "1"}).press("ほかの方にも届ける")
    browser.press("ほかの方に届ける").type(**RECIPIENTS[0]).press("このお届け先にする")
    browser.type(**{f"count-{goods}": "1"}).choose("noshi", "thanks").choose("place", "inner")
    browser.type(giftName=NOSHI_NAME).press("この内容にする")
    browser.press("ほかの方も同じにする", browser.panel("鹿野丸 志津乃"))
    assert "御礼" not in browser.words
    browser.press("お支払いへ進む")
    customer.pay_by("bankTransfer")
    browser.says("曳田沢 一郎 様")
    assert NOSHI_NAME not in browser.words


def test_an_order_is_seen_again_by_link_and_code_and_cancelled(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-2@example.jp")
    number = customer.place()
    mail = city.mailbox.wait("shizuno-2@example.jp", number)
    browser.forget()
    browser.open_counter(f"/orders/{number}").says("お探しのページが見つかりませんでした")

    customer.see_order_again(
        link_of(mail), lambda: code_of(city.mailbox.wait("shizuno-2@example.jp", "確認コード")))
    browser.says(number, "鹿野丸 志津乃 様", "湖山ヶ丘118番地", "ご注文を受け付けました")
    browser.press("このご注文を取り消す").says("取り消しました")
    city.mailbox.wait("shizuno-2@example.jp", "取り消しました")
    assert "cancelled" in city.command("ichi", "order", "show", number)


def test_a_guest_corrects_a_recipient_until_the_shop_accepts(city, customer):
    browser = customer.browser
    customer.go_to_confirmation(plain_goods(city), "shizuno-3@example.jp")
    number = customer.place()
    mail = city.mailbox.wait("shizuno-3@example.jp", number)
    customer.see_order_again(
        link_of(mail), lambda: code_of(city.mailbox.wait("shizuno-3@example.jp", "確認コード")))
    browser.press("お届け先・お届け日を変える").type(street="湖山ヶ丘119番地").press("変更する")
    browser.says("湖山ヶ丘119番地", "ご注文の内容が変更されました")
    city.command("ichi", "order", "advance", number, "accepted")
    browser.reload().says("お店が確認しました")
    assert "お届け先・お届け日を変える" not in browser.words
    assert "このご注文を取り消す" not in browser.words


def test_each_step_of_an_order_is_told_by_mail(city, customer):
    email = "shizuno-4@example.jp"
    customer.go_to_confirmation(plain_goods(city), email)
    number = customer.place()
    link = link_of(city.mailbox.wait(email, "うけたまわりました"))
    for state, words in [("accepted", "お引き受けしました"), ("paid", "お支払いを確認しました"),
                         ("dispatched", "発送しました")]:
        city.command("ichi", "order", "advance", number, state)
        city.mailbox.wait(email, words)
    customer.see_order_again(link, lambda: code_of(city.mailbox.wait(email, "確認コード")))
    customer.browser.says("送り状番号", "領収書(PDF)を受け取る")


def test_without_mail_a_letter_goes_by_post_and_its_code_opens_the_order(city, customer, tmp_path):
    customer.go_to_confirmation(plain_goods(city), email="")
    number = customer.place()
    mail = city.mailbox.wait(POST_ROOM)
    assert mail["attachments"][0]["type"] == "application/pdf"
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(city.mailbox.attachment(mail))
    text = letter_text(paper)
    assert number in text and "鹿野丸" in text
    link = re.search(r"http://.*?(?=\n\s*\n)", text, re.S)
    code = re.search(r"確認コード\s+([0-9A-Z]{8})\s", text)
    assert link and code, text
    customer.see_order_again(re.sub(r"\s", "", link[0]), code[1])
    customer.browser.says(number, "鹿野丸 志津乃 様")


def test_a_helper_takes_the_mail_and_is_told_so(city, customer):
    customer.go_to_confirmation(plain_goods(city), "kazoku-no@example.jp", helper=True)
    customer.browser.says("ご家族のメール")
    customer.place()
    mail = city.mailbox.wait("kazoku-no@example.jp")
    assert "ご注文者に代わって" in mail["text"]


def letter_text(paper):
    import subprocess
    return subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True).stdout
