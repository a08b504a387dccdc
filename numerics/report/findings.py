"""What was found in the paper, as one Markdown table: each printed form that does not hold.

Formulas stand as code between dollar signs, which code-hosting sites set and leave unescaped.
"""

import re
from collections.abc import Collection, Sequence

from derive.latex import statements
from derive.lineage import effects
from derive.papers import equation
from derive.record import Equation, Form
from numerics.judge.verify import Verdict, route_of
from numerics.report.entry import constant
from numerics.report.tables import in_question

HEAD = ("equation", "printed", "what follows", "the printed form is", "equations that rest on it")
BEGIN, END = "<!-- findings: begin -->", "<!-- findings: end -->"


def statistical(label: str) -> bool:
    """Whether a simulation judges the equation, whose figures differ from run to run."""
    route = route_of(label)
    return route is not None and route.report is not None


def findings(verdicts: Sequence[Verdict], left_out: Sequence[str] = ()) -> str:
    """The table of the verdicts in question, and below it what was judged and what left out."""
    doubtful = in_question(verdicts)
    labels = [verdict.label for verdict in verdicts]
    wrong = [verdict.label for verdict in doubtful]
    rows = [HEAD, ("---",) * len(HEAD), *(row(verdict, labels, wrong) for verdict in doubtful)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    end = f"{len(verdicts)} equations judged, {len(doubtful)} of them in the table."
    if left_out:
        end += f" Left out, as simulations judge them: {', '.join(left_out)}."
    return f"{table}\n\n{end}\n"


def row(verdict: Verdict, labels: Collection[str], wrong: Collection[str]) -> tuple[str, ...]:
    """The cells of one equation; `labels` were judged, and of these the `wrong` do not hold."""
    record = equation(verdict.label)
    return (
        f"**{record.label}** {record.title}",
        formula(record, record.printed),
        formula(record, record.derived(), left=False),
        worth(verdict),
        effect(record.label, labels, wrong),
    )


def formula(record: Equation, form: Form, left: bool = True) -> str:
    """The statements of a form in one line, with their left sides or without."""
    parts = [
        " ".join([*([each.left, each.relation] if left else []), *each.right])
        for each in statements(record, form)
    ]
    return math(r",\quad ".join(parts))


def math(latex: str) -> str:
    """A formula for a cell of a table, in which a bar would end it."""
    in_cell = latex.replace("|", r"\vert ")
    return f"$`{in_cell}`$"


def worth(verdict: Verdict) -> str:
    """The finding on the printed form, with the constant that it lacks."""
    if verdict.constant is None:
        return verdict.printed
    return f"{verdict.printed}: printed/derived → {math(constant(verdict)[0].text)}"


def effect(label: str, labels: Collection[str], wrong: Collection[str]) -> str:
    """Which of the judged equations that rest on this one do not hold, by number; how many do."""
    resting = [other for other in effects(label) if other in labels]
    failing = [other for other in resting if other in wrong]
    standing = len(resting) - len(failing)
    numbers = dict.fromkeys(re.sub(r"(?<=\d)-.*", "", other) for other in failing)
    parts = [f"in question too: {', '.join(numbers)}"] if failing else []
    parts += [f"hold as printed: {standing}"] if standing else []
    return "; ".join(parts) or "none"


def renewed(document: str, table: str) -> str:
    """The document with the table between its two marks.  Raises ValueError without them."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"it has no place for the table: give it the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table}\n{END}{after}"
