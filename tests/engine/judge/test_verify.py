"""verify: claims of one's own, right and wrong."""

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from claims import identity, limit, x
from flint import acb, arb
from sympy import (
    Abs,
    I,
    Rational,
    Tuple,
    airyai,
    besselj,
    exp,
    fresnels,
    log,
    mathieuc,
    pi,
    sqrt,
    sympify,
    zeta,
)

from derive.grains.points import POINTS
from derive.grains.regimes import ABOVE_MINIGAP
from derive.grains.symbols import Delta_0, Delta_S, Gamma_M, Gamma_S, omega
from derive.notation import eps
from derive.papers import equation
from derive.record import Regime
from numerics.judge.compare import ball, deviation
from numerics.judge.papers import route_of
from numerics.judge.route import Route
from numerics.judge.verify import verify


def test_exact():
    verdict = verify(identity((x + 1) ** 2, x**2 + 2 * x + 1))
    assert (verdict.printed, verdict.points) == ("exact", 2)
    assert verdict.derivation == "undecided"
    assert "no independent route" in verdict.remark


def test_agreement_that_stops_at_thirty_digits_is_refuted():
    assert verify(identity(x + Rational(1, 10**30), x), 20).printed == "refuted"
    assert verify(identity(x + Rational(1, 10**45), x), 50).printed == "refuted"


def test_a_refuted_claim_shows_where():
    verdict = verify(identity(2 * x, x))
    assert verdict.printed == "refuted"
    assert verdict.counterexample.point == {x: Rational(3, 7)}
    ((printed,), (derived,)) = verdict.counterexample.printed, verdict.counterexample.derived
    assert printed.real.startswith("0.857142857142857")
    assert derived.real.startswith("0.428571428571428")
    assert printed.imaginary == derived.imaginary == ""


def test_a_refuted_limit_shows_where_to_all_digits():
    shown = verify(limit(sqrt(x), x, Regime({x: Rational(2, 3) * eps}))).counterexample
    ((printed,), (derived,)) = shown.printed, shown.derived
    assert derived == shown.point[x]
    assert len(derived.real.partition("e")[0]) == 21  # 20 digits and the point
    with localcontext(prec=40):
        root = Decimal(derived.real).sqrt()
        assert abs(Decimal(printed.real) / root - 1) < Decimal("1e-19")
    assert printed.imaginary == derived.imaginary == ""


def test_square_root_of_a_square_is_not_its_argument():
    assert verify(identity(sqrt(x**2), x)).printed == "refuted"


@pytest.mark.parametrize(
    ("printed", "derived", "order"),
    [
        (x, x + 3 * x**2, 1),
        (x, x + x ** Rational(5, 2), Fraction(3, 2)),
        (sqrt(x), sqrt(x) + 7 * x ** Rational(5, 6), Fraction(1, 3)),
        (x, x + I * x**4, 3),
    ],
)
def test_leading_terms_with_their_order(printed, derived, order):
    verdict = verify(limit(printed, derived))
    assert (verdict.printed, verdict.order) == ("leading", order)


@pytest.mark.parametrize(
    ("factor", "form"),
    [
        (2 / pi, "2/pi"),
        (Rational(3, 7), "3/7"),
        (-1, "-1"),
        (log(2), "log(2)"),
        (exp(2) / 256, "exp(2)/256"),
        (pi * exp(-1) / 7, "pi*exp(-1)/7"),
    ],
)
def test_a_dropped_constant_is_named(factor, form):
    verdict = verify(limit(factor * x, x + x**2))
    assert (verdict.printed, verdict.constant_form, verdict.order) == ("scaling", form, 1)
    assert len(verdict.constant.lstrip("-0.")) >= 45 or form in ("3/7", "-1")


