"""Keys that turn, and a vault that comes back from its backup, in a city of the notice's size."""

import shutil
import time

import theft
from databases import Files
from start import serves

ROTATION_SECONDS, RESTORE_SECONDS = 30, 60


def measure(results, city, engine, share):
    theft.fill(city, share)
    size = "the notice's size" if share == 1 else f"{share:.1%} of it"
    city.start()
    time.sleep(1)
    subjects = city.ask_vault("SELECT count(*) AS people FROM subject")[0][0]
    turn(results, city, engine, f"{subjects:,} subjects")
    folder = city.folder / "backup"
    for name, program in (("vault", "ichi-vault"), ("witness", "ichi-witness"), ("shop", "ichi")):
        began = time.monotonic()
        city.command(program, "backup", str(folder / name))
        results.add(f"a backup of the {name}, {size}, beside it ({engine})", [time.monotonic() - began], "s")
    city.stop()
    empty(city)
    began = time.monotonic()
    city.command("ichi-vault", "restore", str(folder / "vault"))
    restored = time.monotonic() - began
    city.start()
    while not serves(city.base + 1, "/postcodes/680-0001"):
        time.sleep(0.01)
    results.add(f"the vault from its backup to serving, {size} ({engine})", [time.monotonic() - began], "s",
                under=RESTORE_SECONDS, beside=f"`ichi-vault restore` alone {restored:.1f} s")


def turn(results, city, engine, what):
    """Both keepers' keys at once, while the city serves."""
    city.command("ichi-vault", "epoch", "begin")
    city.command("ichi-witness", "epoch", "begin")
    began = time.monotonic()
    outcome = city.json("ichi-vault", "rewrap")
    seconds = time.monotonic() - began
    assert outcome["refused"] == 0 and outcome["own"]["refused"] == 0
    for program in ("ichi-vault", "ichi-witness"):
        city.command(program, "epoch", "destroy", "1")
    halves = outcome["halves"] + outcome["own"]["halves"]
    results.add(f"both keepers' keys turned, {what} ({engine})", [seconds], "s", under=ROTATION_SECONDS,
                beside=f"{halves:,} halves; until the vault that runs knows of the witness's epoch, 15 s may pass")


def empty(city):
    shutil.rmtree(city.data / "vault")
    shutil.rmtree(city.data / "ledger")
    if not isinstance(city.databases, Files):
        city.databases.psql("vault", "DROP SCHEMA vault CASCADE")
