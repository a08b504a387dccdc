"""What the two packages hand to a reader: names, help, and how verdicts show themselves."""

import inspect
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules

import pytest
from made_up import JUDGED
from sympy import pi

import derive
import numerics
from derive.papers import UnknownLabel, equation, paper
from numerics.judge.values import Constant, Number

ROOT = Path(__file__).parents[2]
DERIVE = "Equation Notation Paper Regime Section eps equation paper".split()
NUMERICS = (
    "BondModel Disorder Route Verdict __version__ density_of_states dissipation_kernel "
    "dissipation_strength film_averages josephson_coupling josephson_ratio ledger_table minigap "
    "mixed_phase_boundary phase_boundary random_film renormalized_coupling smallest_correction "
    "solve_gaps strip_averages strip_transitions strips sweep verify"
).split()


@pytest.mark.parametrize(("package", "names"), [(derive, DERIVE), (numerics, NUMERICS)])
def test_dir_shows_what_a_reader_uses_and_nothing_else(package, names):
    for name in names:
        assert getattr(package, name) is not None
    assert dir(package) == sorted(names)
    assert set(package.__all__) == set(names) - {"__version__"}
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing


def test_names_are_handed_out_once_every_module_is_loaded():
    """A module hides what its package hands out under the same name, once it is imported."""
    code = "import derive, numerics.grains, numerics.bcs\n" + "\n".join(
        f"[getattr({package}, name) for name in {names} for _ in range(2)]"
        for package, names in (("derive", DERIVE), ("numerics", NUMERICS))
    )
    code += (
        "\nfrom numerics.judge.papers import facts_of, tables_of\n"
        "record = derive.equation('10-S-low')\n"
        "assert [facts_of(derive.equation('9')) for _ in range(2)] == [[], []]\n"
        "assert [tables_of('grains', []) for _ in range(2)] == [[], []]\n"
        "assert callable(derive.equation) and callable(numerics.verify)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("name", ["derive", "numerics", "numerics.grains", "numerics.bcs"])
def test_no_module_has_the_name_of_what_its_package_hands_out(name):
    package = sys.modules[name] if name in sys.modules else __import__(name, fromlist=["_"])
    handed = {*getattr(package, "_HOME", ()), *getattr(package, "__all__", ())}
    modules = {module.name for module in iter_modules(package.__path__)}
    assert not handed & modules


def test_the_version():
    assert numerics.__version__ == version("mixed-grains")


@pytest.mark.parametrize("name", [name for name in NUMERICS if name != "__version__"])
def test_help_prints_no_arrays(name):
    handed = getattr(numerics, name)
    assert "array(" not in str(inspect.signature(handed))
    assert inspect.getdoc(handed)


@pytest.mark.parametrize(
    "words", [["--help"], ["--paper", "grains", "--help"], ["verify", "--help"]]
)
def test_help_starts_without_heavy_libraries(words):
    code = (
        "import sys\nfrom numerics.command.cli import main\n"
        f"try:\n    main({words})\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    loaded = set(run.stderr.split())
    assert "numerics" in loaded
    assert not {"sympy", "numpy", "matplotlib", "scipy", "mpmath", "flint", "rich"} & loaded


# Verdicts


def test_a_label_and_its_record_have_one_verdict():
    by_label, by_record = (
        replace(numerics.verify(what, 20), seconds=0) for what in ("21b", equation("21b"))
    )
    assert by_label == by_record
    assert by_label.record is equation("21b")


def test_an_unknown_label_names_the_nearest():
    with pytest.raises(UnknownLabel, match=r"unknown label '21'; nearest: 21b, 21a"):
        numerics.verify("21")


def test_print_shows_a_short_table():
    assert str(JUDGED).splitlines() == [
        "equation       (1c) Charging term of two grains",
        "printed        refuted",
        "derivation     certified to 50 digits against another way",
        "at             c_ij = 3/7",
        "printed there  0.5",
        "derived there  1.25",
        "               2.5",
    ]


def test_repr_is_one_line_of_reasonable_length():
    assert repr(JUDGED) == "<Verdict (1c): printed refuted; derivation certified to 50 digits>"
    ratio = Constant(Number("0." + 50 * "6"), 2 / pi)
    long = replace(
        JUDGED,
        record=replace(equation("1c"), label="a-label-of-some-length"),
        printed="scaling",
        ratio=(ratio,) * 9,
        order=Fraction(1, 2),
        route=30 * "a way of many words ",
        remark=30 * "a long remark\n",
    )
    assert re.fullmatch(
        r"<Verdict \(a-label-of-some-length\): printed scaling \(.{9,}>", repr(long)
    )
    assert len(repr(long)) < 200


@pytest.mark.parametrize("label", ["1a", "9", "10-S-low", "15-J", "21b", "strong"])
def test_repr_of_verdicts_of_the_paper(label):
    shown = repr(numerics.verify(label, 20))
    assert shown.startswith(f"<Verdict ({label}): printed ")
    assert len(shown) < 200
    assert "\n" not in shown


def test_a_paper_is_found_by_name():
    assert paper("bcs").name == "bcs"
    assert paper() is paper("grains")
    assert equation("gap", "bcs").paper == "bcs"
