"""What the kernel knows of our processes."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")


class Metered(NamedTuple):
    """One run of a command: seconds by the clock, of the processor, and the MiB of its largest process."""

    seconds: float
    cpu: float
    memory: float


METER = """
import json, os, sys, time
began = time.monotonic()
_, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[2], sys.argv[2:]), 0)
took = [time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]
os.write(int(sys.argv[1]), json.dumps([os.waitstatus_to_exitcode(status), *took]).encode())
"""


def metered(*command):
    """Runs a command to its end, its words thrown away.

    A small process stands between: a child's greatest memory begins with its parent's, and ours grows.
    """
    ours, its = os.pipe()
    with open(ours) as answer:
        subprocess.run([sys.executable, "-S", "-c", METER, str(its), *map(str, command)], check=True, pass_fds=[its],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(its)
        code, *took = json.loads(answer.read())
    assert code == 0, command
    return Metered(*took)


def cpu_seconds(processes):
    """User and system time of each process since it started, its ended threads included."""
    return {name: of_one(pid) for name, pid in processes.items()}


def of_one(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def pss_mib(processes):
    """Proportional set size of each process; None where the kernel shows it to root alone."""
    return {name: pss_of_one(pid) for name, pid in processes.items()}


def pss_of_one(pid):
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except PermissionError:
        return None
    return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.M)[1]) / 1024


def answers(port):
    """Whether somebody listens there."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
