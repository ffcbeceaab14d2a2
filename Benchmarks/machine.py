"""What this machine is, and what it can do at best: the floor under every figure."""

import multiprocessing
import os
import platform
import socket
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median


def facts():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), platform.machine())
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024
    return {"cpu": cpu, "cores": os.cpu_count(), "memory_mib": memory,
            "kernel": platform.release()}


def load():
    return os.getloadavg()[0]


def limits():
    """Medians: a durable write and a word there and back (µs), a piece of fixed work (ms); and rows a
    second that SQLite alone keeps in durable commits of sixteen."""
    return {"fdatasync": fdatasync(), "work": fixed_work(), "commits": commits(), "tcp": loopback(socket.AF_INET),
            "unix": loopback(socket.AF_UNIX)}


def fixed_work():
    """Milliseconds of processor for the same little work each time: more where neighbours press."""
    took = []
    for _ in range(9):
        began = time.process_time()
        sorted(str(number * 7919 % 100_003) for number in range(100_000))
        took.append(time.process_time() - began)
    return median(took) * 1000


def fdatasync(times=400):
    took = []
    with tempfile.NamedTemporaryFile(prefix="ichi-bench-") as file:
        for _ in range(times):
            file.write(os.urandom(4096))
            file.flush()
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - began)
    return median(took) * 1e6


def commits(rows=8000, group=16, size=200):
    """Rows of a ledger line's size a second, so many in each commit, each commit on disk."""
    with tempfile.TemporaryDirectory(prefix="ichi-bench-") as folder:
        base = sqlite3.connect(f"{folder}/rows", isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.execute("CREATE TABLE line (seq INTEGER PRIMARY KEY, entry BLOB)")
        began = time.perf_counter()
        for first in range(0, rows, group):
            base.execute("BEGIN IMMEDIATE")
            base.executemany("INSERT INTO line VALUES (?, ?)",
                             ((first + place, os.urandom(size)) for place in range(group)))
            base.execute("COMMIT")
        return rows / (time.perf_counter() - began)


def loopback(family, times=4000):
    """Sixty-four bytes to another process and back."""
    if family == socket.AF_UNIX:
        near, far = socket.socketpair()
    else:
        with socket.create_server(("127.0.0.1", 0)) as server:
            near = socket.create_connection(server.getsockname())
            far, _ = server.accept()
        for end in near, far:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    other = multiprocessing.get_context("fork").Process(target=echo, args=(near, far))
    other.start()
    far.close()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        near.sendall(b"x" * 64)
        near.recv(64)
        took.append(time.perf_counter() - began)
    near.close()
    other.join()
    return median(took) * 1e6


def echo(near, far):
    near.close()
    while word := far.recv(64):
        far.sendall(word)
