"""What tests of commands share: verdicts made up."""

from dataclasses import replace

import pytest
from made_up import JUDGED

from numerics.judge import runs
from numerics.judge import verify as ledger


@pytest.fixture
def judge(monkeypatch):
    """Replaces the verdict of every label by a given one, so that no equation is judged."""

    def replaced(**findings):
        def verify(record, digits=50, *, thorough=False):
            return replace(JUDGED, record=record, digits=digits, **findings)

        monkeypatch.setattr(runs, "verify", verify)
        monkeypatch.setattr(ledger, "verify", verify)

    return replaced
