"""What an imported visit brought besides its readings, in the words of its Record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.models import Assessment, Origin, UnplacedFinding, VisitSource
from assessment.record import Unplaced


@dataclass(frozen=True, kw_only=True)
class Brought:
    """The source of a visit, its findings without a measure, and what the record says of both.

    `attested_from` is the source of what an import signed; empty once a clinician signs it.
    """

    source: VisitSource | None = None
    unplaced: tuple[Unplaced, ...] = ()
    statements: tuple[str, ...] = ()
    attested_from: str = ""


NOTHING_BROUGHT = Brought()


def brought_with(assessment: Assessment) -> Brought:
    """What came with a visit; nothing, and no statement, for one that was charted here."""
    if assessment.origin == Origin.CHARTED:
        return NOTHING_BROUGHT
    source = VisitSource.objects.filter(assessment=assessment).first()
    if source is None:
        return NOTHING_BROUGHT
    return Brought(
        source=source,
        unplaced=tuple(
            Unplaced(as_printed=one.as_printed, why=one.why)
            for one in UnplacedFinding.objects.filter(assessment=assessment)
        ),
        statements=tuple(_statements(assessment, source)),
        attested_from=source.citation if assessment.attested else "",
    )


def _statements(assessment: Assessment, source: VisitSource) -> list[str]:
    said = {"source": source.citation.rstrip(".")}
    found = [
        _("Imported from: %(source)s. Not charted or signed by a clinician of this clinic.") % said
        if assessment.attested
        else _("Begun from an import. Imported from: %(source)s.") % said
    ]
    for words, about in (
        (_("Licence of the source: %s"), source.licence),
        *((_("Read at: %s"), one) for one in source.read_at.splitlines()),
        (_("How it was read: %s"), source.how_read),
        (_("In the source this visit is called: %s"), source.label),
        (_("About its date the source says: %s"), source.date_note),
        (
            _("The source says it was signed by, which was not verified: %s"),
            source.signed_in_source,
        ),
        (_("The source says of a late entry: %s"), source.late_reason),
        *((_("About the source: %s"), one) for one in source.notes.splitlines()),
    ):
        if about:
            found.append(words % about)
    if not source.time_given:
        found.append(_("The source gives no time of day; noon stands for it."))
    return found
