"""What journeys and drills share: a city of their own, made, started, and ended without a trace."""

import os
import signal

import pytest

from city import City

# As at a terminal: what a shell has started behind it ignores Ctrl-C, and would hand that on to the city.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Programs that are built to measure their coverage would complain that they may not write beside themselves.
os.environ.setdefault("LLVM_PROFILE_FILE", "/dev/null")


@pytest.fixture(scope="session")
def city():
    with City() as city:
        yield city
