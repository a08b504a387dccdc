"""Equations in LaTeX, to take into a paper."""

from collections.abc import Sequence

from derive.latex import document, heading, latex_equation
from derive.macros import Macros
from numerics.judge.verdict import Verdict
from numerics.judge.words import evidence, findings

NOTATION = """\
% Needs amsmath.  The notation is that of the lines below: change one of them, or define its macro
% before this file is read, and every equation follows.  A name with an exponent of its own
% needs braces, as in {\\Gamma^{(M)}}.
"""


def latex_source(verdicts: Sequence[Verdict], standalone: bool = False) -> str:
    """The equations in LaTeX, verdicts in comments, names as macros; standalone, a document."""
    macros = Macros(verdicts[0].record.notation) if verdicts else Macros()
    blocks = []
    for verdict in verdicts:
        record = verdict.record
        remarks = [findings(verdict), *(f"{name}: {text}" for name, text in evidence(verdict))]
        agrees = verdict.printed in ("exact", "definition")
        alone = agrees or verdict.derived is None
        block = latex_equation(record, remarks, same=alone, derived=verdict.derived, naming=macros)
        blocks.append(f"{heading(record, macros)}\n{block}" if standalone else block)
    if standalone:
        return document(blocks, macros.preamble())
    return "\n\n".join([f"{NOTATION}{macros.preamble()}", *blocks]) + "\n"
