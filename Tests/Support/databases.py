"""The city's databases as drills look into them and set the stage: files, or a PostgreSQL of their own."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


class Files:
    """SQLite, a file for every process that writes."""

    environment, logs = {}, []

    def __init__(self, data):
        self.data = data

    def ask(self, store, sql, values):
        """Rows, read beside the process that writes them."""
        with closing(sqlite3.connect(f"file:{self.path(store)}?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(sql, values).fetchall()

    def change(self, store, sql, values):
        """How many rows were changed."""
        with closing(sqlite3.connect(self.path(store), timeout=20)) as database:
            with database:
                return database.execute(sql, values).rowcount

    def is_begun(self, store):
        """Whether anything was ever written to it."""
        return self.path(store).exists()

    def path(self, store):
        return self.data / f"{store}/{store}.sqlite"

    def revive(self):
        """There is no server that a full disk could end."""
        return True

    def close(self):
        pass


class Postgres:
    """A server without a port; the shop's host and the vault have a database each."""

    buffers = "32MB"

    def __init__(self, _):
        self.folder = Path(tempfile.mkdtemp(prefix="ichi-pg-"))
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.folder.chmod(0o711)  # its socket is for others, too, who are root without root's rights
        self.logs = [self.folder / "log"]
        self.run("initdb", "-D", self.folder / "data", "-U", "ichi", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N")
        self.start()
        for name in ("shop", "vault"):
            self.run("createdb", "-h", self.folder, "-U", "ichi", name)
        self.environment = {
            "DATABASE_URL": self.address("shop"),
            "VAULT_DATABASE_URL": self.address("vault") + "&schema=vault",
        }

    def start(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "start", "-o",
                 f"-k {self.folder} -c listen_addresses='' -c shared_buffers={self.buffers}")

    def revive(self):
        """Whether it runs again, where a full disk has ended it."""
        try:
            if not (self.folder / "data/postmaster.pid").exists():
                self.start()
        except subprocess.CalledProcessError:
            return False
        return True

    def address(self, database):
        return f"postgres:///{database}?host={self.folder}&user=ichi"

    def run(self, program, *arguments):
        """As its own user: the server refuses to run as root."""
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*prefix, PROGRAMS / program, *arguments], check=True, cwd="/tmp",
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, store, sql, values):
        rows = self.psql(store, f"SELECT coalesce(json_agg(row), '[]') FROM ({filled(sql, values)}) row")
        return [tuple(row.values()) for row in json.loads(rows)]

    def change(self, store, sql, values):
        return int(self.psql(store, f"WITH row AS ({filled(sql, values)} RETURNING 1) SELECT count(*) FROM row"))

    def is_begun(self, store):
        return self.ask(store, "SELECT 1 AS found FROM pg_tables WHERE schemaname = ?", [store]) != []

    def psql(self, store, sql):
        database = "vault" if store == "vault" else "shop"
        return subprocess.run(
            [PROGRAMS / "psql", "-h", self.folder, "-U", "ichi", "-d", database, "-qXAt", "-v", "ON_ERROR_STOP=1"],
            input=f"SET search_path = {store};\n{sql};\n", capture_output=True, text=True, check=True).stdout

    def close(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def filled(sql, values):
    """With its values in it: the drills' own, never anybody else's."""
    parts = sql.split("?")
    literals = [str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'" for value in values]
    return "".join(part + literal for part, literal in zip(parts, literals + [""]))
