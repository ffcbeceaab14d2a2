"""What others on this machine reach without doing any of our work: HTTP servers, and databases that keep orders."""

import os
import pwd
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from city import free_ports, wait_until
from processes import answers

GOODS, GROUP, SHEET = 1500, 16, 400
TABLES = """
    CREATE TABLE stock (goods BIGINT PRIMARY KEY, count BIGINT NOT NULL);
    CREATE TABLE placed (id {number} PRIMARY KEY, sheet {bytes} NOT NULL);
    CREATE TABLE line (placed BIGINT NOT NULL, goods BIGINT NOT NULL, count BIGINT NOT NULL, price BIGINT NOT NULL);
"""
PRESS = """
\\set goods random(1, 1500)
BEGIN;
UPDATE stock SET count = count - 1 WHERE goods = :goods AND count >= 1;
WITH one AS (INSERT INTO placed (sheet) VALUES (decode(repeat('ab', 400), 'hex')) RETURNING id)
INSERT INTO line SELECT id, :goods, 1, 1000 FROM one;
COMMIT;
"""


class Nginx:
    """One worker that gives away 4 KiB; None in `port` where Debian's nginx-light is not there."""

    def __init__(self):
        self.port = None
        self.program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")

    def __enter__(self):
        if self.program is None:
            return self
        self.folder = Path(tempfile.mkdtemp(prefix="ichi-nginx-"))
        self.folder.chmod(0o755)
        (self.folder / "page.html").write_text("x" * 4096)
        self.port = free_ports(1)
        kinds = " ".join(f"{kind}_temp_path {self.folder};" for kind in
                         ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user} worker_processes 1; daemon off; pid {self.folder}/pid; error_log {self.folder}/log;"
            "events { worker_connections 256; }"
            f"http {{ access_log off; keepalive_requests 10000000; {kinds}"
            f"server {{ listen 127.0.0.1:{self.port}; root {self.folder}; }} }}\n")
        self.process = subprocess.Popen([self.program, "-e", self.folder / "log", "-c", self.folder / "nginx.conf"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(self.port), "nginx")
        return self

    def __exit__(self, *_):
        if self.port:
            self.process.terminate()
            self.process.wait(timeout=10)
            shutil.rmtree(self.folder, ignore_errors=True)


class Constant:
    """The HTTP library that ours stands on, which gives away 4 KiB and does nothing else."""

    host, paths = "limit", ["/constant"]

    def __init__(self, programs):
        self.programs = programs

    def __enter__(self):
        self.port = free_ports(1)
        self.process = subprocess.Popen([self.programs / "ichi-bench", "constant", "--port", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(self.port), "ichi-bench constant")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)


def sqlite_orders(seconds):
    """Orders a second that SQLite alone keeps, so many in each durable commit."""
    with tempfile.TemporaryDirectory(prefix="ichi-bench-") as folder:
        base = sqlite3.connect(f"{folder}/orders", isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.executescript(TABLES.format(number="INTEGER", bytes="BLOB"))
        base.executemany("INSERT INTO stock VALUES (?, 10000000)", ((goods,) for goods in range(1, GOODS + 1)))
        sheet, placed, began = os.urandom(SHEET), 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            base.execute("BEGIN IMMEDIATE")
            for _ in range(GROUP):
                goods = random.randint(1, GOODS)
                base.execute("UPDATE stock SET count = count - 1 WHERE goods = ? AND count >= 1", (goods,))
                order = base.execute("INSERT INTO placed (sheet) VALUES (?)", (sheet,)).lastrowid
                base.execute("INSERT INTO line VALUES (?, ?, 1, 1000)", (order, goods))
            base.execute("COMMIT")
            placed += GROUP
        return placed / (time.perf_counter() - began)


def postgres_orders(server, seconds):
    """The same of PostgreSQL, asked by pgbench on sixteen connections; it groups commits by itself."""
    server.make("orders")
    server.psql("orders", TABLES.format(number="BIGSERIAL", bytes="BYTEA"))
    server.psql("orders", f"INSERT INTO stock SELECT number, 10000000 FROM generate_series(1, {GOODS}) number")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(PRESS)
        file.flush()
        os.chmod(file.name, 0o644)
        said = server.run("pgbench", "-h", server.socket, "-U", "ichi", "-n", "-M", "prepared", "-c", "16",
                          "-j", "1", "-T", str(max(1, round(seconds))), "-f", file.name, "orders")
    return float(re.search(r"tps = ([\d.]+)", said)[1])
