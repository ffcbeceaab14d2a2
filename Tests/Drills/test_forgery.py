"""One request that correct software cannot make: one freeze, listed, that a person lifts.

The vault is started as the launcher starts it, with its line as descriptor 3; the drill hands it a channel
in the counter's name and speaks frames on it, as whoever has taken over the counter would.
"""

import array
import os
import re
import socket
import struct
import subprocess

import pytest

from city import City, ROOT, wait_until
from customer import plain_goods
from shopper import Shopper

ASK, ANSWER, REFUSAL = 1, 2, 3
# The first byte of a status.
NOT_FROZEN = 0


class Vault:
    def __init__(self, city):
        self.line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.log = open(city.folder / "vault.log", "w")
        self.process = subprocess.Popen(
            [city.programs / "ichi-vault", "vault", "--data", city.data], cwd=ROOT,
            env=city.environment, stderr=self.log, close_fds=False,
            preexec_fn=lambda: os.dup2(its.fileno(), 3))
        its.close()

    def channel(self, caller):
        """A stream to the vault, under a caller's name."""
        mine, its = socket.socketpair()
        descriptors = array.array("i", [its.fileno()])
        self.line.sendmsg([caller.encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
        its.close()
        mine.settimeout(20)
        return Channel(mine)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.line.close()
        self.log.close()


class Channel:
    def __init__(self, stream):
        self.stream, self.number = stream, 0

    def ask(self, name, *texts):
        """A message that holds nothing but texts; of its answer the kind, and the payload or the word."""
        payload = b"".join(struct.pack(">q", len(text)) + text for text in map(str.encode, texts))
        self.number += 1
        body = struct.pack(">BQB", ASK, self.number, len(name)) + name.encode() + payload
        self.stream.sendall(struct.pack(">I", len(body)) + body)
        length, = struct.unpack(">I", self.take(4))
        kind, number, name = struct.unpack(">BQB", self.take(10))
        assert number == self.number
        payload = self.take(length - 10)
        return (kind, payload) if kind == ANSWER else (kind, payload.decode())

    def take(self, count):
        taken = b""
        while len(taken) < count:
            part = self.stream.recv(count - len(taken))
            assert part, "the vault closed the channel"
            taken += part
        return taken


@pytest.fixture(scope="module")
def city():
    """A city with one customer, its processes at rest."""
    with City() as city:
        shopper = Shopper(city, "forged@example.jp")
        shopper.place(shopper.confirmation(plain_goods(city)))
        token = shopper.cookies[city.counter.removeprefix("http://")]["__Host-checkout"]
        wait_until(lambda: city.mailbox.mails("forged@example.jp"), "the mail")
        city.stop()
        city.token = token
        yield city


@pytest.fixture
def vault(city):
    vault = Vault(city)
    yield vault
    vault.close()


def test_a_forged_frame_freezes_once_is_listed_and_lifted(city, vault):
    counter, courier = vault.channel("counter"), vault.channel("courier")
    assert counter.ask("status")[0] == ANSWER
    assert city.json("ichi-vault", "freeze", "list") == []

    forged = city.token[:-3] + "AAA"
    assert counter.ask("end", forged) == (REFUSAL, "frozen")
    assert counter.ask("end", forged) == (REFUSAL, "frozen")
    assert counter.ask("end", city.token) == (REFUSAL, "frozen"), "nothing of it works now"
    assert vault.channel("counter").ask("end", city.token) == (REFUSAL, "frozen")
    assert courier.ask("status")[1][0] == NOT_FROZEN, "the others are not held up"

    freeze, = city.json("ichi-vault", "freeze", "list")
    assert freeze["target"] == "process:counter" and freeze["reason"] == "badSignature"
    said = city.command("ichi-vault", "freeze", "lift", freeze["id"], "--by", "山田")
    assert re.match("lifted", said)
    assert counter.ask("end", city.token)[0] == ANSWER
    assert city.standing_freezes() == []
    assert city.verify_ledger() > 0


def test_bytes_that_are_no_frame_freeze_too(city, vault):
    before = len(city.json("ichi-vault", "freeze", "list"))
    counter = vault.channel("counter")
    counter.stream.sendall(struct.pack(">I", 0xFFFFFFF0) + b"\xff" * 100)
    wait_until(lambda: city.standing_freezes(), "the freeze")
    freezes = city.json("ichi-vault", "freeze", "list")
    assert len(freezes) == before + 1 and freezes[0]["reason"] == "undecodable"
    city.command("ichi-vault", "freeze", "lift", freezes[0]["id"], "--by", "山田")
    assert vault.channel("counter").ask("status")[0] == ANSWER
