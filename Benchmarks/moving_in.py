"""An old shop of the notice's size moves in, and one ten times as large: seconds, processor's time, memory."""

import csv
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from old_shop import OldShop

MEMBERS = 27_270
ORDERS = 59_021


def measure(results, programs, share):
    whole = once(programs, share)
    tenfold = once(programs, share * 10)
    name = "import of 27,270 members and 59,021 orders" if share == 1 else f"import of {share:.1%} of the city"
    results.add(name, [whole["seconds"]], "s", under=30.0, beside=f"{whole['rows']:,} rows")
    results.add("its processor's time, both processes", [whole["cpu"]], "s")
    results.add("ten times the city against it", [tenfold["seconds"] / whole["seconds"]], "×", under=11.0,
                beside=f"{tenfold['seconds']:.0f} s, {tenfold['cpu']:.0f} s of processor's time")
    results.add("its largest process", [whole["memory"]], "MiB", under=100.0)
    results.add("its largest process at ten times the city", [tenfold["memory"]], "MiB", under=200.0)


def once(programs, share):
    folder = Path(tempfile.mkdtemp(prefix="ichi-moving-in-"))
    try:
        shop = OldShop(folder, round(MEMBERS * share), round(ORDERS * share))
        (folder / "data/shop").mkdir(parents=True)
        began = time.monotonic()
        command = [programs / "ichi", "import", "eccube", "--data", folder / "data", "--members", shop.members_file,
                   "--orders", shop.orders_file]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, "the import failed"
        return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024,
                "rows": count(shop.members_file) + count(shop.orders_file)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def count(path):
    """The rows below the headings; none is kept, for a child's greatest memory begins with its parent's."""
    with open(path, encoding="cp932", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
