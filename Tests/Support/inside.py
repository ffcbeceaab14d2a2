"""System calls made from inside a running process, by a thread of its own: what may it really do?

The thread is stopped (ptrace, as only root may), put before a `syscall` instruction, taken one step, and put back where
it was. What the kernel answers is what it would answer to whoever has taken the process over.
"""

import ctypes
import os
import platform
import signal
from pathlib import Path

import pytest

SEIZE, INTERRUPT, GET_REGISTERS, SET_REGISTERS, STEP, DETACH = 0x4206, 0x4207, 12, 13, 9, 17
ALL_THREADS = 0x4000_0000
NUMBERS = {
    "read": 0, "close": 3, "mmap": 9, "socket": 41, "connect": 42, "sendto": 44, "bind": 49, "fork": 57, "execve": 59,
    "kill": 62, "clone": 56, "truncate": 76, "chmod": 90, "setuid": 105, "ptrace": 101, "prctl": 157, "chroot": 161,
    "mount": 165, "init_module": 175, "tgkill": 234, "openat": 257, "mkdirat": 258, "unlinkat": 263, "symlinkat": 266,
    "unshare": 272, "process_vm_readv": 310, "prlimit64": 302, "memfd_create": 319, "bpf": 321, "userfaultfd": 323,
    "io_uring_setup": 425, "pidfd_open": 434, "setns": 308, "keyctl": 250, "perf_event_open": 298, "socketpair": 53,
}
REGISTERS = ("r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx", "rdx", "rsi", "rdi",
             "orig_rax", "rip", "cs", "eflags", "rsp", "ss", "fs_base", "gs_base", "ds", "es", "fs", "gs")


class Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulonglong) for name in REGISTERS]


libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long

from_inside = pytest.mark.skipif(
    os.geteuid() != 0 or platform.machine() != "x86_64",
    reason="only root can step into other processes, and the steps are written for x86-64")


class Ended(Exception):
    """The process was ended by the call; by which signal."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.signal = number


class Inside:
    """One thread of a process, which makes calls as long as the block lasts."""

    def __init__(self, process, thread=None):
        self.process, self.thread = process, thread or process
        self.memory = f"/proc/{process}/mem"

    def __enter__(self):
        self.trace(SEIZE)
        self.trace(INTERRUPT)
        self.wait()
        self.before = self.registers()
        self.gate = syscall_instruction(self.process)
        return self

    def __exit__(self, *_):
        if self.before:
            self.set(self.before)
            self.trace(DETACH)

    def call(self, name, *values):
        """What it returns; less than zero is the system's number for why not. Bytes are laid down for it."""
        place = self.before.rsp - 8192
        words = []
        for value in values:
            if isinstance(value, bytes):
                with open(self.memory, "r+b", buffering=0) as memory:
                    memory.seek(place)
                    memory.write(value)
                words.append(place)
                place += len(value) + 16 - len(value) % 16
            else:
                words.append(value)
        now = Registers.from_buffer_copy(self.before)
        now.rip, now.rax, now.orig_rax = self.gate, NUMBERS[name], 2**64 - 1
        for register, word in zip(("rdi", "rsi", "rdx", "r10", "r8", "r9"), words):
            setattr(now, register, word % 2**64)
        self.set(now)
        self.trace(STEP)
        self.wait()
        answer = self.registers().rax
        return answer - 2**64 if answer >= 2**63 else answer

    def trace(self, request, data=None):
        if libc.ptrace(request, self.thread, None, data) != 0:
            raise OSError(ctypes.get_errno(), f"ptrace {request}")

    def wait(self):
        _, status = os.waitpid(self.thread, ALL_THREADS)
        if os.WIFSIGNALED(status):
            self.before = None
            raise Ended(os.WTERMSIG(status))

    def registers(self):
        registers = Registers()
        self.trace(GET_REGISTERS, ctypes.byref(registers))
        return registers

    def set(self, registers):
        self.trace(SET_REGISTERS, ctypes.byref(registers))


def syscall_instruction(process):
    """Where one stands in the page of the kernel's that each process has."""
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        if line.endswith("[vdso]"):
            begin, end = (int(word, 16) for word in line.split()[0].split("-"))
            with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
                memory.seek(begin)
                return begin + memory.read(end - begin).index(b"\x0f\x05")
    raise AssertionError("no vdso")


def threads(process):
    return [int(thread.name) for thread in Path(f"/proc/{process}/task").iterdir()]


def ends(process, name, *values):
    """The signal that ends a process which makes a call; None where it lives on."""
    try:
        with Inside(process) as inside:
            inside.call(name, *values)
    except Ended as ended:
        return signal.Signals(ended.signal).name
    return None
