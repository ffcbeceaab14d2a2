"""The red team on a city of its own: nobody reads more than is promised, and whoever asks is noticed at once.

    ICHI_BREACH    how many seconds each attacker has at full speed (1)
"""

import json
import os
import subprocess
import time

import pytest

from city import ROOT

SECONDS = os.environ.get("ICHI_BREACH", "1")
DAYS = 6
PROGRAMS = os.environ.get("ICHI_PROGRAMS", ROOT / ".build/debug")
# Whose first impossible request must be their last.
ASKING = {"sql-injection", "counter-loud", "office-stolen-session", "courier", "shop-root"}


def breach(*options):
    return subprocess.run([f"{PROGRAMS}/ichi", "drill", "breach", *options], capture_output=True, text=True,
                          cwd=ROOT, timeout=600)


@pytest.fixture(scope="module")
def report():
    began = time.monotonic()
    done = breach("--json", "--seconds", SECONDS, "--days", str(DAYS), "--members", "60", "--limit", "120")
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    print(f"\nthe red team: {len(report['positions'])} positions in {time.monotonic() - began:.0f} s")
    for line in report["positions"]:
        print(f"  {line['name']}: {line['readable']} of {line['promised']} that may be, alarm after "
              f"{line.get('attemptsUntilAlarm')}, frozen in {line.get('secondsUntilFrozen')} s")
    report["code"] = done.returncode
    report["by"] = {line["name"]: line for line in report["positions"]}
    return report


def test_nobody_reads_more_than_is_promised(report):
    broken = {line["name"]: (line["beyond"], line["notes"]) for line in report["positions"] if line["beyond"]}
    assert not broken and report["code"] == 0
    assert len(report["positions"]) == 13 and report["persons"] > 60


def test_every_position_tries_a_lot(report):
    for line in report["positions"]:
        # Who only watches asks nothing.
        assert line["attempts"] >= (0 if line["name"] == "counter-watching" else 5), line["name"]
    for name in ("counter-loud", "office-stolen-session", "courier"):
        assert len(report["by"][name]["ways"]) > 5, name


@pytest.mark.parametrize("name", sorted(ASKING))
def test_the_first_impossible_request_freezes(report, name):
    line = report["by"][name]
    assert line["attemptsUntilAlarm"] == 1 and line["frozen"] and line["alarms"], line
    for way in line["ways"]:
        if "frozen" in way["answers"] and way["name"] != "all ways at once":
            assert way["attemptsUntilFrozen"] == 1, way


def test_who_stands_on_the_line_is_read_and_that_is_said(report):
    """A drill that finds nothing where something passes would find nothing anywhere."""
    for name in ("counter-watching", "courier", "counter-loud"):
        assert 0 < report["by"][name]["readable"] <= report["by"][name]["promised"], name


def test_root_on_the_vault_reads_the_witness_s_limit_and_both_hosts_everybody(report):
    hasty, both = report["by"]["vault-root-hasty"], report["by"]["both-hosts"]
    assert 0 < hasty["readable"] <= 120 and "the witness's alarm: spent" in hasty["frozen"]
    assert both["readable"] >= report["persons"] - 5
    patient = report["by"]["vault-root-patient"]["days"]
    assert patient[-1]["noticedOnDay"] <= DAYS and "noticedOnDay" not in patient[0]


def test_a_taken_process_is_confined_and_a_shell_ends_it(report):
    for name in ("market", "counter-loud", "office-stolen-session", "courier"):
        line = report["by"][name]
        assert line["isConfined"], name
        assert "the kernel ends the process (signal 31)" in line["frozen"], line["frozen"]
        assert not [note for note in line["notes"] if "NOT ENDED" in note], name


@pytest.mark.parametrize("options,words", [
    (["--only", "nowhere"], "there is no position nowhere"),
    (["--days", "0"], "--days"), (["--seconds", "-1"], "--seconds"), (["--limit", "3"], "--limit"),
])
def test_wrong_usage_is_told(options, words):
    done = breach(*options)
    assert done.returncode == 64 and words in done.stderr
