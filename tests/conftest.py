"""What several files of tests use: a refused command, none that judges, no figure left open.

At the end of a run, the share of the mutants that were caught.

One thread for BLAS: its threads wait for each other where cores are busy.
"""

import os
from collections import Counter

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def refused(capsys):
    """A function of the words after `grains`: the sentence with which it refuses them."""
    from numerics.command.cli import main

    def sentence(*words):
        with pytest.raises(SystemExit) as stopped:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        assert stopped.value.code == 2
        assert captured.out == ""
        assert captured.err.startswith("grains")
        (line,) = captured.err.splitlines()
        return line

    return sentence


@pytest.fixture
def never_judged(monkeypatch):
    """Fails where an equation is judged."""
    from numerics.judge import runs

    monkeypatch.setattr(runs, "verify", lambda *_, **__: pytest.fail("an equation was judged"))


@pytest.fixture
def no_figure_is_left():
    """Draws without a screen and closes every figure."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    yield
    pyplot.close("all")


def pytest_terminal_summary(terminalreporter):
    caught, tried = Counter(), Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, counts in report.user_properties:
                if name == "mutants caught":
                    form, some, all_ = counts
                    caught[form] += some
                    tried[form] += all_
    for form, count in tried.items():
        share = f"{caught[form]} of {count} ({caught[form] / count:.1%})"
        terminalreporter.write_line(f"mutants of {form} forms caught: {share}")