def test_a_constant_is_named_or_where_it_has_no_closed_form_a_number():
    verdict = verify(limit(zeta(3) * x, x + x**2), 47)
    assert verdict.printed == "scaling"
    assert verdict.constant.startswith("1.202056903159594285399738161511449990764986292")
    assert verdict.constant_form == "zeta(3)"
    verdict = verify(limit(besselj(0, 1) * x, x + x**2), 47)
    assert verdict.printed == "scaling"
    assert verdict.constant.startswith("0.765197686557966551449717526102663220909274289")
    assert verdict.constant_form is None


@pytest.mark.parametrize("printed", [x**2, sqrt(x), sympify(0), 1 + x])
def test_another_power_is_refuted(printed):
    assert verify(limit(printed, x + x**2)).printed == "refuted"


@pytest.mark.parametrize(
    ("factor", "finding", "form"), [(1, "leading", None), (2 / pi, "scaling", "2/pi")]
)
def test_a_logarithm_is_extrapolated(factor, finding, form):
    """log(1/x)/(log(1/x) + 1) tends to 1 slower than any power: the order is 0."""
    verdict = verify(limit(factor * log(1 / x) * x, (log(1 / x) + 1) * x))
    assert (verdict.printed, verdict.order, verdict.constant_form) == (finding, 0, form)


def test_what_is_no_series_in_one_over_the_logarithm_is_told_by_its_rate():
    verdict = verify(limit(x * (1 + log(log(1 / x)) / log(1 / x)), x), 20)
    assert (verdict.printed, verdict.order) == ("leading", 0)
    assert verdict.rate == "the remainder falls as ln(1/eps)^-1 ln(ln(1/eps))"


def test_statements_of_a_tuple_are_judged_one_by_one():
    verdict = verify(limit(Tuple(x, 2 * x**2), Tuple(x + x**2, x**2 + x**3)))
    assert (verdict.printed, verdict.constant_form) == ("scaling", "1, 2")


def test_the_verdict_follows_the_printed_form():
    record = equation("21b")
    assert verify(record, 20).printed == "refuted"
    right = replace(record, printed=record.derived())
    assert verify(right, 20).printed == "exact"
    wrong = replace(equation("21a"), printed=2 * equation("21a").printed)
    assert verify(wrong, 20).printed == "refuted"


def test_a_literal_modulus_is_refuted_off_the_imaginary_axis():
    """|Delta|^2 in (21a) has to be read as Delta^2."""
    literal = I * Gamma_S * Delta_S / (sqrt(omega**2 - Abs(Delta_S) ** 2) + I * Gamma_S)
    assert verify(replace(equation("21a"), printed=literal), 20).printed == "refuted"


def test_a_wrong_derivation_is_not_established():
    record = equation("21a")
    wrong = replace(record, derived=lambda: -record.derived())
    verdict = verify(wrong, 20)
    assert verdict.derivation == "undecided"
    assert "differs" in verdict.remark


def test_a_route_of_ones_own():
    def samples(point):
        yield point, [[ball(point[x]) ** 2]]

    route = Route("squaring", samples)
    assert verify(identity(x * x, x**2), route=route).derivation == "certified"
    assert verify(identity(x * x, x**3), route=route).derivation == "undecided"


def test_a_derivation_that_fails_decides_nothing():
    broken = replace(identity(x, x), derived=lambda: 1 / 0)
    verdict = verify(broken)
    assert (verdict.printed, verdict.derivation) == ("undecided", "undecided")
    assert "the derivation ended in an error of its own: ZeroDivisionError" in verdict.remark


def test_an_engine_that_fails_decides_nothing_and_says_so_in_words(monkeypatch, caplog):
    def failing(*arguments):
        raise TypeError("an internal matter")

    monkeypatch.setattr("numerics.judge.identity.proved_equal", failing)
    with caplog.at_level("DEBUG"):
        verdict = verify(identity(x, x))
    assert (verdict.printed, verdict.derivation) == ("undecided", "undecided")
    assert "fault of its own" in verdict.remark
    assert "internal matter" not in verdict.remark
    assert "internal matter" in caplog.text


