"""Style sheets that pages load together, each known by a name: `{% sheet "charting" %}`.

Collected, a sheet is one file, so that whoever comes for the first time asks once for it; from
source it is its files.
"""

from __future__ import annotations

from django import template
from django.conf import settings

# By name and in the order in which they are read, below `static/vastus/`.
SHEETS: dict[str, tuple[str, ...]] = {
    "every_page": (
        "tokens.css",
        "base/type.css",
        "base/frame.css",
        "base/patient.css",
        "base/parts.css",
        "base/controls.css",
        "base/forms.css",
        "alerts.css",
    ),
    "charting": (
        "charting/frame.css",
        "body_chart.css",
        "charting/fields.css",
        "charting/results.css",
        "charting/answers.css",
        "charting/fold.css",
        "charting/rows.css",
        "charting/help.css",
        "charting/worth.css",
        "charting/intensity.css",
        "charting/more.css",
        "charting/prose.css",
        "charting/limits.css",
        "charting/touch.css",
        "charting/since.css",
        "guidance.css",
    ),
    "report": (
        "report/page.css",
        "report/table.css",
        "report/progress.css",
        "body_chart.css",
    ),
}

register = template.Library()


@register.inclusion_tag("layout/sheet.html")
def sheet(name: str) -> dict[str, list[str]]:
    """Links to the style sheets of that name. Raises `KeyError` for a name there is not."""
    whole = settings.STATIC_FILES == "collected"
    files = [gathered(name)] if whole else [f"vastus/{one}" for one in SHEETS[name]]
    return {"files": files}


def gathered(name: str) -> str:
    """Where the one file of a sheet stands among the collected ones."""
    return f"vastus/sheets/{name}.css"
