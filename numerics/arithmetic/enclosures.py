"""What ball arithmetic cannot enclose, and the small balls that the enclosures share."""

from flint import acb, arb


class NoEnclosure(NotImplementedError):
    """Ball arithmetic gives no enclosure; the message is a sentence that says of what and why."""


def disc(radius: arb) -> acb:
    """A box that holds all complex numbers up to a modulus."""
    side = arb(0, radius.abs_upper())
    return acb(side, side)


def between(a: arb, b: arb) -> arb:
    """The interval from one real ball to another."""
    return arb(a).union(arb(b))


NOT_FINITE = acb(arb.nan(), arb.nan())
