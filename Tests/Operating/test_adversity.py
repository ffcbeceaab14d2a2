"""A city on a disk that is full, or on a machine without a network."""

import multiprocessing
import os
import subprocess

import pytest

from city import City
from customer import plain_goods
from ground import WITHOUT_NETWORK, leave_the_network, needs_root, small_disk
from old_shop import PROGRAMS
from shopper import Shopper, order_number

CITY_MEGABYTES = 64


@needs_root
def test_a_disk_too_small_for_a_city_is_told_of():
    with small_disk(2) as disk:
        with pytest.raises(AssertionError, match="the disk is full|No space left"):
            with City(disk):
                pass


@needs_root
def test_a_disk_that_fills_up_while_the_city_runs():
    with small_disk(CITY_MEGABYTES) as disk, City(disk) as city:
        goods = plain_goods(city)
        before = place_order(city, goods)
        waiting = Shopper(city, email="machi@example.jp")
        confirmation = waiting.confirmation(goods)

        fill(disk)
        assert_pages_are_shown(city, goods)
        told = [Shopper(city).fill_basket(goods), waiting.place(confirmation)]
        for answer in told:
            assert answer.status == 503, f"{answer.status} {answer.heading}"
            assert answer.heading == "ただいまお手続きを受け付けられません"
        assert numbers(city) == [before], "an order stands that was not acknowledged"

        (disk / "filler").unlink()
        after = order_number(waiting.place(confirmation))
        assert sorted(numbers(city)) == sorted([before, after])
        city.mailbox.wait("machi@example.jp", seconds=40)
        assert place_order(city, goods) in numbers(city)
        city.stop()
        city.verify_ledger()
        assert city.standing_freezes() == []


def place_order(city, goods):
    shopper = Shopper(city, email="mati@example.jp")
    return order_number(shopper.place(shopper.confirmation(goods)))


def numbers(city):
    return [number for (number,) in city.ask_shop("SELECT number FROM orders")]


def fill(disk):
    """Takes what room there is; SQLite may still write into the pages that it holds already."""
    with open(disk / "filler", "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue


def assert_pages_are_shown(city, goods):
    visitor = Shopper(city)
    for path in ["/", f"/goods/{goods}", "/search?q=%E6%A2%A8"]:
        assert visitor.get(city.market + path).status == 200, path


@needs_root
def test_a_city_without_a_network():
    """Everything is set up already: then nothing but loopback is needed."""
    done = subprocess.run([*WITHOUT_NETWORK, "bin/setup", "test"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    child = multiprocessing.get_context("fork").Process(target=order_without_a_network)
    child.start()
    child.join(120)
    assert child.exitcode == 0


def order_without_a_network():
    leave_the_network()
    with City() as city:
        place_order(city, plain_goods(city))
        city.mailbox.wait("mati@example.jp")


def test_a_vault_that_cannot_hear_its_callers_says_so_and_has_failed(tmp_path):
    (tmp_path / "vault").mkdir()
    with open(os.devnull) as nothing:
        ended = subprocess.run([PROGRAMS / "ichi-vault", "vault", "--data", tmp_path], capture_output=True, text=True,
                               close_fds=False, timeout=60, preexec_fn=lambda: os.dup2(nothing.fileno(), 3))
    assert ended.returncode == 1, ended.stderr
    assert "ichi-vault: " in ended.stderr and "Serving ended" in ended.stdout + ended.stderr
