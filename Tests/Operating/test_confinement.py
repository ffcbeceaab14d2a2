"""Each process of a running city, tried from inside: it keeps what it needs, and nothing else, on both engines."""

import errno
import multiprocessing
import os
import socket
import struct
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from city import City, wait_until
from customer import plain_goods
from databases import Files, Postgres
from ground import without_landlock
from inside import Inside, ends, from_inside, threads
from shopper import Shopper, order_number

NOT_HERE = -100  # AT_FDCWD
READ, WRITE, MAKE = os.O_RDONLY, os.O_RDWR, os.O_WRONLY | os.O_CREAT
ROLES = ("market", "counter", "office", "vault", "witness", "page", "courier")
READ_BY = {
    "market/market.sqlite": {"market", "counter"}, "shop/shop.sqlite": {"market", "counter", "office"},
    "office/office.sqlite": {"office"},
    "vault/vault.sqlite": {"vault"}, "vault-keys/token.key": {"vault"}, "ledger/checkpoint": {"vault"},
    "witness/book": {"witness"}, "witness-keys/mark.key": {"witness"}, "run/vault.log": set(),
    "pictures": {"market"},
}
WRITTEN_BY = {
    "market/market.sqlite": {"market"}, "shop/shop.sqlite": {"counter"}, "vault/vault.sqlite": {"vault"},
    "ledger/checkpoint": {"vault"}, "witness/book": {"witness"}, "site.json": set(), "office/office.sqlite": {"office"},
}
STRANGE = ["/etc/passwd", "/etc/shadow", "/root", "/home", "/tmp", "/var", "/", "/proc", "/proc/1/environ", "/proc/1/mem",
           "/dev/mem", "/dev/kmsg", "/boot", "/proc/kcore"]
LETHAL = [("fork",), ("clone", 17, 0), ("ptrace", 16, 1), ("process_vm_readv", 1, 0, 0, 0, 0, 0),
          ("mount", 0, 0, 0, 0, 0), ("unshare", 0x1000_0000), ("bpf", 0, 0, 0), ("io_uring_setup", 1, 0),
          ("setuid", 0), ("keyctl", 0, 0), ("userfaultfd", 0), ("init_module", 0, 0, 0), ("setns", 0, 0),
          ("chroot", b"/\0"), ("perf_event_open", 0, 0, 0, 0, 0)]


@pytest.fixture(scope="module", params=[Files, Postgres], ids=["sqlite", "postgres"])
def city(request):
    with City(databases=request.param) as city:
        place_order(city)
        yield city


def place_order(city):
    shopper = Shopper(city, email="mati@example.jp")
    order_number(shopper.place(shopper.confirmation(plain_goods(city))))
    city.mailbox.wait("mati@example.jp")


def opened(inside, path, how):
    """Zero, or the system's number for why it cannot be opened."""
    answer = inside.call("openat", NOT_HERE, f"{path}\0".encode(), how | os.O_CLOEXEC, 0o600)
    if answer < 0:
        return -answer
    inside.call("close", answer)
    return 0


def internet(port):
    return struct.pack("=H", socket.AF_INET) + struct.pack(">H", port) + socket.inet_aton("127.0.0.1") + bytes(8)


def connected(inside, port):
    """How a TCP connection to this machine goes: zero, or why not."""
    line = inside.call("socket", socket.AF_INET, socket.SOCK_STREAM, 0)
    if line < 0:
        return -line
    answer = inside.call("connect", line, internet(port), 16)
    inside.call("close", line)
    return -answer


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_it_opens_its_own_files_and_no_others(city, role):
    with Inside(city.processes()[role]) as inside:
        for name, readers in READ_BY.items():
            if (city.data / name).exists():
                assert (opened(inside, city.data / name, READ) == 0) == (role in readers), f"read {name}"
        for name, writers in WRITTEN_BY.items():
            if (city.data / name).exists():
                assert (opened(inside, city.data / name, WRITE) == 0) == (role in writers), f"write {name}"
        for path in [*STRANGE, city.folder, city.data, city.known.folder, f"/proc/{os.getpid()}/environ"]:
            if Path(path).exists():
                assert opened(inside, path, READ) in (errno.EACCES, errno.EPERM), f"read {path}"
        for folder in ["/tmp", "/dev/shm", city.data, city.elsewhere, city.data / "run"]:
            assert opened(inside, f"{folder}/from-{role}", MAKE) == errno.EACCES, f"make in {folder}"
        log = f"{city.data}/run/{role}.log\0".encode()
        assert inside.call("truncate", log, 0) < 0 and inside.call("chmod", log, 0o777) < 0
        assert inside.call("unlinkat", NOT_HERE, log, 0) < 0


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_every_thread_of_it_is_confined(city, role):
    process = city.processes()[role]
    for thread in threads(process):
        with Inside(process, thread) as inside:
            assert opened(inside, "/etc/passwd", READ) == errno.EACCES, f"{role}, thread {thread}"
            assert inside.call("socket", socket.AF_INET, socket.SOCK_RAW, 6) == -errno.EPERM


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_it_goes_nowhere_but_where_it_must(city, role):
    on_server = city.kind is Postgres
    with Inside(city.processes()[role]) as inside:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            assert inside.call("socket", socket.AF_INET, kind, 0) == -errno.EPERM, kind
        for family in (socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK):
            assert inside.call("socket", family, socket.SOCK_STREAM, 0) == -errno.EPERM, family
        assert inside.call("socket", socket.AF_INET, socket.SOCK_STREAM, 262) < 0, "MPTCP, which has no ports"
        assert inside.call("socketpair", socket.AF_UNIX, socket.SOCK_DGRAM, 0, bytes(8)) == -errno.EPERM
        for port in range(city.base, city.base + 4):
            assert connected(inside, port) in (errno.EPERM, errno.EACCES), "to a page of ours"
        relay = connected(inside, city.mailbox.smtp)
        assert (relay == 0) == (role == "courier"), "to the mail relay"
        goes_to_sockets = on_server and role in ("market", "counter", "office", "vault")
        here = inside.call("socket", socket.AF_UNIX, socket.SOCK_STREAM, 0)
        assert (here >= 0) == (goes_to_sockets or role == "witness"), "a Unix socket"
        if here >= 0:
            with listener() as address:
                assert inside.call("connect", here, address, len(address)) == -errno.EPERM, "an abstract socket"
            inside.call("close", here)


