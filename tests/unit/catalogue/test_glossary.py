"""The glossary: every word leads somewhere, claims nothing it may not, and is found in text."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from assessment import catalogue
from assessment.catalogue import decisions, glossary, guidance_sources, sources
from assessment.catalogue.glossary import TERMS
from assessment.catalogue.types import Measure, Source, Term
from assessment.clinical.yardstick import LABELS

SOURCES = [
    one
    for module in (sources, guidance_sources, decisions)
    for one in vars(module).values()
    if isinstance(one, Source)
]
MEASURES = [one for section in catalogue.SECTIONS for one in section.measures]
RESULTS = [*LABELS, *(one.code for section in catalogue.SECTIONS for one in section.derived)]
EACH = pytest.mark.parametrize("term", TERMS, ids=lambda one: one.code)

# No figures: digits in a name, and what would be typed.
NAMES_AND_EXAMPLES = re.compile(r"\bMDC(90|95)\b|“[^”]*”")
CLAIMS = (
    r"(VM|VMO|vastus medialis) (weakness|dysfunction|insufficiency)",
    r"\bweak(ness of the)? (VM|VMO|vastus medialis)\b",
    r"\bclear(s|ed|ance)?\b",
    r"\bdischarge\b",
    r"\bsafe to\b",
    r"\bready (to|for)\b",
    r"\brul(es|ed|ing) out\b",
    r"\bconfirms? (a|the)\b",
    r"\bproves? (a|the) (injury|disease|diagnosis)\b",
    r"\bmeans that the patient has\b",
    r"\bno need to\b",
)
# Where the label says it all: sites that the patient points to.
NO_NEED_TO_SAY_HOW = re.compile(r"site_\w+")


def test_terms_stand_in_alphabetical_order() -> None:
    labels = [one.label.casefold() for one in TERMS]
    assert labels == sorted(labels)
    assert len(TERMS) >= 50


def test_no_code_label_or_name_is_there_twice() -> None:
    codes = Counter(one.code for one in TERMS)
    names = Counter(name.casefold() for one in TERMS for name in (one.label, *one.names))
    for counted in (codes, names):
        assert [one for one, times in counted.items() if times > 1] == []


@EACH
def test_a_term_leads_to_terms_that_there_are(term: Term) -> None:
    others = {one.code for one in TERMS} - {term.code}
    assert set(term.see) <= others
    assert len(set(term.see)) == len(term.see)


@EACH
def test_a_term_explains_what_there_is(term: Term) -> None:
    assert set(term.explains) <= {*catalogue.all_codes(), *RESULTS}


@EACH
def test_a_term_cites_what_is_cited_once(term: Term) -> None:
    assert set(term.sources) <= set(SOURCES)


def test_every_source_has_a_key_of_its_own() -> None:
    keys = Counter(one.key for one in SOURCES)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("code", RESULTS)
def test_whatever_is_worked_out_has_its_word(code: str) -> None:
    found = glossary.explaining(code)
    assert found is not None
    assert code in found.explains


@EACH
def test_a_figure_names_its_source(term: Term) -> None:
    if re.search(r"\d", NAMES_AND_EXAMPLES.sub("", term.text)) and term.code not in FIGURES_BY_NAME:
        assert term.sources


# 90 and 95 of 100 say what the levels mean; nobody measured them.
FIGURES_BY_NAME = ("minimal_detectable_change", "deficit", "visual_analogue_scale")


@EACH
def test_a_text_is_short_and_in_our_own_words(term: Term) -> None:
    """One to four sentences; no question, so no wording of a questionnaire."""
    assert 20 <= len(term.text) <= 480
    assert term.text.endswith(".")
    assert 1 <= len(re.findall(r"[.](?:\s|$)", term.text)) <= 5
    assert "?" not in term.text
    assert "—" not in term.text


@EACH
def test_no_text_diagnoses_clears_or_discharges(term: Term) -> None:
    said = f"{term.label}: {term.text}"
    assert [claim for claim in CLAIMS if re.search(claim, said, re.IGNORECASE)] == []


def test_the_oblique_fibres_are_explained_and_avoided() -> None:
    found = glossary.term("vmo")
    assert "avoids the word" in found.text
    assert sources.CHESTER_2008 in found.sources
    for measure in MEASURES:
        said = " ".join((measure.label, measure.group, measure.how, measure.hint))
        assert "VMO" not in said
        assert "HHD" not in said


def test_an_abbreviation_with_two_meanings_is_written_out() -> None:
    assert not [one.code for one in TERMS if "HHD" in f"{one.label} {one.names} {one.text}"]


def test_a_term_is_found_by_its_names_as_whole_words() -> None:
    def found(text: str) -> list[str]:
        return [one.code for one in glossary.terms_in(text)]

    assert found("Dynamometers, held by hand") == ["hand_held_dynamometer"]
    assert found("CAR of the right side") == ["central_activation_ratio"]
    assert found("by car, in the last 7 days, flagged") == []
    assert found("Extensor thrust and hip hike") == ["extensor_thrust", "hip_hike"]
    assert found("") == []


def test_a_measure_names_the_words_of_its_setup_and_results() -> None:
    codes = [one.code for one in glossary.terms_for(catalogue.measure("knee_extension_force"))]
    assert {"lever_arm", "make_break_test", "limb_symmetry_index", "torque"} <= set(codes)
    assert [one.code for one in TERMS if one.code in codes] == codes


def test_an_unknown_term_is_named() -> None:
    assert glossary.explaining("nothing") is None
    with pytest.raises(glossary.UnknownTerm, match="no term “nothing”"):
        glossary.term("nothing")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_every_measure_says_how_it_is_taken(measure: Measure) -> None:
    assert measure.how or NO_NEED_TO_SAY_HOW.fullmatch(measure.code)
