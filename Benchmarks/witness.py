"""What the witness costs: whole reveals through vault and witness, a new epoch for everybody, cosigned in time."""

import bisect
import json
import select
import shutil
import struct
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import packing
from city import wait_until
from moving_in import MEMBERS
from old_shop import OldShop
from processes import metered
from vault import CALLERS, OF_ADDRESS, OF_NAME, Vault, enrolled

PEOPLE = 100
REVEALS, LINES = 2_000, 1_000
SECONDS = 10
POLL = 0.005


def measure(results, limits, programs, share):
    with Vault(programs) as vault:
        reveals(results, limits, vault, max(0.5, SECONDS * share))
        cosigned(results, vault, max(0.5, SECONDS * share))
    rewrapped(results, programs, share)


def reveals(results, limits, vault, seconds):
    """Each opens ten fields of somebody: a line of the ledger's and one of the witness's book are on disk first."""
    asked = [packing.pack("open", {**enrolled(vault), "fields": OF_NAME + OF_ADDRESS, "purpose": "confirmation"})
             for _ in range(PEOPLE)]
    offered(vault, asked, REVEALS, seconds / 5)
    told = offered(vault, asked, REVEALS, seconds)
    waits = sorted((answered - turn) * 1000 for turn, answered in told)
    rate = len(told) / (max(answered for _, answered in told) - min(turn for turn, _ in told))
    results.add(f"a whole reveal, vault and witness, {CALLERS} callers, {REVEALS:,} a second offered", waits, "ms",
                under=5.0, p50=median(waits), p99=part(waits, 0.99), p99_under=25,
                beside=f"{rate:,.0f} a second answered; fdatasync {limits['fdatasync']:.0f} µs")


def cosigned(results, vault, seconds):
    """How long after its answer a line stands in a checkpoint that the witness has signed too."""
    asked = [packing.pack("open", {**enrolled(vault), "fields": ["note"], "purpose": "confirmation"})]
    with Checkpoints(Path(vault.folder.name) / "ledger/checkpoint") as checkpoints:
        wait_until(checkpoints.rests, "a cosigned ledger")
        told = offered(vault, asked, LINES, seconds)
        wait_until(checkpoints.rests, "a cosigned ledger")
    sizes = [size for _, size in checkpoints.seen]
    first = sizes[-1] - len(told)
    ages = [max(0, checkpoints.seen[bisect.bisect_right(sizes, first + place)][0] - answered) * 1000
            for place, answered in enumerate(sorted(answered for _, answered in told))]
    results.add(f"ledger: from a line's answer to its cosignature, {LINES:,} lines a second", ages, "ms",
                p50=median(ages), p99=part(sorted(ages), 0.99), beside=f"looked at every {POLL * 1000:.0f} ms")
    results.add("ledger: the last line of them to be cosigned", [max(ages)], "ms", under=1000)


def rewrapped(results, programs, share):
    """Every sheet of a city's members, sealed to a new epoch of the witness's."""
    folder = Path(tempfile.mkdtemp(prefix="ichi-rewrap-"))
    data = folder / "data"
    try:
        members = max(1, round(MEMBERS * share))
        shop = OldShop(folder, members, 0)
        (data / "shop").mkdir(parents=True)
        metered(programs / "ichi", "import", "eccube", "--data", data, "--members", shop.members_file,
                "--orders", shop.orders_file)
        witness = subprocess.Popen([programs / "ichi-witness", "witness", "--data", data],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: asked(programs / "ichi-witness", "status", "--data", data), "the witness")
            assert asked(programs / "ichi-witness", "epoch", "begin", "--data", data)
            took = metered(programs / "ichi-vault", "rewrap", "--data", data)
            again = json.loads(asked(programs / "ichi-vault", "rewrap", "--data", data, "--json"))
            assert again["halves"] == 0 and again["refused"] == 0 and again["idleEpochs"], again
        finally:
            witness.terminate()
            witness.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    results.add(f"`ichi-vault rewrap` of {members:,} subjects", [took.seconds], "s", under=30.0,
                beside=f"the vault's processor's time: {took.cpu:.1f} s")


def asked(*command):
    """What a command has said; nothing where it failed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def offered(vault, payloads, rate, seconds):
    """Opens at a pace that the answers do not change: for each its turn, and when its answer was here.

    Every caller has a line of its own and one question on its way. Whose last answer is late is late with the
    next as well, and that wait counts.
    """
    pause = CALLERS / rate
    start = time.perf_counter() + 0.05
    callers = [Caller(vault.connect(), start + pause * place / CALLERS) for place in range(CALLERS)]
    end, told, number = start + seconds, [], 0
    while callers:
        now = time.perf_counter()
        for caller in callers:
            if caller.turn <= now and not caller.waits:
                caller.ask("open", payloads[number % len(payloads)], number)
                number += 1
        idle = [caller.turn - now for caller in callers if not caller.waits]
        ready, _, _ = select.select([caller.stream for caller in callers if caller.waits], [], [],
                                    max(0, min(idle, default=1)))
        for caller in [caller for caller in callers if caller.stream in ready]:
            if caller.hears():
                told.append((caller.turn, time.perf_counter()))
                caller.turn += pause
        for caller in [caller for caller in callers if caller.turn > end and not caller.waits]:
            caller.stream.close()
            callers.remove(caller)
    return told


class Caller:
    def __init__(self, stream, turn):
        self.stream, self.turn, self.waits, self.rest = stream, turn, False, b""

    def ask(self, name, payload, number):
        body = struct.pack(">BQB", 1, number, len(name)) + name.encode() + payload
        self.stream.sendall(struct.pack(">I", len(body)) + body)
        self.waits = True

    def hears(self):
        """Whether the answer is whole; a refusal is an error."""
        self.rest += self.stream.recv(1 << 16)
        if len(self.rest) < 4 or len(self.rest) < 4 + struct.unpack_from(">I", self.rest)[0]:
            return False
        assert self.rest[4] == 2, "it was refused"
        self.waits, self.rest = False, b""
        return True


class Checkpoints(threading.Thread):
    """Looks at a ledger's checkpoint again and again: since when it holds how many lines, cosigned."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.path, self.seen, self.is_over = path, [], False

    def run(self):
        while not self.is_over:
            text = self.path.read_text()
            size = int(text.split("\n")[1])
            if text.count("\n— ") > 1 and (not self.seen or self.seen[-1][1] != size):
                self.seen.append((time.perf_counter(), size))
            time.sleep(POLL)

    def rests(self):
        """Whether nothing has come for a second: all that was written is in it."""
        return bool(self.seen) and time.perf_counter() - self.seen[-1][0] > 1

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.join()


def part(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
