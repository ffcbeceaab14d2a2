"""What this machine is, and what it can do at best: the floor under every figure."""

import multiprocessing
import os
import platform
import socket
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
    """Medians: a durable write and a word there and back (µs), a piece of fixed work (ms)."""
    return {"fdatasync": fdatasync(), "work": fixed_work(), "tcp": loopback(socket.AF_INET),
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
