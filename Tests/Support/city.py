"""A demonstration city in a temporary folder, with every process of it and a mailbox.

    ICHI_PROGRAMS      where `ichi`, `ichi-vault` and `ichi-witness` are; .build/debug without it
    ICHI_POSTCODES     Japan Post's postcodes; .setup/postcodes.tsv without it
    ICHI_DATABASE      `postgres` for a PostgreSQL of the city's own; SQLite files without it
    ICHI_KEEP          keep the folder, for whoever wants to look into it
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from databases import Files, Postgres
from known import Known

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
POST_ROOM = "post-room@inaba.example"
DATABASES = Postgres if os.environ.get("ICHI_DATABASE") == "postgres" else Files


def wait_until(ask, what, seconds=20.0):
    """The first answer that counts; what was waited for is named where none comes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


class City:
    def __init__(self, folder=None, databases=DATABASES, outside=None, **environment):
        """`outside` makes what takes the mails; a mailbox without it."""
        self.programs = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug")).resolve()
        self.folder = Path(folder or tempfile.mkdtemp(prefix="ichi-city-"))
        self.folder.chmod(0o755)  # as root, its processes may be users of their own
        self.data = self.folder / "data"
        self.elsewhere = self.folder / "elsewhere"
        self.elsewhere.mkdir(exist_ok=True)
        self.elsewhere.chmod(0o1777)
        self.known = Known(self.data)
        self.base = free_ports()
        self.market = f"http://market.localhost:{self.base}"
        self.counter = f"http://counter.localhost:{self.base + 1}"
        self.office = f"http://office.localhost:{self.base + 2}"
        self.witness = f"http://witness.localhost:{self.base + 3}"
        self.extra = environment
        self.kind, self.databases = databases, None
        self.outside = outside or Mailbox
        self.mailbox = None
        self.up = None

    def __enter__(self):
        try:
            self.databases = self.kind(self.data)
            self.mailbox = self.outside()
            self.command("ichi", "demo", "make")
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, broken, *_):
        if broken:
            print(self.complaints(), file=sys.stderr, flush=True)
        self.close()

    def complaints(self):
        """What the processes said was wrong, the last of each: for whoever has to find out why a test failed."""
        logs = sorted((self.data / "run").glob("*.log"))
        lines = ((log.name, line) for log in logs for line in log.read_text(errors="replace").splitlines()[-2000:])
        words = [f"{name}: {line}" for name, line in lines if re.search(r" (error|critical|warning) ", line)]
        for log in self.databases.logs:
            said = log.read_text(errors="replace").splitlines()
            words += [f"{log.name}: {line}" for line in said if re.search(r"ERROR|FATAL|PANIC|STATEMENT", line)
                      and "could not serialize" not in line][-20:]
        return "\n".join(words)[-6000:]

    @property
    def environment(self):
        return {
            **os.environ,
            "ICHI_RELAY": f"smtp://127.0.0.1:{self.mailbox.smtp}",
            "ICHI_COUNTER_ORIGIN": self.counter,
            "ICHI_MAIL_FROM": "ichi@inaba.example",
            "ICHI_POST_ROOM": POST_ROOM,
            "ICHI_LEDGER_ORIGIN": "inaba.example/ledger",
            "ICHI_POSTCODES": os.environ.get("ICHI_POSTCODES", str(ROOT / ".setup/postcodes.tsv")),
            # Tests and loads open in an hour more persons than a city does in a day.
            "ICHI_WITNESS_NAMES_A_DAY": "1000000", "ICHI_WITNESS_NAMES_IN_THIRTY_DAYS": "1000000",
            # What a process leaves behind beside its data is left where the thief's drill looks for it.
            "TMPDIR": str(self.elsewhere),
            **self.databases.environment,
            **self.extra,
        }

    def start(self, **environment):
        """Starts every process and returns once pages are served."""
        log = open(self.folder / "up.log", "a+")
        self.up = subprocess.Popen(
            [self.programs / "ichi", "up", "--data", self.data, "--ports", str(self.base)],
            stdout=log, stderr=log, env={**self.environment, **environment}, cwd=self.elsewhere,
        )
        log.close()
        began = self.log().count("ready  ")
        wait_until(lambda: self.log().count("ready  ") > began or self.up.poll() is not None,
                   "the city", READY_SECONDS)
        assert self.up.poll() is None, f"the city did not start:\n{self.log()}"

    def log(self):
        return (self.folder / "up.log").read_text()

    def stop(self):
        """Ends every process; none is left after two seconds."""
        if self.up is None or self.up.poll() is not None:
            return
        processes = list(self.processes().values())
        began = time.monotonic()
        self.up.send_signal(signal.SIGINT)
        self.up.wait(timeout=10)
        took = time.monotonic() - began
        left = [process for process in processes if runs(process)]
        assert not left, f"processes outlived their launcher: {left}"
        assert took < 4, f"ending took {took:.1f} s"

    def crash(self):
        """Kills the launcher, and with it every process at once."""
        processes = list(self.processes().values())
        self.up.kill()
        self.up.wait()
        wait_until(lambda: not any(runs(process) for process in processes), "all to go")
        # A process that was just being started anew is not in the list, and may go last.
        wait_until(lambda: not any(is_taken(self.base + door) for door in range(4)), "the ports")

    def close(self):
        try:
            self.stop()
        finally:
            if self.up and self.up.poll() is None:
                self.up.kill()
            if self.mailbox:
                self.mailbox.close()
            if self.databases:
                self.databases.close()
            if not os.environ.get("ICHI_KEEP"):
                shutil.rmtree(self.folder, ignore_errors=True)

    def processes(self):
        """The processes by name: market, counter, office, vault, witness, page, courier."""
        found = {}
        for children in Path(f"/proc/{self.up.pid}/task").glob("*/children"):
            for child in children.read_text().split():
                words = command_line(int(child))
                if len(words) > 1:
                    found[words[1]] = int(child)
        return found

    def command(self, program, *arguments, check=True):
        """What a command prints."""
        code, words, complaint = self.outcome(program, *arguments)
        assert not check or code == 0, f"{program} {arguments}: {complaint}"
        return words

    def outcome(self, program, *arguments, data=None, seconds=120):
        """A command's exit code, what it prints, and what it complains of."""
        done = subprocess.run(
            [self.programs / program, *arguments, "--data", data or self.data],
            capture_output=True, text=True, env=self.environment, cwd=self.elsewhere, timeout=seconds,
        )
        return done.returncode, done.stdout, done.stderr

    def json(self, program, *arguments, check=True):
        return json.loads(self.command(program, *arguments, "--json", check=check))

    def theft(self, data=None):
        """What a thief could read of all that was left behind: the drill's exit code and report."""
        also = [("--also", path) for path in (self.folder / "up.log", self.elsewhere, *self.databases.logs)]
        code, words, complaint = self.outcome(
            "ichi", "drill", "theft", "--json", "--known", self.known.folder, *sum(also, ()),
            data=data, seconds=600)
        assert words, complaint
        return code, json.loads(words)

    def ask_shop(self, sql, *values):
        return self.databases.ask("shop", sql, values)

    def ask_vault(self, sql, *values):
        return self.databases.ask("vault", sql, values)

    def write_shop(self, sql, *values):
        """Sets the stage; nothing of the kind is ever done to a real shop."""
        return self.databases.change("shop", sql, values)

    def write_vault(self, sql, *values):
        return self.databases.change("vault", sql, values)

    def standing_freezes(self):
        return [f for f in self.json("ichi-vault", "freeze", "list") if not f.get("lifted")]

    def verify_ledger(self):
        answer = self.json("ichi-vault", "ledger", "verify", check=False)
        assert answer["sound"], answer["damages"]
        return answer["entries"]


