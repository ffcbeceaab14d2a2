"""The vault's own keys: turned while people order, and wrapped by a token."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from city import City, wait_until
from customer import plain_goods
from shopper import Shopper, order_number

MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")]
MODULE = next((path for path in MODULES if path.exists()), None)


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


def place(city, email):
    shopper = Shopper(city, email=email, seconds=20, patience=30)
    return order_number(shopper.place(shopper.confirmation(plain_goods(city))))


def has_users():
    """Whether `ichi up` gives each process a user of its own, whose SoftHSM this is not."""
    return subprocess.run(["id", "ichi-vault"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def test_an_old_key_goes_once_nothing_needs_it(city):
    place(city, "older@example.jp")
    city.mailbox.wait("older@example.jp", seconds=40)
    assert "epoch 2 has begun" in city.command("ichi-vault", "epoch", "begin")
    code, _, complaint = city.outcome("ichi-vault", "epoch", "destroy", "2")
    assert code == 1 and "newest" in complaint
    place(city, "between@example.jp")
    code, _, complaint = city.outcome("ichi-vault", "epoch", "destroy", "1")
    assert code == 1 and ("wrapped in epoch 1 still" in complaint or "wraps in epoch 1 still" in complaint)
    own = city.json("ichi-vault", "rewrap")["own"]
    assert own["epoch"] == 2 and own["refused"] == 0 and own["halves"] > 0 and own["idleEpochs"] == [1]
    assert city.json("ichi-vault", "rewrap")["own"]["halves"] == 0
    city.command("ichi-vault", "epoch", "destroy", "1")
    assert not list((city.data / "vault-keys").glob("epoch-1*"))
    assert [epoch["epoch"] for epoch in city.json("ichi-vault", "epoch", "list")] == [2]
    place(city, "newer@example.jp")
    city.mailbox.wait("newer@example.jp", seconds=40)
    assert city.standing_freezes() == []
    assert "oldEpoch" not in [alarm["kind"] for alarm in city.json("ichi-vault", "alarm", "list")]


def test_a_killed_rewrap_goes_on(city):
    city.command("ichi-vault", "epoch", "begin")
    armed = city.folder / "armed"
    armed.mkdir()
    (armed / "vault.own-rewrapped").touch()
    killed = subprocess.run(
        [city.programs / "ichi-vault", "rewrap", "--data", city.data], capture_output=True, cwd=city.elsewhere,
        env={**city.environment, "ICHI_KILL_ARMED": str(armed)}, timeout=60)
    assert killed.returncode < 0 and not list(armed.iterdir())
    own = city.json("ichi-vault", "rewrap")["own"]
    assert own["epoch"] == 3 and own["refused"] == 0
    place(city, "afterwards@example.jp")
    city.mailbox.wait("afterwards@example.jp", seconds=40)


@pytest.mark.skipif(MODULE is None, reason="SoftHSM is not installed")
def test_a_token_wraps_the_keys_and_nothing_opens_without_it(city):
    city.stop()
    folder = city.folder
    (folder / "pin").write_text("1234\n")
    (folder / "pin").chmod(0o600)
    label = f"ichi-{os.getpid()}"
    subprocess.run(["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", "1234", "--so-pin", "123456"],
                   check=True, stdout=subprocess.DEVNULL)
    try:
        wrapped(city, folder, label)
    finally:
        subprocess.run(["softhsm2-util", "--delete-token", "--token", label], stdout=subprocess.DEVNULL)


def wrapped(city, folder, label):
    city.extra["ICHI_VAULT_TOKEN_FOLDERS"] = "/etc/softhsm:/var/lib/softhsm"
    city.extra["ICHI_VAULT_TOKEN"] = (
        f"pkcs11:token={label};object=vault?module-path={MODULE}&pin-source=file:{folder}/pin")
    scope = ["scope", "--from", time.strftime("%Y-%m-%d"), "--to", "2099-01-01"]
    code, _, complaint = city.outcome("ichi-vault", *scope)
    assert code == 1 and "no AES key" in complaint
    plain = {path.stem: path.read_bytes() for path in (city.data / "vault-keys").glob("*.key")}
    assert "are wrapped" in city.command("ichi-vault", "key", "wrap")
    left = {path.stem for path in (city.data / "vault-keys").glob("*.key")}
    assert left <= {"tls"}
    for path in (city.data / "vault-keys").glob("*.wrapped"):
        assert plain[path.stem] not in path.read_bytes()
    assert city.json("ichi-vault", *scope)["unreadable"] == 0
    if os.getuid() == 0 and not has_users():
        city.start()
        place(city, "token@example.jp")
        city.mailbox.wait("token@example.jp", seconds=40)
        city.stop()
    (folder / "pin").write_text("0000\n")
    code, _, complaint = city.outcome("ichi-vault", *scope)
    assert code == 1 and "refuses the PIN" in complaint and "0000" not in complaint
    del city.extra["ICHI_VAULT_TOKEN"]
    code, _, complaint = city.outcome("ichi-vault", *scope)
    assert code == 1 and ("wrapped by a token" in complaint or "missing" in complaint)
