"""Benchmarks/run runs, whatever its figures are: every part and all limits, without the peer."""

import os
import signal
import subprocess

import pytest

from city import ROOT

PROGRAMS = os.environ.get("ICHI_PROGRAMS", str(ROOT / ".build/debug"))


def run(*arguments):
    begun = subprocess.Popen([ROOT / "Benchmarks/run", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True, env={**os.environ, "ICHI_PROGRAMS": PROGRAMS}, cwd=ROOT)
    try:
        words, complaint = begun.communicate(timeout=280)
    except subprocess.TimeoutExpired:
        # As Ctrl-C does: its cities end with it.
        begun.send_signal(signal.SIGINT)
        begun.communicate(timeout=60)
        raise
    return subprocess.CompletedProcess(begun.args, begun.returncode, words, complaint)


@pytest.mark.parametrize("part, figures", [
    ("start,pages", ["first page served", "product page rendered anew, one client", "product page from kept bytes, one client"]),
    ("peer", ["whole guest checkout (sqlite)", "constant answers a second", "product page from kept bytes (sqlite)"]),
    ("placing", ["the placing post alone, 16 clients (sqlite)", "durable order transactions"]),
    ("theft", ["the thief's drill over 5.0% of the city (sqlite)"]),
    ("witness", ["a whole reveal, vault and witness, 16 callers", "the last line of them to be cosigned",
                 "`ichi-vault rewrap` of 1,364 subjects"]),
    ("growth", ["product page at 7,500 goods (sqlite)", "search at 7,500 goods (sqlite)"]),
])
def test_part_runs(part, figures):
    assert_told(figures, run("--quick", "--no-peer", "--engine", "sqlite", "--only", part))


@pytest.mark.parametrize("engine, parts, figures", [
    ("sqlite", "orders,ledger,moving", [
        "guest checkout: our processes' time", "ledger: scope over 5,000 lines, all of its time",
        "import of 0.5% of the city", "ten times the city against it", "its largest process, ten times the city against it"]),
    ("sqlite", "people", ["whole guest checkout after ten times the old orders (sqlite)"]),
    ("postgres", "peer,placing", [
        "whole guest checkout (postgres)", "product page from kept bytes (postgres)",
        "the placing post alone, 16 clients (postgres)"]),
])
def test_part_runs_in_its_smallest_form(engine, parts, figures):
    assert_told(figures, run("--quick", "0.005", "--no-peer", "--engine", engine, "--only", parts))


def test_memory_is_measured_where_it_can_be_seen():
    done = run("--quick", "0.005", "--only", "memory")
    assert_told(["PSS of all processes, after pages, orders, an invoice"] if os.geteuid() == 0 else [], done)
    assert ("memory is left out: only root sees it" in done.stderr) == (os.geteuid() != 0)


def assert_told(figures, done):
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
