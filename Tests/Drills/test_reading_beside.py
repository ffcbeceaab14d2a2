"""A process that may only read a database looks into it while another writes without a pause."""

import re
import sqlite3
import subprocess
import threading
from contextlib import closing

import pytest

from city import City, DATABASES
from customer import plain_goods
from databases import Files

pytestmark = pytest.mark.skipif(DATABASES is not Files, reason="it is about files of SQLite")
SECONDS = 10


def test_no_page_is_refused_because_its_reader_met_the_writer_in_mid_stroke():
    """The market, confined to reading, renders pages from a file that is written some thousand times a second."""
    with City(ICHI_KEEP_PAGES="off") as city:
        number = plain_goods(city)
        done, written = threading.Event(), []
        writer = threading.Thread(target=write, args=(city.databases.path("shop"), done, written))
        writer.start()
        try:
            said = subprocess.run(
                ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", f"Host: {city.market.removeprefix('http://')}",
                 f"http://127.0.0.1:{city.base}/goods/{number}"],
                capture_output=True, text=True, check=True, timeout=SECONDS * 4).stdout
        finally:
            done.set()
            writer.join()
        pages = int(re.search(r"(\d+) requests in", said)[1])
        print(f"\n{pages} pages, {written[0]} commits beside them")
        assert pages > 500 and written[0] > 500
        assert "Non-2xx" not in said, said
        assert "may only be read" not in (city.data / "run/market.log").read_text()


def write(path, done, written):
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE beside (a INTEGER)")
        count = 0
        while not done.is_set():
            database.execute("INSERT INTO beside VALUES (1)")
            count += 1
        database.execute("DROP TABLE beside")
        written.append(count)
