"""An expression in generators: which functions are written by which, and what relates them.

Used are rules that hold for all complex values with principal branches: exp(a + b) =
exp(a) exp(b); b^e = exp(e log b); sin, cos, ... by exp; log(p z) = log p + log z for p > 0, and
exp(log(z)/n)^n = z.  Not used: log(a b) = log a + log b, sqrt(a) sqrt(b) = sqrt(a b),
sqrt(z^2) = z, (z^a)^b = z^(a b), which fail beside a branch cut.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import lcm

import sympy
from flint import fmpq
from sympy.core.function import AppliedUndef

from numerics.judge.field import (
    ONE,
    ZERO,
    Field,
    Generator,
    NotShown,
    Quotient,
    constant,
    factors,
    monomials,
    rational,
    single,
)

Rule = Callable[["Translation", sympy.Expr], Quotient]

LEAST_FACTOR = 10**4  # primes below it are split off numbers; a greater factor stays whole


@dataclasses.dataclass(frozen=True)
class Translation:
    """Translates expressions into one field.

    rules: how functions are written by others.  parity: 1 or -1 for a function that is even or
    odd.  opaque: what is not looked into, as its head, its arguments, its generator.  roots:
    exponentials exp(atom/n), as atom, n, generator.
    """

    field: Field
    rules: Mapping[type, Rule]
    parity: dict[sympy.Basic, int] = dataclasses.field(default_factory=dict)
    opaque: list[tuple[object, tuple[Quotient, ...], Generator]] = dataclasses.field(
        default_factory=list
    )
    roots: list[tuple[Quotient, int, Generator]] = dataclasses.field(default_factory=list)

    def of(self, form: sympy.Expr) -> Quotient:
        """The expression in generators."""
        if form.is_Rational:
            return constant(form)
        if form.is_Add:
            return reduce(Quotient.__add__, map(self.of, form.args))
        if form.is_Mul:
            return reduce(Quotient.__mul__, map(self.of, form.args))
        if form.is_Pow:
            return self.raised(*form.args)
        if form is sympy.I:
            return self.imaginary_unit()
        if form.is_infinite or form is sympy.nan:
            raise NotShown
        if (rule := self.rules.get(type(form))) is not None:
            return rule(self, form)
        if isinstance(form, sympy.Derivative | sympy.Subs):
            done = form.doit()
            return self.named(form) if done == form else self.of(done)
        if isinstance(form, AppliedUndef) and form.func in self.parity:
            return self._even_or_odd(form)
        if isinstance(form, sympy.Function) and all(isinstance(a, sympy.Expr) for a in form.args):
            return self.function(type(form), form.args, form)
        if isinstance(form, sympy.NumberSymbol) and (other := form.expand(func=True)) != form:
            return self.of(other)  # the golden ratio, by its square root
        if isinstance(form, sympy.CRootOf):
            return self._algebraic(form)
        return self.named(form)

    def raised(self, base: sympy.Expr, exponent: sympy.Expr) -> Quotient:
        """A power, by the principal logarithm of its base where the exponent is no integer."""
        if exponent.is_Integer:
            value = self.of(base)
            return (self.field.reduced(value) if exponent < 0 else value) ** int(exponent)
        if base is sympy.E:
            return self.exponential(self.of(exponent))
        return self.exponential(self.of(exponent) * self.logarithm(self.of(base)))

    def function(self, head: object, arguments: Sequence[sympy.Expr], form: sympy.Expr) -> Quotient:
        """A function that is not looked into: one generator for arguments that are equal."""
        values = tuple(self.field.canonical(self.of(argument)) for argument in arguments)
        return self.opaque_generator(head, values, form).value

    def opaque_generator(
        self, head: object, values: tuple[Quotient, ...], form: sympy.Expr
    ) -> Generator:
        for known, others, generator in self.opaque:
            alike = known == head and len(others) == len(values)
            if alike and all(map(self.equal, values, others)):
                return generator
        generator = self.field.new(form)
        self.opaque.append((head, values, generator))
        return generator

    def equal(self, a: Quotient, b: Quotient) -> bool:
        return a == b or self.field.is_zero(a - b)

    def named(self, form: sympy.Expr) -> Quotient:
        return self.opaque_generator(form, (), form).value

    def imaginary_unit(self) -> Quotient:
        generator = self.opaque_generator(sympy.I, (), sympy.I)
        self.field.relations[generator.place] = (2, constant(-1))
        return generator.value

    def _algebraic(self, form: sympy.Expr) -> Quotient:
        """A root of a polynomial with rational coefficients."""
        generator = self.opaque_generator(form, (), form)
        (leading, *others) = sympy.Poly(form.expr, form.poly.gen).all_coeffs()
        n = len(others)
        terms = (
            constant(-c / leading) * generator.value ** (n - 1 - k) for k, c in enumerate(others)
        )
        self.field.relations[generator.place] = (n, reduce(Quotient.__add__, terms))
        return generator.value

    def _even_or_odd(self, form: sympy.Expr) -> Quotient:
        """f(x), x the one of x and -x with positive leading coefficient."""
        (argument,) = form.args
        value = self.field.canonical(self.of(argument))
        if not value.num.is_zero() and value.num.leading_coefficient() < 0:
            sign = self.parity[form.func]
            return (
                constant(sign)
                * self.opaque_generator(form.func, (-value,), form.func(-argument)).value
            )
        return self.opaque_generator(form.func, (value,), form).value

    # Exponentials and logarithms

    def exponential(self, exponent: Quotient) -> Quotient:
        """exp of a sum as the product of exp of its terms."""
        factors = (
            self._exp(coefficient, atom)
            for coefficient, atom in monomials(self.field.canonical(exponent))
        )
        return reduce(Quotient.__mul__, factors, ONE)

    def _exp(self, c: fmpq, atom: Quotient) -> Quotient:
        """exp(c atom), as a power of exp(atom/n)."""
        turns = self._half_turns(atom)
        if turns == sympy.S.One:
            return self._root_of_unity(rational(c))
        log = self._logarithm_of(atom)
        if log is not None and c.q == 1:
            return log ** int(c.p)
        q = int(c.q)
        for index, (known, n, generator) in enumerate(self.roots):
            if self.equal(known, atom):
                if n % q:
                    more = lcm(n, q)
                    finer = self._new_root(atom, more)
                    self.roots[index] = (atom, more, finer)
                    self.field.relations[generator.place] = (1, finer.value ** (more // n))
                    n, generator = more, finer
                break
        else:
            n, generator = q, self._new_root(atom, q)
            self.roots.append((atom, q, generator))
        power = generator.value ** int(c.p * (n // q))
        return self.field.reduced(power)

    def _new_root(self, atom: Quotient, n: int) -> Generator:
        """exp(atom/n), with its n-th power where that is known."""
        inner = atom * constant(fmpq(1, n))
        exponent = self.field.expression(inner.num) / self.field.expression(inner.den)
        generator = self.field.new(sympy.exp(exponent), "exp", inner)
        log = self._logarithm_of(atom)
        if log is not None:
            self.field.relations[generator.place] = (n, log)
        elif self._half_turns(atom) is not None:  # exp(i pi k) = +-1 for an integer k
            self.field.relations[generator.place] = (2 * n, ONE)
        return generator

    def _logarithm_of(self, atom: Quotient) -> Quotient | None:
        """z where the atom is log z."""
        place = single(atom)
        if place is None or self.field.generators[place].kind != "log":
            return None
        return self.field.generators[place].inner

    def _half_turns(self, atom: Quotient) -> sympy.Expr | None:
        """k where the atom is i pi k, with an integer k."""
        k = self.field.canonical(atom / (self.imaginary_unit() * self.of(sympy.pi)))
        if not k.den.is_one():
            return None
        turns = self.field.expression(k.num)
        return turns if turns.is_integer else None

    def _root_of_unity(self, turns: sympy.Rational) -> Quotient:
        """exp(i pi turns), by square roots where SymPy has them, else as a root of unity."""
        cosine, sine = sympy.cos(sympy.pi * turns), sympy.sin(sympy.pi * turns)
        if not cosine.has(sympy.cos, sympy.sin) and not sine.has(sympy.cos, sympy.sin):
            return self.of(cosine) + self.imaginary_unit() * self.of(sine)
        order = 2 * int(turns.q)
        form = sympy.exp(sympy.I * sympy.pi / turns.q)
        generator = self.opaque_generator(("unity", order), (), form)
        polynomial = sympy.Poly(sympy.cyclotomic_poly(order, sympy.Symbol("z")))
        n = polynomial.degree()
        terms = (
            constant(-c) * generator.value ** (n - k)
            for k, c in enumerate(polynomial.all_coeffs())
            if k > 0
        )
        self.field.relations[generator.place] = (n, reduce(Quotient.__add__, terms))
        return self.field.reduced(generator.value ** int(turns.p % order))

    def logarithm(self, argument: Quotient) -> Quotient:
        """The principal logarithm, with what is known to be positive split off."""
        argument = self.field.canonical(argument)
        if argument.num.is_zero():
            raise NotShown
        content, powers = factors(argument)
        result = self._log_of_number(abs(content))
        unknown = constant(1 if content > 0 else -1)
        for factor, exponent in powers:
            form = self.field.expression(factor)
            value = Quotient(factor, ONE.den)
            if form.is_nonpositive:
                value, form = -value, -form
                unknown = unknown * constant((-1) ** exponent)
            if form.is_nonnegative:
                result += constant(exponent) * self._log_of(value, form)
            elif form.is_real and exponent % 2 == 0:
                result += constant(fmpq(exponent, 2)) * self._log_of(value**2, form**2)
            else:
                unknown = unknown * value**exponent
        return result + self._log_of_unknown(unknown)

    def _log_of(self, value: Quotient, form: sympy.Expr) -> Quotient:
        """log z for z > 0, or a z that is not looked into; the exponent where z = exp(real)."""
        place = single(value)
        if place is not None and form.is_positive:
            generator = self.field.generators[place]
            if generator.kind == "exp" and generator.inner is not None:
                exponent = self.field.expression(generator.inner.num)
                if (exponent / self.field.expression(generator.inner.den)).is_real:
                    return generator.inner
        for generator in self.field.generators:
            inner = generator.inner if generator.kind == "log" else None
            if inner is not None and self.equal(inner, value):
                return generator.value
        return self.field.new(sympy.log(form), "log", value).value

    def _log_of_number(self, number: fmpq) -> Quotient:
        """The logarithm of a positive rational, as a sum of those of primes."""
        result = ZERO
        for part, sign in ((number.p, 1), (number.q, -1)):
            for prime, exponent in sympy.factorint(int(part), limit=LEAST_FACTOR).items():
                value = self._log_of(constant(prime), sympy.Integer(prime))
                result += constant(sign * exponent) * value
        return result

    def _log_of_unknown(self, value: Quotient) -> Quotient:
        """log z where the sign of z is not known, or z is -1 or +-i; 0 for z = 1."""
        if value == ONE:
            return ZERO
        form = self.field.expression(value.num) / self.field.expression(value.den)
        quarter = {-sympy.S.One: 2, sympy.I: 1, -sympy.I: -1}.get(form)
        if quarter is not None:
            turns = constant(fmpq(quarter, 2))
            return turns * self.imaginary_unit() * self.of(sympy.pi)
        return self._log_of(value, form)