class Mailbox:
    """The outside world's mails, as `bin/support/mailbox.py` takes them."""

    def __init__(self, keep=5000):
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "bin/support/mailbox.py", "--smtp", "0", "--http", "0",
             "--keep", str(keep)],
            stdout=subprocess.PIPE, text=True,
        )
        words = self.process.stdout.readline().split()
        assert words and words[0] == "ready", "the mailbox did not start"
        self.smtp = int(words[1].rsplit(":", 1)[1])
        self.address = words[2].rstrip("/")

    def mails(self, to=""):
        with urllib.request.urlopen(f"{self.address}/mails.json?to={to}", timeout=10) as answer:
            return json.load(answer)

    def wait(self, to, about="", more_than=0, seconds=20.0):
        """The newest mail to somebody whose subject holds some words."""
        def newest():
            found = [mail for mail in self.mails(to) if about in mail["subject"]]
            return found[0] if len(found) > more_than else None
        return wait_until(newest, f"a mail to {to} about «{about}»", seconds)

    def attachment(self, mail, index=0):
        with urllib.request.urlopen(self.address + mail["attachments"][index]["path"]) as answer:
            return answer.read()

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)


def code_of(mail):
    """The code that stands alone in a mail."""
    return after(mail, "確認コード:")


def link_of(mail):
    """The order's page in a mail."""
    return next(line for line in mail["text"].splitlines() if "/order-links/" in line).strip()


def after(mail, label):
    lines = [line.strip() for line in mail["text"].splitlines()]
    return next(line for line in lines[lines.index(label) + 1:] if line)


def free_ports(count=4):
    """The first of so many free ports in a row, below those that the system gives to connections."""
    while True:
        port = random.randrange(10_000, 30_000, count)
        try:
            for number in range(port, port + count):
                with socket.socket() as one:
                    one.bind(("127.0.0.1", number))
            return port
        except OSError:
            continue


def is_taken(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def command_line(process):
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        return [word.decode() for word in words if word]
    except OSError:
        return []


def runs(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False
