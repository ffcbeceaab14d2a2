"""An old shop of the notice's size moves in, and one ten times as large: seconds, processor's time, memory."""

import csv
import shutil
import tempfile
from pathlib import Path

from processes import metered
from old_shop import OldShop

MEMBERS = 27_270
ORDERS = 59_021


def measure(results, programs, share):
    whole, rows = once(programs, share)
    tenfold, _ = once(programs, share * 10)
    name = "import of 27,270 members and 59,021 orders" if share == 1 else f"import of {share:.1%} of the city"
    results.add(name, [whole.seconds], "s", under=30.0, beside=f"{rows:,} rows")
    results.add("its processor's time, both processes", [whole.cpu], "s")
    results.add("ten times the city against it", [tenfold.seconds / whole.seconds], "×", under=11.0,
                beside=f"{tenfold.seconds:.0f} s, {tenfold.cpu:.0f} s of processor's time")
    results.add("its largest process", [whole.memory], "MiB", under=100.0)
    results.add("its largest process, ten times the city against it", [tenfold.memory / whole.memory], "×", under=1.25,
                beside=f"{tenfold.memory:.0f} MiB")


def once(programs, share):
    folder = Path(tempfile.mkdtemp(prefix="ichi-moving-in-"))
    try:
        shop = OldShop(folder, round(MEMBERS * share), round(ORDERS * share))
        (folder / "data/shop").mkdir(parents=True)
        run = metered(programs / "ichi", "import", "eccube", "--data", folder / "data", "--members",
                      shop.members_file, "--orders", shop.orders_file)
        return run, count(shop.members_file) + count(shop.orders_file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def count(path):
    """The rows below the headings."""
    with open(path, encoding="cp932", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
