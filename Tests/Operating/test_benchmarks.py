"""Benchmarks/run runs, whatever its figures are: pages, ways, presses and all limits, without the peer."""

import os
import subprocess

import pytest

from city import ROOT

PROGRAMS = os.environ.get("ICHI_PROGRAMS", str(ROOT / ".build/debug"))


def run(*arguments):
    return subprocess.run([ROOT / "Benchmarks/run", *arguments], capture_output=True, text=True, timeout=280,
                          env={**os.environ, "ICHI_PROGRAMS": PROGRAMS}, cwd=ROOT)


@pytest.mark.parametrize("part, figures", [
    ("start,pages", ["first page served", "product page rendered anew, one client", "product page from kept bytes, one client"]),
    ("peer", ["whole guest checkout (sqlite)", "constant answers a second", "product page from kept bytes (sqlite)"]),
    ("placing", ["the placing post alone, 16 clients (sqlite)", "durable order transactions"]),
    ("theft", ["the thief's drill over 5% of the city (sqlite)"]),
    ("growth", ["product page at 7,500 goods (sqlite)"]),
])
def test_part_runs(part, figures):
    done = run("--quick", "--no-peer", "--engine", "sqlite", "--only", part)
    assert done.returncode == 0, done.stderr[-2000:]
    for figure in figures:
        assert figure in done.stdout, done.stdout


def test_unknown_part_is_named():
    done = run("--only", "weather")
    assert done.returncode == 2
    assert "weather: one of start," in done.stderr


def test_quick_keeps_nothing():
    before = (ROOT / "Benchmarks/results.json").read_bytes()
    done = run("--quick", "--only", "vault")
    assert done.returncode == 0, done.stderr[-2000:]
    assert (ROOT / "Benchmarks/results.json").read_bytes() == before
