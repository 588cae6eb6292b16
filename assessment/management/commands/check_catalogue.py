from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from assessment import catalogue
from assessment.catalogue import glossary, review
from assessment.catalogue.checking import Finding, findings
from assessment.catalogue.figures import Figure
from assessment.outputs.content import Content, content_in_force, shipped_content
from assessment.outputs.content_file import COMMAND, content_file

PAGE = Path("docs", "clinical-content.md")


class Command(BaseCommand):
    help = (
        "Lists every number of the catalogue in force with its source, and ends with 1 where one "
        f"has none, a citation cannot be found by, or {PAGE} is out of date."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as data")
        parser.add_argument(
            "--quiet", action="store_true", help="only the counts and what is wrong"
        )
        parser.add_argument("--write", action="store_true", help=f"write {PAGE} first")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / PAGE
        written = content_file(shipped_content())
        if options["write"]:
            path.write_text(written, encoding="utf-8")
        figures = catalogue.figures_in_force()
        wrong = findings(figures, catalogue.sections(), glossary.TERMS)
        wrong += _page_findings(path, written)
        content = content_in_force()
        if options["json"]:
            self.stdout.write(json.dumps(_data(figures, wrong, content), indent=1))
        else:
            if not options["quiet"]:
                for one in figures:
                    self.stdout.write(_line(one))
            self.stdout.write(_counts(content, len(wrong)))
        for found in wrong:
            self.stderr.write(str(found))
        if wrong:
            raise SystemExit(1)


def _page_findings(path: Path, written: str) -> list[Finding]:
    """That the page in docs/ is not what the catalogue says; an installation may have no docs/."""
    if not path.parent.is_dir():
        return []
    if path.is_file() and path.read_text(encoding="utf-8") == written:
        return []
    return [Finding(where=str(PAGE), what=f"out of date. Run: {COMMAND}")]


def _line(one: Figure) -> str:
    facts = (
        one.section,
        one.measure,
        one.code,
        f"{one.value} {one.unit}".strip(),
        one.condition,
        one.population,
        f"MDC{one.level}" if one.level else "",
        one.source.citation if one.source else "NO SOURCE",
        one.source.reviewed.value if one.source else "",
        review.section_state(one.section),
        f"decided by {one.own.decided_by}, instead of {one.own.instead}" if one.own else "",
        "SET ASIDE" if one.removed else "",
    )
    return " | ".join(fact for fact in facts if fact)


def _counts(content: Content, wrong: int) -> str:
    counts = "; ".join(f"{words} {count}" for words, count in content.counts if count)
    lines = [f"{content.numbers} numbers: {counts}.", content.state]
    lines += [f"Decided here: {one}" for one in content.own]
    lines += [f"Source not used: {one.key}." for one in content.unused]
    return "\n".join((*lines, f"{wrong} findings."))


def _data(figures: list[Figure], wrong: list[Finding], content: Content) -> dict[str, Any]:
    return {
        "catalogue_version": content.version,
        "content_review": content.state,
        "counts": dict(content.counts) | {"all": content.numbers},
        "figures": [_figure(one) for one in figures],
        "findings": [{"where": one.where, "what": one.what} for one in wrong],
        "unused_sources": [one.key for one in content.unused],
    }


def _figure(one: Figure) -> dict[str, Any]:
    source = one.source
    return {
        "section": one.section,
        "measure": one.measure,
        "label": one.label,
        "figure": one.code,
        "what": one.what,
        "value": str(one.value),
        "unit": one.unit,
        "condition": one.condition,
        "population": one.population,
        "level": one.level,
        "source": source.key if source else None,
        "citation": source.citation if source else None,
        "confidence": source.reviewed.value if source else None,
        "reviewed": review.section_state(one.section),
        "decided_by": one.own.decided_by if one.own else None,
        "instead_of": one.own.instead if one.own else None,
        "set_aside": one.removed,
    }
