"""PostgreSQL as it is measured: durable as Debian sets it, with the memory that a shop would give it."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from databases import PROGRAMS, Postgres

BUFFERS = "512MB"


class CityPostgres(Postgres):
    """A city's server, with as much memory as the peer's."""

    buffers = BUFFERS


class Server:
    """A server without a port, in a folder that stays."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.is_new = not (self.folder / "data/PG_VERSION").exists()
        self.socket = tempfile.mkdtemp(prefix="ichi-pg-")
        if self.is_new:
            self.folder.mkdir(parents=True, exist_ok=True)
            own(self.folder)
            self.run("initdb", "-D", self.folder / "data", "-U", "ichi", "-A", "trust", "-E", "UTF8",
                     "--locale=C.UTF-8", "-N")
        own(self.socket)
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "start", "-o",
                 f"-k {self.socket} -c listen_addresses='' -c shared_buffers={BUFFERS}")

    @classmethod
    @contextmanager
    def temporary(cls):
        with tempfile.TemporaryDirectory(prefix="ichi-bench-") as folder:
            Path(folder).chmod(0o755)
            with cls(Path(folder) / "postgres") as server:
                yield server

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.socket, ignore_errors=True)

    def make(self, database):
        """A new, empty database of this name, whatever stood there."""
        self.run("dropdb", "-h", self.socket, "-U", "ichi", "--if-exists", database)
        self.run("createdb", "-h", self.socket, "-U", "ichi", database)

    def psql(self, database, sql):
        return self.run("psql", "-h", self.socket, "-U", "ichi", "-d", database, "-qXAt", "-v", "ON_ERROR_STOP=1",
                        "-c", sql)

    def run(self, program, *arguments):
        """As its own user: the server refuses to run as root."""
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        # A server that is started keeps its standard output: a pipe would never end.
        output = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        return subprocess.run([*prefix, PROGRAMS / program, *arguments], check=True, cwd="/tmp", text=True,
                              stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL).stdout


def own(folder):
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