@contextmanager
def listener():
    """Somebody who listens under a name that is in no folder."""
    name = f"\0ichi-test-{os.getpid()}".encode()
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(name)
        line.listen()
        yield struct.pack("=H", socket.AF_UNIX) + name


@from_inside
@pytest.mark.parametrize("role", ["market", "counter", "office", "page"])
def test_a_page_s_process_listens_at_its_port_and_sends_nothing_by_itself(city, role):
    with Inside(city.processes()[role]) as inside:
        line = inside.call("socket", socket.AF_INET, socket.SOCK_STREAM, 0)
        assert line >= 0
        assert inside.call("bind", line, internet(city.base + 7), 16) == -errno.EACCES
        fast_open = 0x2000_0000
        assert inside.call("sendto", line, b"out", 3, fast_open, internet(city.mailbox.smtp), 16) == -errno.EPERM
        inside.call("close", line)


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_it_cannot_touch_other_processes_nor_make_code(city, role):
    with Inside(city.processes()[role]) as inside:
        for process in {city.up.pid, os.getpid(), *city.processes().values()} - {inside.process}:
            assert inside.call("kill", process, 0) == -errno.EPERM
            assert inside.call("tgkill", process, process, 0) == -errno.EPERM
        assert inside.call("pidfd_open", city.up.pid, 0) == -errno.ENOSYS
        read_write_execute, private_anonymous = 7, 0x22
        assert inside.call("mmap", 0, 4096, read_write_execute, private_anonymous, -1, 0) == -errno.EPERM
        assert inside.call("memfd_create", b"code\0", 0) == -errno.ENOSYS
        set_dumpable, core = 4, 4
        assert inside.call("prctl", set_dumpable, 1, 0, 0, 0) == -errno.EPERM
        assert inside.call("prlimit64", 0, core, struct.pack("QQ", 1 << 30, 1 << 30), 0) == -errno.EPERM


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_the_system_says_the_same_of_it(city, role):
    process = city.processes()[role]
    said = status(process)
    assert said["NoNewPrivs"] == "1" and said["Seccomp"] == "2"
    lock_memory = 1 << 14 if role in ("vault", "witness") else 0
    assert all(int(said[name], 16) & ~lock_memory == 0 for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"))
    limits = Path(f"/proc/{process}/limits").read_text()
    assert [line.split()[4:6] for line in limits.splitlines() if "core file" in line] == [["0", "0"]]
    if role in ("vault", "witness"):
        assert int(said["VmLck"].split()[0]) > 0, "its keys may be swapped out"
    assert f"{role} ended" not in city.log(), "it misses something"
    assert "NOT CONFINED" not in (city.data / f"run/{role}.log").read_text()


def confined(city, role):
    """The process, once it has given its rights away: beside its launcher's filters it has two."""
    process = city.processes().get(role)
    with suppress(OSError):
        mine, others = (int(status(one)["Seccomp_filters"]) for one in (process, city.up.pid))
        return process if mine == others + 2 else None


def status(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


@from_inside
@pytest.mark.parametrize("role", ROLES)
def test_what_only_an_intruder_asks_ends_it(city, role):
    shell = b"/bin/sh\0"
    mine = LETHAL[ROLES.index(role)::len(ROLES)]
    for name, *values in [("execve", shell, 0, 0), *mine]:
        process = wait_until(lambda: confined(city, role), f"the {role}", 30)
        assert ends(process, name, *values) == "SIGSYS", name
        wait_until(lambda: confined(city, role) not in (None, process), f"another {role}", 30)
    assert f"{role} ended (signal 31); it is started again" in city.log()


def apart(work):
    """Does it in a process of its own, which the ground is changed for."""
    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join(180)
    assert child.exitcode == 0


def test_without_landlock_it_is_said_loudly_and_the_city_goes_on():
    def work():
        without_landlock()
        with City() as city:
            place_order(city)
            for role in ROLES:
                assert "NOT CONFINED to its files" in (city.data / f"run/{role}.log").read_text()
    apart(work)


def test_where_it_is_required_nothing_starts_without_landlock():
    def work():
        with City() as city:
            city.stop()
            without_landlock()
            city.extra["ICHI_CONFINEMENT"] = "required"
            for words in (["ichi", "market"], ["ichi-vault", "vault"], ["ichi-witness", "witness"]):
                code, _, complaint = city.outcome(*words)
                assert code == 1 and "this kernel has no Landlock, and ICHI_CONFINEMENT is required" in complaint
    apart(work)
