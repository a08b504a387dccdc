"""The rules of the house: arrows between rooms, no circles, one transcription, one lambdify."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sympy import Float, Symbol

from derive.papers import paper

ROOT = Path(__file__).parents[2]
PACKAGES = ("derive", "numerics")
PAPERS = sorted(
    folder.name
    for folder in (ROOT / "derive").iterdir()
    if folder.is_dir() and (ROOT / "numerics" / folder.name).is_dir() and folder.name[0] != "_"
)

# What a room may import beside itself.  PAPER stands for the name of every paper, and a dot at
# the end for all rooms of the folder.
ENGINE = ("numerics.arithmetic", "numerics.run", "numerics.judge", "numerics.draw")
ARROWS = {
    "derive": (),
    "derive.PAPER.symbols": ("derive",),
    "derive.PAPER.printed_phases": ("derive", "derive.PAPER.symbols"),
    "derive.PAPER.printed_statements": ("derive", "derive.PAPER.symbols"),
    "derive.PAPER.printed": (
        "derive",
        "derive.PAPER.symbols",
        "derive.PAPER.printed_phases",
        "derive.PAPER.printed_statements",
    ),
    "derive.PAPER.points": ("derive", "derive.PAPER.symbols"),
    "derive.PAPER.regimes": ("derive", "derive.PAPER.symbols"),
    "derive.PAPER.steps": ("derive", "derive.PAPER.symbols", "derive.PAPER.regimes"),
    "derive.PAPER.catalogue": (
        "derive",
        "derive.PAPER.symbols",
        "derive.PAPER.printed",
        "derive.PAPER.points",
        "derive.PAPER.regimes",
        "derive.PAPER.steps",
    ),
    "derive.PAPER": ("derive", "derive.PAPER.catalogue"),
    "numerics.arithmetic": ("derive",),
    "numerics.run": ("derive", *ENGINE[:1]),
    "numerics.judge": ("derive", *ENGINE[:2]),
    "numerics.draw": ("derive", *ENGINE[:3]),
    "numerics.report": ("derive", *ENGINE),
    "numerics.command": ("derive", *ENGINE, "numerics.report"),
    "numerics.PAPER": ("derive", "derive.PAPER.", *ENGINE, "numerics.command"),
}
# The rooms of a paper's numbers, from the top down: each may use those of later lines.
FLOORS = {
    "grains": (
        ("commands", "trust"),
        ("figures", "routes"),
        ("films",),
        ("phases",),
        ("couplings",),
        ("gaps", "heights"),
    ),
}
LATE = {  # by which a record shows itself, loaded when it is shown
    ("derive.record", "derive.display"),
}
LINES = 300


def modules() -> dict[str, Path]:
    """Every module of both packages by its dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def is_for_types(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, at its top or in a function; not those for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = [node for node in ast.walk(tree) if isinstance(node, ast.If) and is_for_types(node)]
    left_out = {inner for node in for_types for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which module it means"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


ARROWS_FOUND = {
    name: {other for other in imported(path) if other.split(".")[0] in PACKAGES}
    for name, path in MODULES.items()
}


def room(module: str) -> str:
    """The room of a module in the table, with PAPER for the name of a paper."""
    package, *parts = module.split(".")
    if not parts:
        return package
    if parts[0] in PAPERS:
        inside = f"{package}.PAPER.{parts[1]}" if len(parts) > 1 else f"{package}.PAPER"
        return inside if inside in ARROWS else f"{package}.PAPER"
    return f"{package}.{parts[0]}" if package == "numerics" else package


def paper_of(module: str) -> str:
    """The paper that a module belongs to, or nothing."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in PAPERS else ""


def is_allowed(own: str, other: str) -> bool:
    return other == own or any(
        f"{other}.".startswith(each) if each.endswith(".") else other == each
        for each in ARROWS[own]
    )


@pytest.mark.parametrize("module", [name for name in MODULES if name != "numerics"])
def test_arrows_run_down(module):
    own = room(module)
    for other in ARROWS_FOUND[module]:
        assert is_allowed(own, room(other)), other
        assert paper_of(other) in ("", paper_of(module)), other


def test_the_table_knows_every_room_and_no_other():
    rooms = {room(name) for name in MODULES} - {"numerics"}
    assert rooms == set(ARROWS)


def test_an_arrow_up_is_seen():
    """The test itself can fail."""
    assert not is_allowed("numerics.judge", room("numerics.grains.gaps.solve"))
    assert not is_allowed("derive.PAPER.steps", room("derive.grains.printed"))
    assert not is_allowed("derive", room("numerics.judge.verify"))
    assert is_allowed("numerics.PAPER", room("derive.grains.printed"))


@pytest.mark.parametrize("owner", FLOORS)
def test_rooms_of_a_paper_stand_on_floors(owner):
    floor = {name: height for height, names in enumerate(FLOORS[owner]) for name in names}
    inside = f"numerics.{owner}."
    for module, others in ARROWS_FOUND.items():
        for other in others if module.startswith(inside) else ():
            own, target = (name.removeprefix(inside).split(".")[0] for name in (module, other))
            if other.startswith(inside) and own != target:
                assert floor[own] < floor[target], f"{module} -> {other}"


def test_no_circle():
    arrows = {
        name: {other for other in others if other in MODULES and (name, other) not in LATE}
        for name, others in ARROWS_FOUND.items()
        if name not in PACKAGES
    }
    open_ = dict(arrows)
    while free := [name for name, others in open_.items() if not others & open_.keys()]:
        for name in free:
            del open_[name]
    assert not open_


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("derive")])
def test_derive_imports_sympy_alone(module):
    heavy = ("numerics", "numpy", "scipy", "mpmath", "flint", "matplotlib")
    assert not [name for name in imported(MODULES[module]) if name.split(".")[0] in heavy]


def test_one_lambdify():
    users = [n for n, p in MODULES.items() if "lambdify(" in p.read_text(encoding="utf-8")]
    assert users == ["numerics.arithmetic.functions"]


WRITTEN = [*MODULES.values(), *sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


@pytest.mark.parametrize("name", PAPERS)
def test_every_symbol_has_a_unit_and_latex(name):
    notation = paper(name).notation
    assert set(notation.units) <= set(notation.latex)
    assert all(notation.units.values())


EQUATIONS = [equation for name in PAPERS for equation in paper(name)]


@pytest.mark.parametrize("record", EQUATIONS, ids=lambda e: f"{e.paper}-{e.label}")
def test_no_float_and_no_unknown_symbol(record):
    for form in filter(None, (record.printed, record.derived())):
        assert form.atoms(Float) == set()
        if record.relation != "definition":
            assert form.atoms(Symbol) <= set(record.notation.units) | bound(form)


def bound(form) -> set[Symbol]:
    """The symbols over which a form sums or integrates."""
    return form.atoms(Symbol) - form.free_symbols
