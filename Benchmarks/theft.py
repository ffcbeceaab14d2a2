"""The thief's drill over all that a city of the notice's size has written, its old shop and new orders."""

import hashlib
import os
import resource
import subprocess
import time
from pathlib import Path

from city import ROOT
from databases import Postgres

MEMBERS, ORDERS = 27_270, 59_021
PEOPLE, PLACED = 60, 30
LIMIT_SECONDS = 60


def measure(results, city, engine, share):
    fill(city, share)
    report, seconds, processor = drill(city)
    assert report["readable"] == 0 and not report["unread"], [shown(find) for find in report["finds"]] or report["unread"]
    read, reading = read_once(city)
    megabytes = sum(line["bytes"] for line in report["stores"]) / 1e6
    size = "a city of the notice's size" if share == 1 else f"{share:.1%} of the city"
    results.add(f"the thief's drill over {size} ({engine})", [seconds], "s", under=LIMIT_SECONDS,
                beside=f"{megabytes:.0f} MB with rows, {report['values']['searched']:,} values searched for; "
                       f"SHA-256 over its {read / 1e6:.0f} MB of files: {reading:.1f} s")
    results.add(f"its processor's time ({engine})", [processor], "s")


def fill(city, share):
    """What its people are and type lies in the folder of what is known."""
    city.stop()
    run(city, "make", "--members", round(MEMBERS * share), "--orders", round(ORDERS * share))
    city.start()
    run(city, "people", "--ports", city.base, "--mailbox", city.mailbox.address,
        "--members", max(1, round(PEOPLE * share)), "--orders", max(1, round(PLACED * share)))
    city.stop()


def run(city, *words):
    subprocess.run([city.programs / "ichi", "demo", *map(str, words), "--data", city.data], env=city.environment,
                   cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def drill(city):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    _, report = city.theft()
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return report, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shown(find):
    """A find with what stands around it: everybody here is invented, and the file is gone afterwards."""
    with open(find["file"], "rb") as file:
        file.seek(max(0, find["offset"] - 100))
        return find | {"around": file.read(200)}


def read_once(city):
    """The machine's limit: bytes and seconds, one core."""
    folders = [city.data] + ([city.databases.folder / "data"] if isinstance(city.databases, Postgres) else [])
    files = [Path(above, name) for folder in folders for above, _, names in os.walk(folder) for name in names]
    began = time.monotonic()
    for path in files:
        with open(path, "rb") as file:
            hashlib.file_digest(file, "sha256")
    return sum(path.stat().st_size for path in files), time.monotonic() - began
