"""A ledger of a million lines: how long it takes to check all of it, and to ask it who was touched."""

import hashlib
import json
import subprocess
import tempfile
import time
from pathlib import Path

from processes import metered

TIMES = 3
DAY = 86_400


def measure(results, programs, count):
    with tempfile.TemporaryDirectory(prefix="ichi-lines-") as folder:
        subprocess.run([programs / "ichi-bench", "lines", "--count", str(count), "--data", folder],
                       check=True)
        verify(results, programs, folder, count)
        scope(results, programs, folder, count)


def verify(results, programs, folder, count):
    took, peak = timed(programs, "ledger", "verify", "--json", "--data", folder)
    size, read, hashed = bare(Path(folder) / "ledger/tile")
    results.add(f"ledger: {count:,} lines verified, rows and files", took, "s", under=10.0,
                beside=f"{size / 1e6:,.0f} MB of files: read in {read:.2f} s, SHA-256 on one core "
                f"{hashed:.2f} s; {peak:.0f} MiB at most")


def scope(results, programs, folder, count):
    now = time.time()
    asked = {"a day": (now - 100 * DAY, now - 99 * DAY), "all of its time": (0, now + DAY)}
    for what, (begin, end) in asked.items():
        window = "--from", utc(begin), "--to", utc(end)
        took, peak = timed(programs, "scope", *window, "--json", "--data", folder)
        report = answer(programs, "scope", *window, "--json", "--data", folder)
        assert count - report["indexed"] < 256 and not report["indexFaults"], "the index was not used"
        results.add(f"ledger: scope over {count:,} lines, {what}", took, "s", under=1.0,
                    beside=f"{report['lines']:,} lines of {len(report['persons']):,} persons; "
                    f"{peak:.0f} MiB at most")
    (took,), _ = timed(programs, "scope", *window, "--lines", "--json", "--data", folder, times=1)
    results.add("ledger: the same without the index", [took], "s")


def timed(programs, *words, times=TIMES):
    """Seconds of each run, and the most memory that one of them took (MiB)."""
    runs = [metered(programs / "ichi-vault", *words) for _ in range(times)]
    return [run.seconds for run in runs], max(run.memory for run in runs)


def answer(programs, *words):
    return json.loads(subprocess.run([programs / "ichi-vault", *words], check=True,
                                     capture_output=True).stdout)


def bare(folder):
    """What no program can be faster than: the files' bytes, seconds to read them, and to hash them."""
    began = time.perf_counter()
    contents = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    read = time.perf_counter() - began
    began = time.perf_counter()
    for content in contents:
        hashlib.sha256(content).digest()
    return sum(map(len, contents)), read, time.perf_counter() - began


def utc(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(max(0, seconds)))
