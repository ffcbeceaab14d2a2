"""The units for systemd: they carry what each process gives away itself, and what it cannot."""

import shutil
import subprocess
from pathlib import Path

import pytest

from city import ROOT

UNITS = ROOT / "docs/operating/systemd"
SERVICES = sorted(path.stem for path in UNITS.glob("*.service"))
# Systemd's own measure, from 0 to 10: what is left is the network, and that a root folder is shared.
MOST_EXPOSED = {"ichi-vault": 0.6, "ichi-witness": 0.6, "ichi-market": 1.3, "ichi-counter": 1.3, "ichi-courier": 1.5,
                "ichi-office": 1.3, "ichi-page": 1.3}
FOR_ALL = [
    "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "MemoryDenyWriteExecute=yes",
    "LimitCORE=0", "RestrictNamespaces=yes", "LockPersonality=yes", "SystemCallFilter=@system-service",
    "SystemCallArchitectures=native", "PrivateDevices=yes", "Environment=ICHI_CONFINEMENT=required",
    "Environment=SWIFT_BACKTRACE=enable=no",
]
FOR_SOME = {
    "ichi-vault": ["PrivateNetwork=yes", "IPAddressDeny=any", "MemorySwapMax=0", "LimitMEMLOCK=infinity"],
    "ichi-witness": ["PrivateNetwork=yes", "IPAddressDeny=any", "MemorySwapMax=0", "LimitMEMLOCK=infinity"],
    "ichi-counter": ["IPAddressDeny=any", "IPAddressAllow=localhost"],
    "ichi-market": ["IPAddressDeny=any", "IPAddressAllow=localhost"],
    "ichi-page": ["IPAddressDeny=any", "IPAddressAllow=localhost"],
}

with_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here (Debian's systemd)")


@pytest.mark.parametrize("service", SERVICES)
def test_it_carries_what_the_process_gives_away(service):
    lines = (UNITS / f"{service}.service").read_text().splitlines()
    assert not [word for word in FOR_ALL + FOR_SOME.get(service, []) if word not in lines]


@with_systemd
@pytest.mark.parametrize("service", SERVICES)
def test_systemd_finds_it_little_exposed(service):
    measured = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED[service] * 10:.0f}",
         UNITS / f"{service}.service"], capture_output=True, text=True)
    assert measured.returncode == 0, measured.stdout + measured.stderr


@with_systemd
def test_systemd_understands_every_line(tmp_path):
    for unit in UNITS.iterdir():
        words = unit.read_text()
        for program in ("ichi-vault", "ichi-witness", "ichi"):
            words = words.replace(f"/opt/ichi/bin/{program} ", "/bin/true ")
        (tmp_path / unit.name).write_text(words)
    units = sorted(tmp_path.iterdir())
    checked = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert checked.returncode == 0 and not checked.stderr, checked.stderr