def test_a_function_that_balls_lack_is_an_engine_fault():
    """And decides nothing; where balls know both functions, they are told apart."""
    verdict = verify(identity(mathieuc(1, 1, x), airyai(x)), 20)
    assert verdict.printed == "undecided"
    assert "no enclosure for mathieuc" in verdict.remark
    assert verify(identity(fresnels(x), airyai(x)), 20).printed == "refuted"


def test_the_limits_hold_on_other_paths_too():
    """Another ratio of the rates, and the imaginary axis."""
    unequal = {Gamma_M: eps / 9, Gamma_S: 4 * eps, omega: I * sqrt(eps), Delta_0: Rational(7, 3)}
    path = Regime({**ABOVE_MINIGAP.path, **unequal})
    for label in ("10-M-weak", "10-S-high", "11a-S", "11b-G2"):
        verdict = verify(replace(equation(label), regime=path), 20)
        assert (verdict.printed, verdict.derivation) == ("leading", "certified")
    assert len(POINTS) == 4


def test_what_is_zero_has_no_scale_of_its_own():
    """Unless the other side is certainly not zero: then it is off by all of it."""
    zero, tiny, open_ = acb(0), acb(arb(2) ** -100), acb(arb(0, 1e-20))
    assert deviation([[zero]], [[zero]]) == 0
    assert deviation([[zero]], [[tiny]]) == 1
    assert deviation([[tiny]], [[zero]]).overlaps(arb(2) ** -100)
    assert deviation([[zero]], [[open_]]) < arb(10) ** -19
    assert deviation([[zero, acb(3)]], [[open_, acb(3)]]) < arb(10) ** -18
    assert deviation([[zero], [acb(4)]], [[zero], [acb(2)]]) == 1


@pytest.mark.parametrize(("value", "finding"), [(0.8061, "statistical"), (0.7, "undecided")])
def test_a_thorough_run_locates_the_roughening_coupling(monkeypatch, value, finding):
    """Made up here: what is not the K_R of the literature decides nothing."""
    from numerics.grains.heights import roughening
    from numerics.grains.routes import heights as simulation_routes

    calls = []

    def located(*, thorough=False, **_):
        calls.append(thorough)
        return type("Found", (), {"value": value, "error": 0.001})()

    monkeypatch.setattr(roughening, "roughening", located)
    simulation_routes.roughening_coupling.cache_clear()
    try:
        verdict = verify("rough", 20, thorough=True)
    finally:
        simulation_routes.roughening_coupling.cache_clear()
    assert (verdict.derivation, calls) == (finding, [True])
    assert "finite-size scaling" in verdict.route
    assert ("K_R = 0.8061 +- 0.001" in verdict.route) == (finding == "statistical")


def test_only_simulations_have_a_thorough_route():
    assert route_of(equation("rough")) is not route_of(equation("rough"), thorough=True)
    for label in ("21b", "27", "critical-alpha"):
        assert route_of(equation(label)) is route_of(equation(label), thorough=True)


def test_a_route_that_is_approached_faster_than_by_any_power_is_one():
    """And one that keeps apart by a hair is none; balls that are too wide show nothing."""
    apart = {"falls": lambda v: (-1 / v.sqrt()).exp(), "stays": lambda v: v**0 * arb(10) ** -40}
    found = {}
    for name, rest in apart.items():

        def samples(point, rest=rest):
            v = ball(point[x])
            yield point, [[(1 + v + v**2) * (1 + rest(v))]]

        claim = limit(1 + x, 1 + x + x**2)
        found[name] = verify(claim, 50, route=Route("a route", samples)).derivation
    assert found == {"falls": "certified", "stays": "undecided"}


def test_wide_balls_of_a_route_are_told_in_a_sentence():
    def samples(point):
        yield point, [[acb(arb(1.5, 0.1))]]

    verdict = verify(identity(x, x), 20, route=Route("wide balls", samples))
    assert verdict.derivation == "undecided"
    assert "the difference is not resolved to 20 digits" in verdict.remark
