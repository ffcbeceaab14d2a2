"""Vault and witness with nothing in common but a port: each knows the other by a fingerprint read out to it."""

import os
import shutil
import socket
import subprocess
import time

import pytest

from city import City, free_ports, is_taken, wait_until
from customer import plain_goods
from shopper import Shopper, order_number

SCOPE = ["scope", "--from", "2026-01-01", "--to", "2099-01-01"]


@pytest.fixture(scope="module")
def city():
    """A city at rest after an order, whose witness has moved to a folder of its own."""
    with City() as city:
        shopper = Shopper(city, email="far@example.jp")
        order_number(shopper.place(shopper.confirmation(plain_goods(city))))
        city.mailbox.wait("far@example.jp")
        city.stop()
        city.far = city.folder / "far"
        city.far.mkdir()
        for name in ("witness", "witness-keys"):
            shutil.move(city.data / name, city.far / name)
        city.vault_key = city.command("ichi-vault", "key").strip()
        city.witness_key = city.outcome("ichi-witness", "key", data=city.far)[1].strip()
        yield city


class Witness:
    def __init__(self, city, lets_in):
        self.port = free_ports(1)
        self.log = open(city.folder / "far.log", "a")
        self.process = subprocess.Popen(
            [city.programs / "ichi-witness", "witness", "--data", city.far, "--listen", f"127.0.0.1:{self.port}"],
            env={**city.environment, "ICHI_VAULT_FINGERPRINT": lets_in}, stderr=self.log, cwd=city.elsewhere)
        wait_until(lambda: is_taken(self.port), "the port", 10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.log.close()


def vault(city, port, *words, knows):
    """A command of the vault's, which reaches the witness by its port alone."""
    environment = {**city.environment, "ICHI_WITNESS": f"tls://127.0.0.1:{port}", "ICHI_WITNESS_FINGERPRINT": knows}
    return subprocess.run(
        [city.programs / "ichi-vault", *words, "--data", city.data], capture_output=True, text=True,
        env=environment, cwd=city.elsewhere, timeout=60)


def test_what_was_sealed_is_opened_across_the_port(city):
    with Witness(city, city.vault_key) as witness:
        def opened():
            # Who does not get through within two seconds is told so, and asks again.
            done = vault(city, witness.port, *SCOPE, knows=city.witness_key)
            return done.returncode == 0 and done.stdout
        assert "1 persons" in wait_until(opened, "what was sealed", 30)


def test_a_vault_that_is_not_let_in_opens_nothing(city):
    with Witness(city, city.witness_key) as witness:
        done = vault(city, witness.port, *SCOPE, knows=city.witness_key)
        assert done.returncode == 1 and "cannot be read" in done.stdout + done.stderr


def test_a_witness_that_is_not_the_one_is_asked_for_nothing(city):
    with Witness(city, city.vault_key) as witness:
        done = vault(city, witness.port, *SCOPE, knows=city.vault_key)
        assert done.returncode == 1 and "cannot be read" in done.stdout + done.stderr


def test_without_a_fingerprint_nothing_is_begun(city):
    done = vault(city, 1, *SCOPE, knows="")
    assert done.returncode == 1 and "ICHI_WITNESS_FINGERPRINT" in done.stderr
    code, _, complaint = city.outcome("ichi-witness", "witness", "--listen", "127.0.0.1:1", data=city.far, seconds=20)
    assert code == 1 and "ICHI_VAULT_FINGERPRINT" in complaint


def test_the_vault_serves_with_a_witness_across_the_port(city):
    """The ledger is cosigned across it."""
    with Witness(city, city.vault_key) as witness:
        environment = {**city.environment, "ICHI_WITNESS": f"tls://127.0.0.1:{witness.port}",
                       "ICHI_WITNESS_FINGERPRINT": city.witness_key}
        line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with open(city.folder / "vault-far.log", "w") as log:
            running = subprocess.Popen(
                [city.programs / "ichi-vault", "vault", "--data", city.data], env=environment, stderr=log,
                cwd=city.elsewhere, close_fds=False, preexec_fn=lambda: os.dup2(its.fileno(), 3))
        its.close()
        try:
            (city.data / "ledger/witness.pub").unlink(missing_ok=True)
            wait_until((city.data / "ledger/witness.pub").exists, "the witness's key", 15)
            time.sleep(1)
            report = city.json("ichi-vault", "ledger", "verify")
            assert report["sound"] and report["cosigned"]["by"] == "inaba.example/witness"
        finally:
            running.terminate()
            running.wait(timeout=10)
            line.close()
