"""The vault alone, asked by the messages of one guest checkout over the launcher's kind of line."""

import array
import os
import secrets
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import packing
from city import wait_until

ADDRESS = {"familyName": "因幡", "givenName": "花子", "postcode": "680-0001", "prefecture": "鳥取県",
           "city": "鳥取市", "street": "浜坂999番地", "phone": "0857-00-1234"}
OF_NAME = ["familyName", "givenName", "company"]
OF_ADDRESS = ["postcode", "prefecture", "city", "street", "building", "phone"]
OF_GIFT = ["giftName", "giftMessage"]
OF_SENDER = [f"sender{part}" for part in ("FamilyName", "GivenName", "Postcode", "Prefecture",
                                          "City", "Street", "Building", "Phone")]
OF_ORDERER = OF_NAME + OF_ADDRESS + ["familyKana", "givenKana", "email", "emailKeeper"]


CALLERS = 16


def measure(results, limits, programs, count):
    with Vault(programs) as vault:
        for _ in range(20):
            checkout(vault)
        bare = median(timed(lambda: vault.ask("status", {}))[1] for _ in range(500))
        cpu = cpu_exact(vault.process.pid)
        rounds = [checkout(vault) for _ in range(count)]
        cpu = (cpu_exact(vault.process.pid) - cpu) / count * 1000
        one_by_one(results, limits, bare, rounds, cpu)
        kinds(results, vault, count)
        together(results, limits, vault, count * 20)


def one_by_one(results, limits, bare, rounds, cpu):
    waits = [sum(took for _, took in steps) for steps in rounds]
    by_kind = {}
    for name, took in (step for steps in rounds for step in steps):
        by_kind.setdefault(name, []).append(took)
    parts = ", ".join(f"{name} {median(took):.2f}" for name, took in by_kind.items())
    results.add(f"vault: the {len(rounds[0])} messages a guest waits for in a checkout", waits, "ms",
                under=3.0, beside=f"bare question {bare:.2f} ms, fdatasync "
                f"{limits['fdatasync']:.0f} µs, Unix socket there and back {limits['unix']:.0f} µs")
    results.add("vault: its processor's time for them", [cpu], "ms", beside=f"medians: {parts}")


def kinds(results, vault, count):
    """Processor's time of one message, kind by kind: what no neighbour's load can hide."""
    people = []
    asked = {
        "status": lambda: vault.ask("status", {}),
        "enrol": lambda: people.append(enrolled(vault)),
        "open": lambda: vault.ask("open", {**people[0], "fields": OF_NAME + OF_ADDRESS,
                                           "purpose": "confirmation"}),
        "change": lambda: vault.ask("change", {**people[0], "fields": {"note": "ありがとう"}}),
        "promote": lambda: promote(vault, people.pop()),
    }
    took = []
    for name, ask in asked.items():
        times = count - 1 if name == "promote" else count
        began = cpu_exact(vault.process.pid)
        for _ in range(times):
            ask()
        took.append((name, (cpu_exact(vault.process.pid) - began) / times * 1000))
    results.add("vault: processor's time of the dearest message", [max(ms for _, ms in took)], "ms",
                beside=", ".join(f"{name} {ms:.2f}" for name, ms in took))


def together(results, limits, vault, count):
    """Lines a second: each is durable before its answer, and sixteen are always on their way."""
    person = enrolled(vault)
    groups = limits["commits"]
    for what, fields in ("", ["note"]), (", and ten fields opened", OF_NAME + OF_ADDRESS):
        payload = packing.pack("open", {**person, "fields": fields, "purpose": "confirmation"})
        cpu, began = cpu_exact(vault.process.pid), time.perf_counter()
        vault.pour("open", payload, count, CALLERS)
        took = time.perf_counter() - began
        cpu = (cpu_exact(vault.process.pid) - cpu) / count * 1e6
        results.add(f"vault: a durable line, {CALLERS} callers{what}", [took / count * 1e6], "µs",
                    under=None if what else 100, beside=f"{count / took:,.0f} lines/s, "
                    f"{cpu:.0f} µs of processor each; bare SQLite: {groups:,.0f} rows/s "
                    f"in commits of {CALLERS}; fdatasync {limits['fdatasync']:.0f} µs")


def enrolled(vault):
    fields = {**ADDRESS, "email": f"{secrets.token_hex(4)}@guests.example", "emailKeeper": "本人"}
    return vault.ask("enrol", {"idempotencyKey": secrets.token_hex(20), "kind": "orderer",
                               "fields": fields})


def promote(vault, person):
    until = int(time.time() * 1000) + 60 * 86_400_000
    vault.ask("promote", {
        "token": person["token"], "order": handle(), "orderer": person["handle"],
        "recipients": [person["handle"]],
        "grants": [(shop, person["handle"], until) for shop in (1, 2)]})


