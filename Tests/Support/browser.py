"""A real browser, driven in the words of whoever sits before it: press, type, choose, tick.

Every kind of page that a journey comes to is looked at once: with axe for people who see, hear or point
otherwise, for width on a telephone's screen, and as a picture.

    ICHI_SCREENSHOTS    where the pictures go; a temporary folder without it
"""

import base64
import importlib.util
import itertools
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.select import Select

from city import wait_until

WIDTHS = {"desk": 1280, "phone": 390}
PICTURES = Path(os.environ.get("ICHI_SCREENSHOTS") or tempfile.mkdtemp(prefix="ichi-pages-"))
seen = set()
leaves = itertools.count(1)

# The wheel is there for the script in it; what else it holds would ask for a browser of its own.
AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).with_name("axe.min.js").read_text()
RUN_AXE = """
const done = arguments[arguments.length - 1]
axe.run({rules: {'target-size': {enabled: true}}}).then(found => done(found.violations))
"""
EMPTY_LISTS = """
return [...document.querySelectorAll('ul, ol, dl, nav, fieldset, tbody')]
    .filter(part => !part.querySelector('li, dt, a, input, select, textarea, p, tr')).map(part => part.outerHTML.slice(0, 200))
"""


def start_chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    words = ["--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
             "--force-color-profile=srgb", "--lang=ja", "--disable-background-networking"]
    if os.geteuid() == 0:
        words.append("--no-sandbox")
    for word in words:
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class Browser:
    def __init__(self, city, driver):
        self.city, self.driver = city, driver
        self.set_width("desk")

    def set_width(self, name):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": WIDTHS[name], "height": 900, "deviceScaleFactor": 1, "mobile": False})

    def forget(self):
        """As a browser that was never here."""
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})

    # Going about

    def open(self, address):
        self.driver.get(address)
        return self.look()

    def open_market(self, path="/"):
        return self.open(self.city.market + path)

    def open_counter(self, path="/"):
        return self.open(self.city.counter + path)

    def open_office(self, path="/"):
        return self.open(self.city.office + path)

    def press(self, words, within=None):
        """Presses the button or link that says so, and waits for the page that comes."""
        with self.next_page():
            self.click(self.find_press(words, within))
        return self.look()

    def find_press(self, words, within=None):
        return self.shown(f".//*[self::button or self::a][contains(normalize-space(.), '{words}')]",
                          words, within)

    def back(self):
        with self.next_page():
            self.driver.back()
        return self.look()

    def reload(self):
        with self.next_page():
            self.driver.refresh()
        return self.look()

    @contextmanager
    def next_page(self):
        leaf, path = next(leaves), self.path
        self.driver.execute_script("window.leaf = arguments[0]", leaf)
        yield
        wait_until(lambda: self.is_new_page(leaf), f"the page after {path}")

    def is_new_page(self, leaf):
        try:
            return self.driver.execute_script(
                "return window.leaf !== arguments[0] && document.readyState === 'complete'", leaf)
        except WebDriverException:
            return False  # Between two pages there is none.

    def click(self, element):
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def unfold(self):
        """Opens what the page keeps folded."""
        self.driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        return self

    # Reading

    @property
    def path(self):
        return re.sub(r"^https?://[^/]+", "", self.driver.current_url) or "/"

    @property
    def heading(self):
        return self.text_of("h1")

    @property
    def words(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    def text_of(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css).text.strip()

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def says(self, *words):
        shown = self.words
        for word in words:
            assert word in shown, f"«{word}» is not on «{self.heading}» at {self.path}:\n{shown[:2000]}"
        return self

    def shown(self, xpath, words, within=None):
        place = within or self.driver
        for element in place.find_elements(By.XPATH, xpath):
            if element.is_displayed():
                return element
        raise AssertionError(f"nothing says «{words}» on «{self.heading}» at {self.path}:\n"
                             + self.words[:1500])

    def panel(self, words):
        """The part of the page under a heading."""
        path = f"//section[.//*[self::h2 or self::h3][contains(normalize-space(.), '{words}')]]"
        return self.shown(path, words)

    # Filling in

    def type(self, **fields):
        self.city.known.note(fields)
        for name, text in fields.items():
            element = self.driver.find_element(By.NAME, name)
            if element.tag_name == "select":
                self.choose(name, text)
            else:
                element.clear()
                element.send_keys(text)
        return self

    def choose(self, name, value):
        element = self.driver.find_element(By.NAME, name)
        if element.tag_name == "select":
            Select(element).select_by_value(value)
        else:
            self.tick(name, value)
        return self

    def options(self, name):
        select = Select(self.driver.find_element(By.NAME, name))
        return [o.get_attribute("value") for o in select.options if o.get_attribute("value")]

    def names(self, beginning):
        """The fields whose names begin so, in the order of the page."""
        return [e.get_attribute("name") for e in self.all(f"[name^='{beginning}']")]

    def tick(self, name, value="yes"):
        css = f"input[name='{name}'][value='{value}']"
        box = self.driver.find_element(By.CSS_SELECTOR, css)
        if not box.is_selected():
            self.click(box)
        return self

    def value(self, name):
        return self.driver.find_element(By.NAME, name).get_attribute("value")

    def has(self, css):
        try:
            return self.driver.find_element(By.CSS_SELECTOR, css) is not None
        except NoSuchElementException:
            return False

    # Looking

    def look(self):
        """Looks at a kind of page the first time it is shown."""
        kind = self.kind()
        if kind in seen:
            return self
        seen.add(kind)
        for name in WIDTHS:
            self.set_width(name)
            self.picture(f"{kind}-{name}")
            self.check_width()
            self.check_lists()
            self.check_with_axe()
        self.set_width("desk")
        return self

    def kind(self):
        address = self.driver.current_url
        where = "market" if address.startswith(self.city.market) else \
            "office" if address.startswith(self.city.office) else \
            "witness" if address.startswith(self.city.witness) else "counter"
        path = re.sub(r"/[a-z2-7.]{20,}|/[\d-]{9,}|/\d+", "/-", self.path.split("?")[0])
        state = "wrong" if self.has(".errors, .wrong") else "odd" if self.has(".odd") \
            else "parcels" if self.has("fieldset.parcel") else "ways" if self.has("[name=to]") \
            else "answer" if self.has(".answer") else ""
        name = re.sub(r"[\s/]+", "", self.heading) if self.has(".problem") else ""
        return re.sub(r"[^\w-]+", "_", f"{where}{path}_{state}{name}").strip("_")

    def picture(self, name):
        """The whole page, as far down as it goes."""
        taken = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))

    def check_width(self):
        wide = self.driver.execute_script(
            "return document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.path} is {wide} px wider than the screen"

    def check_lists(self):
        empty = self.driver.execute_script(EMPTY_LISTS)
        assert not empty, f"nothing is in these at {self.path}:\n" + "\n".join(empty)

    def check_with_axe(self):
        self.driver.execute_script(AXE)
        found = [v for v in self.driver.execute_async_script(RUN_AXE)
                 if v["impact"] in ("serious", "critical")]
        told = [f"{v['id']}: {v['help']}: " + "; ".join(n["html"][:200] for n in v["nodes"][:3])
                for v in found]
        assert not found, f"axe at {self.path}:\n" + "\n".join(told)

    def complaints(self):
        """What the console holds against us: scripts that failed, policies that were broken."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE" and "status of 4" not in entry["message"]]
