"""docs/clinical-content.md: every figure of the catalogue on paper, for who reviews it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessment.outputs.content import CONFIDENCE, Content, ContentSection, FigureRow
from assessment.outputs.words import capital, joined

COMMAND = "make clinical-content"
COLUMNS = ("measure", "what", "value", "holds for", "source", "confidence")


def content_file(content: Content) -> str:
    """The page as Markdown; the same content gives the same text."""
    blocks = [
        "# Clinical content",
        f"Written by `{COMMAND}` from `assessment/catalogue/`; do not edit it by hand. "
        "`docs/content-review.md` says how it is reviewed and signed.",
        f"Catalogue {content.version}. **{content.state}**",
        *([f"Remarks of the review: {content.remarks}"] if content.remarks else []),
        _table(
            ("numbers", "count"),
            [
                *((words, str(count)) for words, count in content.counts),
                ("all", str(content.numbers)),
                ("sources in use", str(len(content.cited))),
                ("of these from memory", str(len(content.recalled))),
            ],
        ),
        "A limit is where a value is refused (possible) or asked again (usual). It guards against "
        "slips of the keyboard and wrong units and is no norm. A number in the wording of a "
        "measure stands in the list at the end.",
        "## From memory, not read again yet",
        _list(
            f"`{one.key}`: {one.citation} ({CONFIDENCE[one.reviewed]})" for one in content.recalled
        ),
        "## Not verified: no published measurement error",
        "A change of these is shown with its size and is not judged.",
        _list(content.no_error),
        *(block for section in content.sections for block in _section(section)),
        "## Numbers in the wording",
        "Instructions, grades and words that name a number, with the sources of what they belong "
        "to.",
        _table(("of", "text", "sources"), content.wording),
        "## Sources",
        _table(
            ("key", "citation", "confidence"),
            [(one.key, one.citation, CONFIDENCE[one.reviewed]) for one in content.cited],
        ),
        "### Declared and not used",
        _list(f"`{one.key}`: {one.citation}" for one in content.unused),
    ]
    return "\n\n".join(blocks) + "\n"


def _section(section: ContentSection) -> Sequence[str]:
    return (
        f"## {section.label}",
        f"{capital(section.reviewed)}.",
        _table(COLUMNS, [_cells(row) for row in section.rows]),
    )


def _cells(row: FigureRow) -> Sequence[str]:
    confidence = f"**{row.confidence}**" if row.from_memory or not row.source else row.confidence
    source = f"`{row.source}`" if row.source else ""
    return row.label, joined((row.what, row.own)), row.size, row.holds, source, confidence


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(one) for one in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _list(entries: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in entries) or "None."
