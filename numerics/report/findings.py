"""What was found in the paper, as one Markdown table: each printed form that does not hold.

Formulas stand as code between dollar signs, which code-hosting sites set and leave unescaped.
"""

import re
from collections.abc import Collection, Sequence

from derive.latex import statements
from derive.lineage import effects
from derive.papers import Paper
from derive.prose import plain
from derive.record import Equation, Form
from numerics.judge.correction import Search
from numerics.judge.verdict import Verdict
from numerics.judge.words import equations, in_question, standing
from numerics.report.content import words
from numerics.report.entry import constant
from numerics.report.markdown import escaped

HEAD = ("equation", "printed", "what follows", "the printed form is", "used by")


def findings(paper: Paper, verdicts: Sequence[Verdict], left_out: Sequence[Equation] = ()) -> str:
    """The table of the verdicts in question, and below it what was judged and what left out."""
    doubtful = in_question(verdicts)
    labels = [verdict.label for verdict in verdicts]
    wrong = [verdict.label for verdict in doubtful]
    rows = [
        HEAD,
        ("---",) * len(HEAD),
        *(row(paper, verdict, labels, wrong) for verdict in doubtful),
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    end = f"{equations(len(verdicts))} judged, {len(doubtful)} of them in the table."
    if left_out:
        names = ", ".join(record.label for record in left_out)
        end += f" Left out, as simulations judge them: {names}."
    return f"{table}\n\n{end}\n"


def row(
    paper: Paper, verdict: Verdict, labels: Collection[str], wrong: Collection[str]
) -> tuple[str, ...]:
    """The cells of one equation; `labels` were judged, and of these the `wrong` do not hold."""
    record = verdict.record
    return (
        f"**{record.label}** {record.title}",
        formula(record, record.printed),
        formula(record, verdict.derived, left=False),
        worth(verdict),
        effect(effects(record, paper.equations), labels, wrong),
    )


def formula(record: Equation, form: Form | None, left: bool = True) -> str:
    """The statements of a form in one line, with their left sides or without."""
    if form is None:
        return "nothing"
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
    """The finding on the printed form, with the constant that it lacks, and its correction."""
    found = standing(verdict)
    if verdict.ratio:
        found += f": printed/derived → {math(constant(verdict, plain)[0].text)}"
    return (
        found
        if verdict.search is None
        else f"{found}. {correction(verdict.record, verdict.search)}"
    )


def correction(record: Equation, search: Search) -> str:
    """What a search says, and the corrected forms with the changes in boxes."""
    parts = words(search.in_latex)
    said = [math(each.text) if each.kind == "math" else escaped(each.text) for each in parts]
    forms = [formula(record, each.formula.form, left=False) for each in search.corrections]
    return " ".join(["".join(said), *forms])


def effect(later: Sequence[str], labels: Collection[str], wrong: Collection[str]) -> str:
    """Which of the judged equations that use the right form do not hold either; how many do."""
    resting = [other for other in later if other in labels]
    failing = [other for other in resting if other in wrong]
    standing = len(resting) - len(failing)
    numbers = dict.fromkeys(re.sub(r"(?<=\d)-.*", "", other) for other in failing)
    parts = [f"not right as printed either: {', '.join(numbers)}"] if failing else []
    parts += [f"{standing} that hold"] if standing else []
    return "; ".join(parts) or "none"


def renewed(document: str, table: str, name: str = "findings") -> str:
    """The document with the table between its two marks.  Raises ValueError without them."""
    begin, end = (f"<!-- {name}: {which} -->" for which in ("begin", "end"))
    before, found, rest = document.partition(begin)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"it has no place for the table: give it the lines {begin} and {end}")
    return f"{before}{begin}\n\n{table}\n{end}{after}"
