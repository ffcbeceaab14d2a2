"""bin/demo on a copy of its folder: the programs are those that are built, the notice's size a thousandth of it."""

import os
import shutil
import signal
import subprocess

import pytest

from city import ROOT, free_ports
from databases import Files

PROGRAMS = os.environ.get("ICHI_PROGRAMS", str(ROOT / ".build/debug"))
SMALL = f"""#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$CALLED"
arguments=("$@")
arguments=("${{arguments[@]/#27270/27}}")
arguments=("${{arguments[@]/#59021/59}}")
exec {PROGRAMS}/ichi "${{arguments[@]}}"
"""


@pytest.fixture
def copy(tmp_path):
    """What bin/demo needs of its folder; nothing is installed or built."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "Sources").mkdir()
    (tmp_path / "Package.swift").touch()
    shutil.copy(ROOT / "bin/demo", tmp_path / "bin/demo")
    (tmp_path / "bin/support").symlink_to(ROOT / "bin/support")
    (tmp_path / ".setup").symlink_to(ROOT / ".setup")
    program(tmp_path / "bin/setup", "#!/bin/sh\n")
    (tmp_path / ".build/release").mkdir(parents=True)
    program(tmp_path / ".build/release/ichi", SMALL)
    return tmp_path


def program(path, text):
    path.write_text(text)
    path.chmod(0o755)


def run_until_ready(copy, *arguments):
    """The `ichi demo make` that was asked for, and what the city holds then."""
    called = copy / "called"
    called.unlink(missing_ok=True)
    demo = subprocess.Popen(
        [copy / "bin/demo", "--data", copy / "data", "--ports", str(free_ports(6)), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "CALLED": str(called)})
    try:
        assert any(line.startswith("ready  ") for line in demo.stdout), "it ended before it was ready"
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    finally:
        demo.kill()
    held = [Files(copy / "data").ask("shop", sql, ())[0][0] for sql in (
        "SELECT count(*) FROM old_points", "SELECT count(*) FROM old_order")]
    return called.read_text().splitlines()[0], held


def test_the_small_city_comes_at_once_and_the_old_shop_where_it_is_asked_for(copy):
    data = copy / "data"
    assert run_until_ready(copy) == (f"demo make --data {data}", [0, 0])
    whole = f"demo make --data {data} --members 27270 --orders 59021"
    shutil.rmtree(data)
    assert run_until_ready(copy, "--notice-size") == (whole, [27, 59])
    # On what is there nothing moves in a second time.
    assert run_until_ready(copy, "--notice-size") == (whole, [27, 59])


def test_another_word_is_told(copy):
    done = subprocess.run([copy / "bin/demo", "--notice-sizes"], capture_output=True, text=True)
    assert done.returncode == 2 and "bin/demo --notice-size " in done.stderr
    assert not (copy / "data").exists()
