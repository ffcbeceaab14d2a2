"""The peer: django-oscar with gunicorn and PostgreSQL, filled with our city's goods and people."""

import hashlib
import json
import os
import re
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

from city import ROOT, free_ports, wait_until
from postgres import Server

HOME = ROOT / ".setup/peer"
HERE = ROOT / "Benchmarks/peer"
WORKERS = os.cpu_count()


def is_ready():
    """Whether it was set up and filled before."""
    return (HOME / "filled").exists()


class Oscar:
    """Runs while it is entered; its folder stays, and with it what was filled in."""

    def __init__(self, contents):
        self.contents = contents
        self.port = free_ports(1)
        self.host = f"127.0.0.1:{self.port}"
        self.address = f"http://{self.host}"

    def __enter__(self):
        subprocess.run([HERE / "setup"], check=True)
        self.server = Server(HOME / "postgres").__enter__()
        self.environment = {
            **os.environ, "PEER_HOME": str(HOME), "PEER_DATABASE": self.server.socket,
            "DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": str(HERE / "project"),
        }
        try:
            self.fill()
            self.start()
        except BaseException:
            self.server.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.gunicorn.terminate()
            self.gunicorn.wait(timeout=20)
        finally:
            self.server.__exit__()

    def fill(self):
        """Once for the same goods and as many people."""
        mark, text = HOME / "filled", json.dumps(self.contents, ensure_ascii=False)
        wanted = hashlib.sha256(text.encode()).hexdigest()
        if not self.server.is_new and mark.exists() and mark.read_text() == wanted:
            return
        mark.unlink(missing_ok=True)
        (HOME / "city.json").write_text(text)
        self.server.make("peer")
        self.run("django-admin", "migrate", "-v0")
        self.run("django-admin", "collectstatic", "--noinput", "-v0")
        self.run("python", HERE / "fill.py", HOME / "city.json")
        self.run("django-admin", "rebuild_index", "--noinput", "-v0")
        self.server.psql("peer", "VACUUM ANALYZE")
        mark.write_text(wanted)

    def run(self, program, *arguments):
        done = subprocess.run([HOME / "python/bin" / program, *arguments], env=self.environment,
                              capture_output=True, text=True)
        assert done.returncode == 0, f"{program} {arguments}: {done.stderr[-2000:]}"

    def start(self):
        log = open(HOME / "gunicorn.log", "a")
        self.gunicorn = subprocess.Popen(
            [HOME / "python/bin/gunicorn", "-w", str(WORKERS), "-b", self.host, "wsgi:application"],
            env=self.environment, stdout=log, stderr=log)
        wait_until(lambda: self.page("/catalogue/"), "the peer", 60)

    def settle(self):
        """Until it has worked off what clients that are gone had asked: it would press on who comes next."""
        for _ in range(WORKERS):
            wait_until(lambda: self.page("/basket/"), "the peer", 60)

    def page(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return answer.read().decode()
        except OSError:
            return None

    def product_paths(self):
        rows = self.server.psql("peer", "SELECT slug, id FROM catalogue_product ORDER BY id")
        return ["/catalogue/{}_{}/".format(*row.split("|")) for row in rows.split()]

    def category_paths(self, slugs):
        rows = self.server.psql("peer", "SELECT slug, id FROM catalogue_category ORDER BY id")
        return ["/catalogue/category/{}_{}/".format(*row.split("|")) for row in rows.split()
                if row.split("|")[0] in slugs]

    def hits(self, word):
        """How many goods it finds."""
        page = self.page(self.search_path(word))
        numbers = [int(number) for number in re.findall(r"<strong>(\d+)</strong>", page)]
        return max(numbers, default=0)

    def search_path(self, word):
        return "/search/?q=" + urllib.parse.quote(word)

    def processes(self):
        """gunicorn and its workers."""
        found = {"gunicorn": self.gunicorn.pid}
        for children in Path(f"/proc/{self.gunicorn.pid}/task").glob("*/children"):
            for number, child in enumerate(children.read_text().split()):
                found[f"worker-{number}"] = int(child)
        return found
