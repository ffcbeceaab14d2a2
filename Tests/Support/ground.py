"""What only root can lay out for a test: a small disk, a machine without a network, another user."""

import ctypes
import errno
import os
import struct
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
WITHOUT_NETWORK = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


def may_unshare():
    return os.geteuid() == 0 and subprocess.run(
        [*WITHOUT_NETWORK, "true"], capture_output=True).returncode == 0


needs_root = pytest.mark.skipif(
    not may_unshare(), reason="only root can mount a small disk, take the network away, be another user")


def leave_the_network():
    """From now on this process and its children have loopback only."""
    clone_newnet = 0x4000_0000
    assert ctypes.CDLL(None).unshare(clone_newnet) == 0
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def without_landlock():
    """From now on this process and its children have a kernel that knows no Landlock."""
    load_number, equal, answer = 0x20, 0x15, 0x06
    missing, allowed = 0x0005_0000 | errno.ENOSYS, 0x7FFF_0000
    steps = [(load_number, 0, 0, 0)]
    for call in (444, 445, 446):
        steps += [(equal, 0, 1, call), (answer, 0, 0, missing)]
    steps.append((answer, 0, 0, allowed))
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(buffer))
    libc, no_new_privileges, filter_calls = ctypes.CDLL(None), 38, 22
    assert libc.prctl(no_new_privileges, 1, 0, 0, 0) == 0
    assert libc.prctl(filter_calls, 2, program, 0, 0) == 0


SHARED_GROUP = 60_001
USERS = {"market": (60_001, SHARED_GROUP), "counter": (60_002, SHARED_GROUP), "office": (60_006, SHARED_GROUP),
         "vault": (60_003, 60_003), "courier": (60_004, 60_004), "witness": (60_005, 60_005),
         "page": (60_007, 60_007)}


def with_users():
    """From now on this process and its children see the users of docs/operating; the machine does not."""
    clone_newns = 0x0002_0000
    assert ctypes.CDLL(None).unshare(clone_newns) == 0
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".passwd") as file:
        file.write(Path("/etc/passwd").read_text())
        for name, (user, group) in USERS.items():
            file.write(f"ichi-{name}:x:{user}:{group}::/nonexistent:/usr/sbin/nologin\n")
        file.flush()
        os.chmod(file.name, 0o644)
        subprocess.run(["mount", "--bind", file.name, "/etc/passwd"], check=True)


@contextmanager
def small_disk(megabytes):
    """A folder on a disk of its own of so many MiB."""
    folder = Path(tempfile.mkdtemp(prefix="ichi-disk-"))
    options = ["-o", f"size={megabytes}m,mode=755"]
    subprocess.run(["mount", "-t", "tmpfs", *options, "ichi-test", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()
