"""`ichi demo make --members N`: an invented old shop is written beside the data and moves in, once."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from city import ROOT

PROGRAMS = Path(os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug"))
FILES = ["old-shop-members.csv", "old-shop-orders.csv"]


def command(data, *words):
    return [PROGRAMS / "ichi", "demo", "make", "--data", data, *words]


def make(data, *words):
    return subprocess.run(command(data, *words), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)


def exports(data):
    return [(data.parent / f"{data.name}.known" / name).read_bytes() for name in FILES]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    data = tmp_path_factory.mktemp("old-city") / "data"
    done = make(data, "--members", "300", "--seed", "7")
    assert done.returncode == 0, done.stderr
    return data, done.stdout


def test_everybody_moves_in(made):
    _, summary = made
    assert "members   300 taken" in summary
    assert "orders    649 taken" in summary
    assert "persons who are no members 111," in summary
    assert re.findall(r"(\d+) set aside$", summary, re.M) == ["0", "0"]


def test_the_files_lie_beside_the_data_for_their_owner_alone(made):
    data, _ = made
    known = data.parent / "data.known"
    assert sorted(path.name for path in known.iterdir()) == FILES
    assert known.stat().st_mode & 0o777 == 0o700
    assert [(known / name).stat().st_mode & 0o777 for name in FILES] == [0o600, 0o600]
    assert not list(data.rglob("*.csv"))
    names = exports(data)[0].decode("cp932").splitlines()[1:]
    mails = [mail for line in names for mail in line.split(",") if "@example" in mail]
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert len(mails) > 250
    assert not [mail for mail in mails if mail.encode() in everything]


def test_once_is_enough(made):
    data, _ = made
    begun = time.monotonic()
    done = make(data, "--members", "300", "--seed", "7")
    assert (done.returncode, done.stdout) == (0, "")
    assert time.monotonic() - begun < 5
    other = make(data, "--members", "301", "--seed", "7")
    assert other.returncode == 1 and "another old shop" in other.stderr and "--data DIR" in other.stderr


def test_ended_in_the_middle_the_next_run_goes_on(made, tmp_path):
    data = tmp_path / "data"
    assert make(data).returncode == 0
    for seconds in [0.3, 0.8, 1.3]:
        run = subprocess.Popen(command(data, "--members", "300", "--seed", "7"), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        run.send_signal(signal.SIGINT)
        run.wait(timeout=60)
    done = make(data, "--members", "300", "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert exports(data) == exports(made[0])


@pytest.mark.parametrize("words", [
    ["--orders", "5"], ["--members", "0"], ["--members", "5", "--orders=-1"], ["--members", "10000001"],
])
def test_sizes_that_are_none(words, tmp_path):
    done = make(tmp_path / "data", *words)
    assert done.returncode == 64 and "--members" in done.stderr
    assert not (tmp_path / "data").exists()
