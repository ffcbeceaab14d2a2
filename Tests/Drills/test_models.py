"""Every order of the steps of opening, approval, freeze and standby; and each step is missed where it is left out."""

import subprocess

import pytest

from city import ROOT

MODELS = sorted(path.stem for path in (ROOT / "Models").glob("*.pml"))


@pytest.mark.parametrize("model", MODELS)
def test_a_model_holds_and_every_variant_of_it_fails(model):
    done = subprocess.run([ROOT / "Models/check", model], capture_output=True, text=True, timeout=300)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" holds ") == 1 and done.stdout.count(" fails ") >= 3


def test_it_shows_the_steps_that_lead_into_a_fault():
    done = subprocess.run([ROOT / "Models/check", "--trail", "freeze", "1"], capture_output=True, text=True,
                          timeout=300)
    assert done.returncode == 0 and "assertion violated" in done.stdout
