"""Runs wrk with the ways in load/, for ours and the peer alike; a wrong answer ends the run."""

import json
import signal
import subprocess
import tempfile
from pathlib import Path
from statistics import quantiles

LOAD = Path(__file__).resolve().parent / "load"
CLIENTS = 16
# Seconds; where nobody is done within a run, a longer one is tried, up to this.
PATIENCE = 60


class Run:
    """What one run of wrk has seen: pages, or ways of several pages, a second."""

    def __init__(self, answer, done, p50, p99):
        self.requests, self.done, self.seconds = answer["requests"], done, answer["seconds"]
        self.rate, self.p50, self.p99 = done / answer["seconds"], p50, p99
        self.notes = answer.get("notes", [])


def pages(port, host, paths, seconds, clients=CLIENTS, mark=None, etag=None):
    settings = {"host": host, "paths": paths, "mark": mark, "etag": etag}
    answer = wrk("pages.lua", port, settings, seconds, threads=1, clients=clients)
    if answer["requests"] == 0:
        assert seconds < PATIENCE, f"no page came in {seconds:.0f} s"
        return pages(port, host, paths, max(2, seconds * 4), clients, mark, etag)
    return Run(answer, answer["requests"], answer["p50"], answer["p99"])


def ways(port, settings, seconds, clients=CLIENTS, until_done=False):
    """A thread for every client: wrk does not tell its script which connection an answer came on.

    `until_done`: every client walks `settings["turns"]` ways, within the seconds.
    """
    settings = {**settings, "ways": str(LOAD / settings["ways"])}
    answer = wrk("browser.lua", port, settings, seconds, threads=clients, clients=clients,
                 until_done=until_done)
    took = sorted(answer["took"])
    if not took:
        assert seconds < PATIENCE, f"nobody came to the end of the way in {seconds:.0f} s"
        return ways(port, settings, max(2, seconds * 4), clients, until_done)
    cuts = quantiles(took, n=100, method="inclusive") if len(took) > 1 else took * 99
    return Run(answer, len(took), cuts[49], cuts[98])


def wrk(script, port, settings, seconds, threads, clients, until_done=False):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write("return " + lua({key: value for key, value in settings.items() if value is not None}))
        file.flush()
        process = subprocess.Popen(
            ["wrk", f"-t{threads}", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "60s",
             "-s", LOAD / script, f"http://127.0.0.1:{port}", "--", file.name],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if until_done:
            wait(process, threads)
        said, complaint = process.communicate()
    assert process.returncode == 0, f"wrk: {complaint or said}"
    answer = json.loads(said.splitlines()[-1])
    bad = answer["failed"] + answer["wrong"]
    assert bad == 0, f"{bad} wrong answers of {answer['requests']}: {answer['complaint'] or settings['paths'][:3]}"
    return answer


def wait(process, threads):
    """wrk sleeps for as long as it was told: Ctrl-C ends it once every thread has written its dot."""
    for _ in range(threads):
        if process.stderr.read(1) != ".":
            return
    process.send_signal(signal.SIGINT)


def lua(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {lua(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "{" + ", ".join(map(lua, value)) + "}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)
