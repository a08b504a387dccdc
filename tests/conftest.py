"""What several files of tests use: a refused command, figures that do not stay open.

One thread for BLAS: its threads wait for each other where cores are busy.
"""

import os

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def refused(capsys):
    """A function of the words after `grains`: the sentence with which it refuses them."""
    from numerics.cli import main

    def sentence(*words):
        with pytest.raises(SystemExit) as stopped:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        assert stopped.value.code == 2
        assert captured.out == ""
        assert captured.err.startswith("usage: grains")
        assert "Traceback" not in captured.err
        return captured.err.splitlines()[-1]

    return sentence


@pytest.fixture
def no_figure_is_left():
    """Draws without a screen and closes every figure."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    yield
    pyplot.close("all")
