"""What `--help` says is read as a stranger would: whole lines, and examples that run as printed."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from city import City, ROOT

PROGRAMS = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug"))
WRONG_USAGE = 64
SECONDS = 2


def helps():
    """Every page of help, by its command's words."""
    waiting = [["ichi"], ["ichi-vault"], ["ichi-witness"], ["ichi-labels"]]
    while waiting:
        words = waiting.pop()
        done = subprocess.run([PROGRAMS / words[0], *words[1:], "--help"], capture_output=True, text=True)
        yield " ".join(words), done.stdout
        subcommands = done.stdout.partition("SUBCOMMANDS:\n")[2]
        waiting += [[*words, found] for found in re.findall(r"^  ([a-z]+) ", subcommands, re.M)]


HELPS = dict(helps())


def examples(text):
    lines = text.partition("EXAMPLES\n")[2].partition("\n\n")[0].splitlines()
    return [re.split(r"\s{2,}", line.strip())[0] for line in lines if "ichi" in line]


EXAMPLES = sorted({example for text in HELPS.values() for example in examples(text)})


@pytest.mark.parametrize("command", HELPS)
def test_a_page_of_help(command):
    text = HELPS[command]
    assert text.startswith("OVERVIEW: ")
    assert examples(text) or "<subcommand>" in text, "only a page that leads on to others has no example"
    for part in ["EXAMPLES", "ENVIRONMENT", "JSON"]:
        for line in text.partition(f"{part}\n")[2].partition("\n\n")[0].splitlines():
            assert line.startswith("  ") and len(line) <= 80, f"broken in the wrong place: {line}"


@pytest.fixture(scope="module")
def folder():
    """A folder with a city in ./data that does not run, and what was kept elsewhere."""
    with City() as city:
        city.stop()
        kept = city.folder / "kept-elsewhere"
        kept.mkdir()
        (kept / "key.pub").write_bytes((city.data / "ledger/key.pub").read_bytes())
        (kept / "checkpoint-2026-12-01").write_bytes((city.data / "ledger/checkpoint").read_bytes())
        yield city


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_as_printed(folder, example):
    environment = {**folder.environment, "PATH": f"{PROGRAMS}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["timeout", "--signal=INT", str(SECONDS), "sh", "-c", example], cwd=folder.folder, capture_output=True, text=True, env=environment,
    )
    assert done.returncode != WRONG_USAGE, done.stderr
    if "ledger verify" in example and "/var/lib" not in example:
        assert done.returncode == 0, done.stdout + done.stderr
