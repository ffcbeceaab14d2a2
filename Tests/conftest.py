"""What journeys and drills share: a city of their own, made, started, and ended without a trace."""

import pytest

from city import City


@pytest.fixture(scope="session")
def city():
    with City() as city:
        yield city
