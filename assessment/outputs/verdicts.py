"""A judged change in words: since when, how much, what it is worth, by which error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assessment.outputs.findings import Judged
from assessment.outputs.words import BEFORE_SURGERY, LAST, joined

ANOTHER_RATER = "; another rater"
NOT_RECORDED = re.compile(r"; not recorded either time: [^;]*")
IMPORTANCE_UNKNOWN = "; no published value for how much matters to patients"
DECIDED_HERE = "by this installation's own figure, see the tables"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A change and what it is worth, by which error; `tone` as in `Judged`."""

    since: str
    text: str
    tone: str


def verdict_text(judged: Judged) -> str:
    """A change in words: how much, what it is worth, and the error it was judged against.

    What the change says already ("improved") or the verdict does ("no published error") is not
    said twice.
    """
    said = judged.change.rpartition(", ")[2]
    verdict = judged.verdict.removeprefix(f"{said}: ") if judged.change else judged.verdict
    if judged.threshold.startswith(f"{verdict}: "):
        return joined((judged.change, judged.threshold), ": ")
    worth = joined((judged.change, verdict), ": ")
    matters = f"; important from {judged.importance}" if judged.importance else ""
    if judged.threshold in worth:
        return worth + matters
    known = not judged.threshold.startswith("no ")
    return joined((worth, judged.threshold), "; judged against " if known else "; ") + matters


def brief_text(judged: Judged) -> str:
    """A change for thirty seconds: how much, whether it is real, and the size of the error.

    What the tables say in full (per cent of which mean, which level, which rater) is left to them.
    """
    said = judged.change.rpartition(", ")[2]
    brief = worth_text(judged).replace(ANOTHER_RATER, "").removeprefix(f"{said}: ")
    worth = joined((judged.change, brief), ": ")
    decided = DECIDED_HERE if judged.own else ""
    if judged.threshold in worth or judged.threshold.startswith("no "):
        return f"{worth} ({decided})" if decided else worth
    size = judged.threshold.replace("(", ",").split(",")[0].strip()
    rater = ", another rater" if ANOTHER_RATER in judged.verdict else ""
    return f"{worth} ({joined((f'error {size}{rater}', decided), '; ')})"


def worth_text(judged: Judged) -> str:
    """What a change is worth, where how much it was and both thresholds stand beside it."""
    return NOT_RECORDED.sub("", judged.verdict.replace(IMPORTANCE_UNKNOWN, ""))


def since(judged: Judged) -> str:
    """The earlier visit that a change is counted from, with its date where the head has another."""
    if judged.role == BEFORE_SURGERY:
        return joined(("since before surgery", f"({judged.when})" if judged.when else ""), " ")
    if judged.role == LAST:
        return f"since last measured ({judged.when})" if judged.when else "since last visit"
    return joined((f"since {judged.role}", f"({judged.when})" if judged.when else ""), " ")
