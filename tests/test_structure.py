"""The rules of the house: arrows between modules, one transcription, one lambdify, no floats."""

import ast
from pathlib import Path

import pytest
from sympy import Float, Symbol

from derive.grains.printed import PRINTED
from derive.grains.symbols import LATEX, UNITS
from derive.papers import equation, paper

ROOT = Path(__file__).parent.parent
DERIVATIONS = tuple(
    "model born gaps limits minigap action imaginary_time couplings meanfield criticality "
    "films".split()
)
CHAIN = ("model", "born", "gaps", "limits")


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def modules(package: str) -> dict[str, set[str]]:
    """For each module of the package, by its dotted name, the names of all that it imports."""
    return {
        ".".join(path.relative_to(ROOT / package).with_suffix("").parts): imported(path)
        for path in files(package)
    }


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which module it means"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def uses(names: set[str], module: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in names)


STEPS = tuple(f"grains.steps.{name}" for name in DERIVATIONS)
DERIVE, NUMERICS = modules("derive"), modules("numerics")


@pytest.mark.parametrize("module", DERIVE)
def test_derive_never_imports_numerics_or_a_numerical_library(module):
    assert not [
        name
        for name in ("numerics", "numpy", "scipy", "mpmath", "flint")
        if uses(DERIVE[module], name)
    ]


@pytest.mark.parametrize("module", STEPS)
def test_a_derivation_never_imports_what_is_printed(module):
    assert not uses(DERIVE[module], "derive.grains.printed")
    assert not uses(DERIVE[module], "derive.grains.catalogue")


def test_the_transcription_never_imports_a_derivation():
    assert not [
        name
        for name in DERIVATIONS
        if uses(DERIVE["grains.printed"], f"derive.grains.steps.{name}")
    ]


def test_only_the_catalogue_imports_both():
    """The printed forms are in paper, and in the records that its builders make."""
    both = [
        module
        for module, names in DERIVE.items()
        if (uses(names, "derive.grains.printed") or uses(names, "derive.grains.catalogue.records"))
        and any(uses(names, f"derive.grains.steps.{d}") for d in DERIVATIONS)
    ]
    assert {module.rpartition(".")[0] for module in both} <= {"grains", "grains.catalogue"}


def test_numerics_reads_the_printed_forms_from_the_catalogue():
    readers = [
        module
        for module, names in NUMERICS.items()
        if uses(names, "derive.grains.printed") or uses(names, "derive.grains.catalogue.records")
    ]
    assert readers == []


def test_arrows_run_down_the_chain():
    for position, module in enumerate(CHAIN):
        later = CHAIN[position + 1 :]
        assert not [
            name
            for name in later
            if uses(DERIVE[f"grains.steps.{module}"], f"derive.grains.steps.{name}")
        ]


def test_routes_do_not_use_what_they_confirm():
    for module in ("grains.routes.gaps", "grains.routes.matrices"):
        derivations = [
            name for name in DERIVATIONS if uses(NUMERICS[module], f"derive.grains.steps.{name}")
        ]
        assert derivations == []
        assert not uses(NUMERICS[module], "derive.grains.printed")
        assert not uses(NUMERICS[module], "derive.grains.catalogue")
        assert not uses(NUMERICS[module], "derive.root")


def test_one_lambdify():
    users = [
        path.name
        for package in ("derive", "numerics")
        for path in files(package)
        if "lambdify(" in path.read_text()
    ]
    assert users == ["functions.py"]


@pytest.mark.parametrize("label", paper().labels)
def test_no_float_and_no_unknown_symbol(label):
    record = equation(label)
    for form in (record.printed, record.derived()):
        assert form.atoms(Float) == set()
        assert form.atoms(Symbol) - set(UNITS) <= set(INDICES)


INDICES = [symbol for name in ("1e",) for symbol in PRINTED[name].atoms(Symbol)]


def test_every_symbol_has_a_unit_and_latex():
    assert set(UNITS) <= set(LATEX)
    assert all(UNITS.values())


def test_every_printed_form_is_in_the_catalogue():
    assert set(PRINTED) <= set(paper().labels)
