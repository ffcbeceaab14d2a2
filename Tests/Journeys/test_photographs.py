"""What a browser takes of a photograph: the format it likes best, in the size that the screen needs."""

import os

import pytest

from browser import WIDTHS
from camera import take
from city import wait_until
from customer import Customer, plain_goods

PICTURES = "return [...document.querySelectorAll(arguments[0])].map(img => [img.currentSrc, img.naturalWidth, img.alt])"
SHIFTS = """
return new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})
    || setTimeout(() => done(0), 300))
"""


@pytest.fixture(scope="module")
def photographed(city, tmp_path_factory):
    """Goods, their shop and a feature with a photograph each, until the journeys are over."""
    goods = plain_goods(city)
    shop, slug, category, recommended = city.ask_shop(
        "SELECT s.id, s.slug, g.category, g.recommendation FROM goods g JOIN shop s ON s.id = g.shop WHERE g.id = ?",
        goods)[0]
    feature = city.ask_shop("SELECT slug FROM feature ORDER BY position LIMIT 1")[0][0]
    stages = [("goods_picture", "file", "alt", "position = 0 AND goods", goods),
              ("shop_picture", "file", "alt", "position = 0 AND shop", shop),
              ("feature", "picture_file", "picture_alt", "slug", feature)]
    before = [city.ask_shop(f"SELECT {file}, {alt} FROM {table} WHERE {key} = ?", value)[0]
              for table, file, alt, key, value in stages]
    city.write_shop("UPDATE goods SET recommendation = 1000 WHERE id = ?", goods)
    photograph = os.environ.get("ICHI_PHOTOGRAPH") or take(tmp_path_factory.mktemp("camera") / "pear.jpg", 2000, 1500)
    for subject, words in [(["--goods", str(goods), "--place", "1"], "撮った梨"),
                           (["--shop", slug, "--place", "1"], "撮った店"), (["--feature", feature], "撮った特集")]:
        city.command("ichi", "pictures", "take", photograph, *subject, "--alt", words)
    yield {"goods": goods, "shop": slug, "feature": feature, "category": category}
    for (table, file, alt, key, value), row in zip(stages, before):
        city.write_shop(f"UPDATE {table} SET {file} = ?, {alt} = ? WHERE {key} = ?", *row, value)
    city.write_shop("UPDATE goods SET recommendation = ? WHERE id = ?", recommended, goods)


def shown(browser, alt):
    """What the browser has taken of the photographs that say so."""
    css = f"main img[alt='{alt}']"
    browser.driver.execute_script(f"document.querySelector(\"{css}\").scrollIntoView()")
    wait_until(lambda: all(width for _, width, _ in browser.driver.execute_script(PICTURES, css)), "the picture")
    return [source.rsplit("/", 1)[1] for source, _, _ in browser.driver.execute_script(PICTURES, css)]


def open_at(browser, width, path):
    """A page at a width, as a browser that has no larger size of anything yet."""
    browser.set_width(width)
    browser.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.driver.get(browser.city.market + path)


def test_each_screen_gets_its_size(city, browser, photographed):
    for width, wanted in [("phone", "-640-"), ("desk", "-640-")]:
        open_at(browser, width, f"/goods/{photographed['goods']}")
        name = shown(browser, "撮った梨")[0]
        assert name.endswith(".avif") and wanted in name, f"{width}: {name}"
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": WIDTHS["desk"], "height": 900, "deviceScaleFactor": 2, "mobile": False})
    browser.driver.get("about:blank")
    browser.driver.get(f"{city.market}/goods/{photographed['goods']}")
    assert shown(browser, "撮った梨")[0].startswith("photo-1280x960-") and "-640-" not in shown(browser, "撮った梨")[0]


def test_every_kind_of_page_shows_it(city, browser, photographed):
    pages = [("/", "撮った特集"), (f"/categories/{photographed['category']}", "撮った梨"), ("/goods", "撮った梨"),
             (f"/shops/{photographed['shop']}", "撮った店"), ("/shops", "撮った店"),
             (f"/features/{photographed['feature']}", "撮った特集"), (f"/goods/{photographed['goods']}", "撮った梨")]
    for path, alt in pages:
        for width in WIDTHS:
            open_at(browser, width, path)
            assert all(name.endswith(".avif") for name in shown(browser, alt)), path
            assert browser.driver.execute_script(SHIFTS) < 0.01, f"{path} moves while it loads"
            browser.picture(f"photograph{path.replace('/', '-')}-{width}")
            browser.check_width()
        browser.set_width("desk")
        browser.check_with_axe()


def test_the_basket_and_the_hearts_show_it_small(city, browser, photographed):
    Customer(browser).put_into_basket(photographed["goods"], 1)
    browser.open_market("/basket")
    assert "-320-" in shown(browser, "撮った梨")[0]
    browser.open_market(f"/goods/{photographed['goods']}").press("お気に入りに入れる")
    browser.open_market("/favourites")
    assert "-320-" in shown(browser, "撮った梨")[0]
