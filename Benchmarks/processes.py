"""What the kernel knows of our processes."""

import os
import re
import socket
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


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
