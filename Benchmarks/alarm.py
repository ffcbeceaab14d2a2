"""From the first impossible request to the freeze, and to an officer's mailbox."""

import time
from statistics import median

from keepers import OFFICER, REFUSAL, Keepers

PAUSE = 0.02


def measure(results, city, count):
    """Each time a token that the vault never signed is shown in the counter's name, once."""
    city.stop()
    keepers = Keepers(city)
    try:
        keepers.settle()
        runs = [one(keepers) for _ in range(count)]
    finally:
        keepers.close()
    frozen, told = (sorted(run[place] * 1000 for run in runs) for place in (0, 1))
    results.add("the first impossible request until it is frozen and refused", frozen, "ms",
                p50=median(frozen), p99=part(frozen, 0.99), p99_under=1000, beside="in the rows before it is answered")
    results.add("the same until an officer's mail is with the relay", told, "ms",
                p50=median(told), p99=part(told, 0.99), p99_under=5000,
                beside=f"looked at every {PAUSE * 1000:.0f} ms; the courier asks for alarms every 400 ms")


def one(keepers):
    """What the refusal took, and what the mail."""
    city = keepers.city
    keepers.forget()
    city.write_vault("UPDATE freezing SET lifted = since, lifted_by = 'bench' WHERE lifted IS NULL")
    before = len(city.mailbox.mails(OFFICER))
    began = time.perf_counter()
    assert keepers.say("counter", "end", "a.b") == (REFUSAL, "frozen")
    frozen = time.perf_counter() - began
    assert city.ask_vault("SELECT count(*) AS n FROM freezing WHERE lifted IS NULL")[0][0] == 1
    while len(city.mailbox.mails(OFFICER)) == before:
        assert time.perf_counter() - began < 60, "no mail"
        time.sleep(PAUSE)
    return frozen, time.perf_counter() - began


def part(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
