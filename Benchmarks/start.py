"""From the command to the first page, and from Ctrl-C to the end of the last process."""

import http.client
import os
import signal
import subprocess
import time
from statistics import median

from city import ROOT, runs
from machine import load

PATIENCE_SECONDS = 30


def measure(results, city, times):
    commands = {"ichi up": [city.programs / "ichi", "up"]}
    # It builds for release what is not built yet.
    if city.programs == ROOT / ".build/release":
        commands["bin/demo"] = ["bash", ROOT / "bin/demo"]
    for name, command in commands.items():
        rounds = [once(city, [*command, "--data", city.data, "--ports", str(city.base)])
                  for _ in range(times)]
        first, last = zip(*rounds)
        results.add(f"{name} on existing data → first page served", first, "s", under=3.0)
        results.add(f"{name}: Ctrl-C → last process gone", last, "s", under=2.0)


def once(city, command):
    """Seconds to the first page, and to the end."""
    began = time.monotonic()
    # A group of its own, as a terminal gives it: Ctrl-C reaches everyone in it at once.
    up = subprocess.Popen(command, env=city.environment, cwd=ROOT, start_new_session=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not serves(city.base):
            assert up.poll() is None, f"{command[0]} ended by itself"
            assert time.monotonic() - began < PATIENCE_SECONDS, "no page came"
            time.sleep(0.005)
        served = time.monotonic() - began
        # The counter may still be on its way, and a start that is broken off is another figure.
        while not serves(city.base + 1, "/postcodes/680-0001"):
            time.sleep(0.01)
        time.sleep(0.3)
        family = descendants(up.pid)
        ended = time.monotonic()
        os.killpg(up.pid, signal.SIGINT)
        while any(runs(pid) for pid in family):
            assert time.monotonic() - ended < PATIENCE_SECONDS, "it does not end"
            up.poll()
            time.sleep(0.005)
        return served, time.monotonic() - ended
    finally:
        if up.poll() is None:
            up.terminate()
        up.wait(timeout=PATIENCE_SECONDS)


def serves(port, path="/"):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", path, headers={"Host": f"localhost:{port}"})
        return line.getresponse().status < 500
    except OSError:
        return False
    finally:
        line.close()


def descendants(pid):
    """A process, its children and theirs."""
    found, new = [], [pid]
    while new:
        found += new
        new = [int(child) for parent in new for child in children(parent)]
    return found


def children(pid):
    try:
        threads = os.listdir(f"/proc/{pid}/task")
        return [child for thread in threads
                for child in open(f"/proc/{pid}/task/{thread}/children").read().split()]
    except OSError:
        return []
