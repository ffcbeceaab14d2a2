"""Somebody of a shop: a key in software at the office, and the shop's own computer with `ichi-labels`."""

import base64
import json
import random
import re
import subprocess
from datetime import date, timedelta
from urllib.parse import urlencode, urljoin

from authenticator import Authenticator, b64
from city import wait_until
from shopper import FormParser, Visitor

AT_ONCE = 20


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Owner(Visitor):
    def __init__(self, city, shop, computer):
        super().__init__(city, patience=AT_ONCE)
        self.shop, self.computer = shop, computer
        self.key = Authenticator(random.Random(shop))
        self.key.party, self.key.origin, self.key.count = "office.localhost", city.office, 0
        self.enrol()

    # Keys

    def touch(self, page, action):
        """What the page's module does: asks for a challenge, has the key answer, and sends the form."""
        form = page.form(action)
        asked = self.send(page.form_data(action), form)
        challenge = unb64(asked["publicKey"]["challenge"])
        if "user" in asked["publicKey"]:
            self.key.user = unb64(asked["publicKey"]["user"]["id"])
            response = {"clientDataJSON": b64(self.key.client_data("webauthn.create", challenge)),
                        "attestationObject": b64(self.key.attestation(self.key.made()))}
        else:
            self.key.count += 1
            signed = self.key.sign(challenge)
            response = {"clientDataJSON": signed["clientData"], "authenticatorData": signed["authenticatorData"],
                        "signature": signed["signature"], "userHandle": signed["userHandle"]}
        credential = json.dumps({"id": b64(self.key.credential), "type": "public-key", "response": response})
        return self.send_form(form, page.address, ceremony=asked["ceremony"], credential=credential)

    def send(self, address, form):
        answer = self.send_form(form, self.city.office, address)
        assert answer.status == 200, f"{answer.status} {answer.text[:400]}"
        return json.loads(answer.body)

    def send_form(self, form, base, address=None, **more):
        body = urlencode(form.values(**more)).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", urljoin(base, address or form.action), body, headers, self.city.office)

    def enrol(self):
        words = self.city.command(
            "ichi-vault", "staff", "invite", "--role", "shop", "--shop", str(self.shop), "--name", "髙橋 実",
            "--email", "minoru@inaba.example", "--ports", str(self.city.base))
        page = self.touch(Page(self.get(re.search(r"http\S+", words)[0])), r"/enrolment/\w+")
        assert "髙橋 実 さん" in page.text, page.text

    # Labels

    def may_have_labels(self, cap=100):
        """The computer's key is registered, and two commands allow what it is for."""
        told = self.run("key").stdout
        key, digits = re.search(r"age1\w+", told)[0], re.search(r"(\d{5} ){5}\d{5}", told)[0]
        self.city.command("ichi-vault", "receiver", "register", "--shop", str(self.shop), "--key", key,
                          "--fingerprint", digits)
        self.city.command("ichi-vault", "job", "allow", "--shop", str(self.shop), "--cap", str(cap), "--by", "山田",
                          "--from", str(date.today() - timedelta(1)), "--until", str(date.today() + timedelta(9)))

    def look(self):
        return Page(self.get(f"{self.city.office}/labels"))

    def waiting(self):
        found = re.search(r"(\d+)個のお荷物が、送り状を待っています", self.look().text)
        return int(found[1]) if found else 0

    def make_labels(self):
        answer = self.touch(self.look(), "/labels")
        assert answer.status == 200 and answer.path == "/labels", answer.text

    def files(self):
        return re.findall(r'href="(/labels/\w+)"', self.look().text)

    def fetch(self, number=1):
        """The newest file, once there are so many."""
        wait_until(lambda: len(self.files()) == number, "the labels")
        answer = self.get(self.city.office + self.files()[0])
        assert answer.headers["content-disposition"].endswith('.age"') and answer.status == 200
        return answer.body

    # The computer

    def run(self, *words):
        return subprocess.run([self.city.programs / "ichi-labels", *words, "--keys", self.computer / "keys"],
                              cwd=self.computer, capture_output=True, text=True, check=True)

    def open(self, sealed, name="labels"):
        (self.computer / f"{name}.age").write_bytes(sealed)
        words = self.run("open", f"{name}.age", "--to", f"{name}.pdf").stdout
        text = subprocess.run(["pdftotext", "-layout", self.computer / f"{name}.pdf", "-"],
                              capture_output=True, text=True, check=True).stdout
        return int(re.match(r"送り状(\d+)枚", words)[1]), text


class Page:
    """An answer, and where the module of one of its forms asks first."""

    def __init__(self, answer):
        self.answer, self.text, self.address = answer, answer.text, answer.address
        assert answer.status == 200, f"{answer.status} {answer.text[:400]}"

    def form(self, action):
        return next(form for form in self.forms() if re.fullmatch(action, form.action))

    def form_data(self, action):
        tag = re.search(rf'<form action="{action}"[^>]*data-(?:touch|make)="([^"]+)"', self.text)
        assert tag, f"no form {action} in {self.text}"
        return tag[1]

    def forms(self):
        return FormParser(self.text).forms
