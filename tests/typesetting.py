"""pdflatex for tests: run on a text, or a reason to skip where it is not installed."""

import os
import shutil
import subprocess

import pytest


def require(program, package):
    """Skip without the program; in CI, fail."""
    if shutil.which(program) is None:
        reason = f"{program} is missing: install {package}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def compiled(text, folder, runs=1):
    """The log of pdflatex, run on the text in the folder."""
    require("pdflatex", "texlive-latex-base")
    (folder / "page.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    for _ in range(runs):
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stdout[-2000:]
    assert (folder / "page.pdf").stat().st_size > 0
    return (folder / "page.log").read_text(encoding="latin-1")
