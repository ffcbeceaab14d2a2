"""A customer without a browser: cookies, forms, and a whole guest checkout over HTTP."""

import http.client
import re
import time
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = {301, 302, 303, 307, 308}


class Form:
    def __init__(self, action):
        self.action, self.fields, self.buttons = action, [], []

    def values(self, **typed):
        """What a browser would send, with what was typed; None leaves a field out."""
        pairs = [(name, value) for name, value in self.fields if name not in typed]
        return pairs + [(name, value) for name, value in typed.items() if value is not None]


class FormParser(HTMLParser):
    """The forms of a page, with the values they stand at."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.form, self.select, self.area = [], None, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "form":
            self.form = Form(of.get("action", ""))
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and of.get("name"):
            if of.get("type") in ("checkbox", "radio") and "checked" not in of:
                return
            self.form.fields.append((of["name"], of.get("value", "")))
        elif tag == "select":
            self.select = [of["name"], ""]
        elif tag == "option" and self.select and "selected" in of:
            self.select[1] = of.get("value", "")
        elif tag == "textarea":
            self.area = [of["name"], ""]
        elif tag == "button" and of.get("name"):
            self.form.buttons.append((of["name"], of.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select" and self.select and self.form:
            self.form.fields.append(tuple(self.select))
            self.select = None
        elif tag == "textarea" and self.area and self.form:
            self.form.fields.append(tuple(self.area))
            self.area = None


class Answer:
    def __init__(self, status, headers, body, address):
        self.status, self.headers, self.body, self.address = status, headers, body, address

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def path(self):
        return urlsplit(self.address).path

    @property
    def heading(self):
        found = re.search(r"<h1>(.*?)</h1>", self.text, re.S)
        return found[1].strip() if found else ""

    def form(self, action):
        """The form whose action ends so."""
        for form in FormParser(self.text).forms:
            if form.action.endswith(action):
                return form
        raise AssertionError(f"{self.status} «{self.heading}» at {self.path} has no form …{action}")


class Lost(Exception):
    """The connection went away before an answer came: nobody knows what was done."""


class Visitor:
    """One browser: cookies by host, redirects followed, Origin and Sec-Fetch-Site as sent."""

    def __init__(self, city, seconds=20, patience=0):
        self.city, self.seconds, self.cookies = city, seconds, {}
        self.patience = patience

    def get(self, address, **headers):
        return self.request("GET", address, headers=headers)

    def post(self, address, pairs, origin=None, **headers):
        self.city.known.note(dict(pairs))
        body = urlencode(pairs).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.request("POST", address, body, headers, origin)

    def submit(self, answer, form, **typed):
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(answer.address))
        return self.post(urljoin(answer.address, form.action), form.values(**typed), origin)

    def request(self, method, address, body=None, headers={}, origin=None, follow=True):
        for _ in range(8):
            answer = self.ask_again(method, address, body, headers, origin)
            if not follow or answer.status not in REDIRECTS:
                return answer
            address = urljoin(address, answer.headers["location"])
            if answer.status not in (307, 308):
                method, body, headers = "GET", None, {}
        raise AssertionError(f"redirected without end at {address}")

    def ask_again(self, *request):
        """Tries for so many seconds while nobody answers, or only to say that he is away."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                answer = self.ask(*request)
                if answer.status != 503 or time.monotonic() > deadline:
                    return answer
            except Lost:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.1)

    def ask(self, method, address, body=None, headers={}, origin=None):
        url = urlsplit(address)
        jar = self.cookies.setdefault(url.netloc, {})
        sent = {"Host": url.netloc, "Accept": "text/html", **headers}
        if jar and "Cookie" not in headers:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        if origin and method == "POST":
            sent["Origin"] = origin
        path = url.path + (f"?{url.query}" if url.query else "")
        line = self.line(url.port)
        try:
            line.request(method, path or "/", body, sent)
            answer = line.getresponse()
            received = Answer(answer.status, answer.headers, answer.read(), address)
        except (OSError, http.client.HTTPException) as error:
            raise Lost(str(error)) from error
        finally:
            self.hang_up(line)
        for cookie in received.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if value:
                jar[name] = value
            else:
                jar.pop(name, None)
        return received

    def line(self, port):
        """A connection; a visitor who stays connected overrides these two."""
        return http.client.HTTPConnection("127.0.0.1", port, timeout=self.seconds)

    def hang_up(self, line):
        line.close()


PERSON = {
    "familyName": "因幡", "givenName": "花子", "postcode": "680-0001", "prefecture": "鳥取県",
    "city": "鳥取市", "street": "浜坂999番地", "building": "", "phone": "0857-00-1234",
}


class Shopper(Visitor):
    """Walks the whole of a guest's checkout."""

    def __init__(self, city, email=None, person=PERSON, note="", **options):
        super().__init__(city, **options)
        self.email, self.person, self.note = email, person, note
        self.checkout = None

    def fill_basket(self, goods, count=1):
        form = {"goods": goods, "count": count}
        return self.post(f"{self.city.market}/basket/lines", form, self.city.market)

    def hand_over(self):
        """From the basket to the first page of the checkout."""
        basket = self.get(f"{self.city.market}/basket")
        page = self.submit(basket, basket.form("/hand-over"))
        if (found := re.search(r"/checkouts/([^/?]+)", page.path)) is not None:
            self.checkout = f"{self.city.counter}/checkouts/{found[1]}"
        return page

    def tell_who(self, page, to="orderer"):
        """By one of the two buttons: the goods go to the `orderer`, or to `others`."""
        page = self.submit(page, page.form("/orderer"), email=self.email or "", to=to, **self.person)
        if "odd" in page.text and page.path.endswith("/orderer"):
            page = self.submit(page, page.form("/orderer"), to=to)
        return page

    def take_goods(self, page):
        return self.submit(page, page.form("/gift"))

    def choose_payment(self, page, way="bankTransfer"):
        return self.submit(page, page.form("/payment"), payment=way, note=self.note)

    def confirmation(self, goods, count=1):
        """Everything but the last press."""
        for wanted in [goods] if isinstance(goods, int) else goods:
            self.fill_basket(wanted, count)
        page = self.choose_payment(self.take_goods(self.tell_who(self.hand_over())))
        assert page.path.endswith("/confirmation"), f"{page.status} {page.path} {page.heading}"
        return page

    def place(self, page):
        fields = dict(page.form("/confirmation").fields)
        age = {"age": "yes"} if "お酒のご注文" in page.text else {}
        return self.submit(page, page.form("/confirmation"), total=fields["total"], **age)


def order_number(page):
    """The number on the thanks page."""
    found = re.search(r'order-number">([\d-]+)<', page.text)
    assert found, f"no thanks: {page.status} {page.path} {page.heading}"
    return found[1]
