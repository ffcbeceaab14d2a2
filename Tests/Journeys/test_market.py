"""What everyone may see: goods, shops, search, hearts, the basket."""

import pytest

from customer import Customer, plain_goods
from shopper import Visitor
from words import TYPED

PAGES = ["/", "/goods", "/goods?q=%E6%A2%A8", "/shops", "/news", "/guide", "/law", "/privacy",
         "/contact", "/basket", "/favourites", "/categories/pears"]


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_is_right(city, browser, path):
    browser.open_market(path)
    assert browser.heading
    assert "0120-000-118" in browser.driver.find_element("tag name", "body").text


def test_pages_reached_from_the_front_page_are_right(city, browser):
    for css in ("ul.features h3 a", "ul.news a", "ul.goods:not(.features) h3 a"):
        browser.open_market("/")
        browser.open(browser.all(css)[0].get_attribute("href"))
    browser.open_market("/shops")
    browser.open(browser.all("main ul a[href*='/shops/']")[0].get_attribute("href"))
    browser.press("特定商取引法に基づく表記").says("販売")


@pytest.mark.parametrize("typed", ["梨", "なし", "ナシ", "ﾅｼ", "二十世紀", "らっきょう", "ラッキョウ", "かに"])
def test_search_finds_what_people_type(city, browser, typed):
    browser.open_market("/").type(q=typed)
    with browser.next_page():
        browser.driver.find_element("name", "q").submit()
    assert browser.all("ul.goods li.card"), f"«{typed}» finds nothing"


def test_a_search_without_result_says_what_to_do(city, browser):
    browser.open_market("/goods?q=zzzzqqqq").says("見つかりませんでした")


def test_the_list_is_narrowed_sorted_and_paged(city, browser):
    browser.open_market("/goods").choose("temperature", "frozen")
    browser.press("この条件で見る")
    narrowed = browser.path
    assert "temperature=frozen" in narrowed
    browser.press("次へ")
    assert browser.all("ul.goods li.card")
    browser.press("条件をすべて外す")


def test_hearts_stay_with_the_browser(city, browser):
    browser.open_market(f"/goods/{plain_goods(city)}").press("お気に入りに入れる")
    name = browser.text_of(".line-name")
    browser.open_market("/favourites").says(name).press("外す")
    assert not browser.all(".line-name")


def test_a_basket_is_changed_and_emptied(city, browser):
    customer = Customer(browser)
    customer.put_into_basket(plain_goods(city), 2)
    browser.type(count="3").press("数量を変える")
    assert browser.value("count") == "3"
    browser.type(count="二").press("数量を変える")
    assert browser.has("[role=alert]")
    browser.open_market("/basket").press("かごから出す").says("買い物かごには何も入っていません")


def test_public_pages_are_the_same_for_everyone_and_know_nobody(city):
    stranger, buyer = Visitor(city), Visitor(city)
    goods = plain_goods(city)
    buyer.post(f"{city.market}/basket/lines", {"goods": goods, "count": 1}, city.market)
    for path in ("/", "/goods", f"/goods/{goods}", "/shops"):
        page = buyer.get(city.market + path)
        assert page.body == stranger.get(city.market + path).body
        assert not any(word in page.text for word in TYPED)
        assert "__Host-visit" not in buyer.cookies[city.market.removeprefix("http://")]
