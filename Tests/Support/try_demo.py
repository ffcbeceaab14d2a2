"""README's other command as a stranger runs it: `bin/demo` until `ready`, a page, an order with its mail,
Ctrl-C; then again on the data that is there.

Says what it sees, and ends with 1 where something is not so.
"""

import signal
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from city import ROOT, Mailbox, free_ports
from customer import plain_goods
from known import Known
from shopper import Shopper, order_number

BUILD_SECONDS = 40 * 60
AGAIN_SECONDS = 20
END_SECONDS = 4


class Demo:
    def __init__(self, data, base):
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [ROOT / "bin/demo", "--data", data, "--ports", str(base)], stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self, seconds):
        for line in self.process.stdout:
            if line.startswith("ready  "):
                took = time.monotonic() - self.began
                print(f"ready after {took:.1f} s")
                assert took < seconds, "that is too long"
                return
        raise AssertionError("bin/demo ended before it was ready")

    def interrupt(self):
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        took = time.monotonic() - began
        print(f"ended with {code} after {took:.1f} s")
        assert code == 0 and took < END_SECONDS

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)


class DemoMailbox(Mailbox):
    """The mailbox that bin/demo has started."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"


class DemoCity:
    """What a shopper has to know of the city."""

    def __init__(self, data, base):
        self.data, self.known, self.mailbox = data, Known(data), DemoMailbox(base + 5)
        self.market = f"http://market.localhost:{base}"
        self.counter = f"http://counter.localhost:{base + 1}"
        self.office = f"http://office.localhost:{base + 2}"
        self.witness = f"http://witness.localhost:{base + 3}"

    def ask_shop(self, sql, *values):
        with closing(sqlite3.connect(f"file:{self.data}/shop/shop.sqlite?mode=ro", uri=True)) as shop:
            return shop.execute(sql, values).fetchall()

    def place_order(self, email):
        shopper = Shopper(self, email=email)
        assert shopper.get(self.market + "/").status == 200
        number = order_number(shopper.place(shopper.confirmation(plain_goods(self))))
        mail = self.mailbox.wait(email, number)
        print(f"ordered {number}, and read «{mail['subject']}»")


def main():
    # As at a terminal: what a shell has started behind it ignores Ctrl-C, and would hand that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="ichi-demo-") as folder:
        data, base = Path(folder) / "data", free_ports(6)
        city = DemoCity(data, base)
        for email, seconds in [("hatsu@example.jp", BUILD_SECONDS), ("futatabi@example.jp", AGAIN_SECONDS)]:
            demo = Demo(data, base)
            try:
                demo.wait_until_ready(seconds)
                city.place_order(email)
                demo.interrupt()
            finally:
                demo.end()


main()
