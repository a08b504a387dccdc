"""Functions that the tests sweep: worker processes import them from here."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np


@dataclass(frozen=True)
class Parts:
    parameters: ClassVar = dict.fromkeys(("omega", "gamma_m", "delta0"), "energy")
    scales: ClassVar = {"energy": ("delta0", "Delta_0")}
    total: Any = field(metadata={"unit": "energy"})
    ratio: Any = field(metadata={"unit": "1"})
    nothing: Any = None


def parts(omega, gamma_m, delta0=1.0) -> Parts:
    return Parts(omega + 1j * gamma_m, omega / (gamma_m * delta0))


def logged_square(a, log, seconds=0.0):
    """a^2; every point is a line in the log, with the process."""
    for value in np.atleast_1d(a):
        time.sleep(seconds)
        with Path(log).open("a") as file:
            file.write(f"{value} {os.getpid()}\n")
    return a**2


def one_number_only(a, b):
    return float(a) * float(b)


def dies_once(a, marker):
    """a^2; the first process that comes to 7 is killed."""
    if 7 in np.atleast_1d(a) and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return a**2


def dies_at_7(a):
    if 7 in np.atleast_1d(a):
        os.kill(os.getpid(), signal.SIGKILL)
    return a**2


def refuses_5(a):
    if 5 in np.atleast_1d(a):
        raise ValueError("five is right out")
    return a**2


def stops_while(a, marker):
    """a^2; it fails at 5 while the marker exists."""
    if 5 in np.atleast_1d(a) and Path(marker).exists():
        raise ValueError("not now")
    return a**2


def diverges_at_5(a):
    if 5 in np.atleast_1d(a):
        raise ArithmeticError("no solution")
    return a**2
