"""The engine does without its papers: every module of it imports where they are hidden."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from importlib import import_module

papers, modules = sys.argv[1].split(), sys.argv[2].split()


class Hidden:
    def find_spec(self, name, path=None, target=None):
        if any(name == paper or name.startswith(paper + ".") for paper in papers):
            raise ImportError(f"{name} is hidden")


sys.meta_path.insert(0, Hidden())
for module in modules:
    try:
        import_module(module)
    except ImportError as error:
        print(f"{module}: {error}")
"""


def modules(package):
    """The dotted names of all modules of a package."""
    paths = sorted((ROOT / package).rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in names]


def papers():
    """The folders of papers, in both packages: those in `derive` that have a PAPER."""
    found = [path.parent.name for path in (ROOT / "derive").glob("*/symbols.py")]
    return [f"{package}.{name}" for package in ("derive", "numerics") for name in found]


def imported(hidden, names):
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, " ".join(hidden), " ".join(names)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.stderr == ""
    return run.stdout.splitlines()


def test_both_papers_are_found():
    assert {"derive.grains", "numerics.grains", "derive.bcs", "numerics.bcs"} <= set(papers())


def test_the_engine_imports_without_a_paper():
    hidden = papers()
    engine = [
        name
        for name in [*modules("derive"), *modules("numerics")]
        if not any(name == paper or name.startswith(f"{paper}.") for paper in hidden)
    ]
    assert len(engine) > 60
    assert imported(hidden, engine) == []


def test_a_module_that_needs_a_paper_is_seen():
    assert imported(papers(), ["derive.grains", "numerics.bcs.routes"]) == [
        "derive.grains: derive.grains is hidden",
        "numerics.bcs.routes: numerics.bcs is hidden",
    ]


def test_each_paper_does_without_the_other():
    every = [*modules("derive"), *modules("numerics")]
    for own, other in (("grains", "bcs"), ("bcs", "grains")):
        hidden = [f"derive.{other}", f"numerics.{other}"]
        mine = [name for name in every if f".{own}" in name]
        assert imported(hidden, mine) == []