def cpu_exact(pid):
    """Seconds of processor, to the nanosecond: a short run is less than a tick of the kernel's."""
    return time.clock_gettime(~pid << 3 | 2)


def checkout(vault):
    """What the counter asks from the first form to the last press, with what each took (ms)."""
    steps = []

    def ask(name, **payload):
        answer, took = timed(lambda: vault.ask(name, payload))
        steps.append((name, took))
        return answer

    fields = {**ADDRESS, "email": f"{secrets.token_hex(4)}@guests.example", "emailKeeper": "本人"}
    enrolled = ask("enrol", idempotencyKey=secrets.token_hex(20), kind="orderer", fields=fields)
    me = {"token": enrolled["token"], "handle": enrolled["handle"]}
    ask("open", **me, fields=OF_GIFT + OF_SENDER, purpose="correction")
    ask("change", **me, fields={name: "" for name in OF_GIFT + OF_SENDER})
    ask("open", **me, fields=OF_NAME + OF_ADDRESS, purpose="confirmation")
    ask("open", **me, fields=["note"], purpose="correction")
    ask("change", **me, fields={"note": ""})
    ask("open", **me, fields=OF_NAME + OF_ADDRESS + OF_GIFT + OF_SENDER, purpose="confirmation")
    ask("open", **me, fields=OF_ORDERER + ["note"], purpose="confirmation")
    until = int(time.time() * 1000) + 60 * 86_400_000
    ask("promote", token=me["token"], order=handle(), orderer=me["handle"],
        recipients=[me["handle"]],
        grants=[(shop, me["handle"], until) for shop in (1, 2)])
    return steps


def handle():
    """128 random bits in the form of a handle."""
    number = secrets.randbits(128) << 2
    return "".join("abcdefghijklmnopqrstuvwxyz234567"[number >> 5 * place & 31]
                   for place in reversed(range(26)))


def timed(body):
    began = time.perf_counter()
    answer = body()
    return answer, (time.perf_counter() - began) * 1000


class Vault:
    """`ichi-vault vault` with this program in the launcher's place, and as its only caller."""

    def __init__(self, programs):
        self.folder = tempfile.TemporaryDirectory(prefix="ichi-vault-")
        (Path(self.folder.name) / "vault").mkdir()
        self.line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        log = open(Path(self.folder.name) / "log", "w")
        self.process = subprocess.Popen(
            [programs / "ichi-vault", "vault", "--data", self.folder.name],
            stdout=log, stderr=log, close_fds=False,
            preexec_fn=lambda: os.dup2(far.fileno(), 3, inheritable=True))
        far.close()
        self.stream = self.connect()
        self.number = 0

    def connect(self):
        """A line of its own, as the counter."""
        stream, other = socket.socketpair()
        self.line.sendmsg([b"counter"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                                          array.array("i", [other.fileno()]))])
        other.close()
        return stream

    def __enter__(self):
        wait_until(lambda: self.ask("status", {}) is not None, "the vault")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.folder.cleanup()

    def ask(self, name, payload):
        """The answer; a refusal is an error."""
        self.number += 1
        body = struct.pack(">BQB", 1, self.number, len(name)) + name.encode()
        body += packing.pack(name, payload)
        self.stream.sendall(struct.pack(">I", len(body)) + body)
        answer = self.take(struct.unpack(">I", self.take(4))[0])
        assert answer[0] == 2, f"{name} was refused: {answer[10:].decode()}"
        return packing.unpack(name, answer[10:])

    def pour(self, name, payload, count, callers):
        """Asks the same again and again, with so many questions on their way at any time."""
        head = struct.pack(">I", 10 + len(name) + len(payload))
        tail = struct.pack("B", len(name)) + name.encode() + payload

        def send(times):
            frames = bytearray()
            for _ in range(times):
                self.number += 1
                frames += head + struct.pack(">BQ", 1, self.number) + tail
            self.stream.sendall(frames)

        send(min(callers, count))
        sent, answered, rest = min(callers, count), 0, b""
        while answered < count:
            rest += self.stream.recv(1 << 18)
            place, before = 0, answered
            while len(rest) - place >= 4:
                end = place + 4 + struct.unpack_from(">I", rest, place)[0]
                if len(rest) < end:
                    break
                assert rest[place + 4] == 2, f"{name} was refused"
                place, answered = end, answered + 1
            rest = rest[place:]
            more = min(answered - before, count - sent)
            if more:
                send(more)
                sent += more

    def take(self, count):
        taken = b""
        while len(taken) < count:
            more = self.stream.recv(count - len(taken))
            assert more, "the vault has closed the stream"
            taken += more
        return taken
