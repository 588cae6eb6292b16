#!/usr/bin/env python3
"""Proves an exported signed record on a machine without Vastus: python verify_record.py FILE.

FILE is what `manage.py export_record ID --format json` wrote (with `--all-versions`, its earlier
versions too). With `--key-file` the signatures are checked as well; the file holds the keys as
VASTUS_RECORD_KEYS does: id:hex, several with commas or line breaks. Without the key this can say
that the bytes are those that the file's own digests speak of, and not who signed them.

Ends with 0: valid. 1: damaged. 2: bytes intact, signature not checked. 3: nothing to verify, or
used wrongly. Standard library only, one file: it can be copied anywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

VALID, DAMAGED, NOT_CHECKED, UNUSABLE = 0, 1, 2, 3

EXPORT = "vastus.export/1"
RECORD = "vastus.record/1"
SUBMISSION = "vastus.submission/1"
FORMS = ("vastus.signature/1", "vastus.signature/2")
# What a signature says, as an English export prints it.
MEANINGS = {
    "author": "Author of this evaluation",
    "cosigned": "Reviewed and agree, co-signed",
    "submitted": "Recorded these findings, submitted for co-signature",
    "amended": "Author of this amendment",
    "imported": "Imported from a source, not signed by a clinician",
}


class Damaged(Exception):
    """Something is not as it was signed; the message says what."""


class Unusable(Exception):
    """There is nothing that could be verified; the message says why."""


def canonical(data: Any) -> str:
    """JSON as Vastus signs it: sorted keys, no spaces, Unicode NFC."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


def sha256(prefix: str, text: str) -> str:
    return hashlib.sha256(f"{prefix}\n{text}".encode()).hexdigest()


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys each stand once: of two alike, readers may take either."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def parsed(text: str) -> Any:
    return json.loads(text, object_pairs_hook=once_each)


def text_of(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise Damaged(f"“{name}” is missing or is no text")
    return value


def demand(holds: bool, why: str) -> None:
    if not holds:
        raise Damaged(why)


def check_version(proof: dict[str, Any], keys: dict[str, bytes]) -> bool:
    """Whether the signature was checked too. Raises Damaged."""
    number = proof.get("version")
    at = f"version {number}: "
    facts = proof.get("facts")
    demand(isinstance(facts, dict), f"{at}what the signature binds is missing")
    assert isinstance(facts, dict)
    form = text_of(proof, "form")
    checked = check_signature(proof, facts, form, keys, at)
    if form not in FORMS or facts.get("schema") != RECORD:
        raise Unusable(
            f"{at}signed in a form that this script does not know ({form}, {facts.get('schema')}). "
            "Use the script of the release that wrote the file, or a later one."
        )
    payload, digest = text_of(proof, "payload"), text_of(proof, "sha256")
    demand(sha256(RECORD, payload) == digest, f"{at}the text is not the one with this digest")
    for name in ("sha256", "previous_sha256", "key_id"):
        demand(facts.get(name) == proof.get(name), f"{at}“{name}” is not what was signed")
    demand(facts.get("number") == str(number), f"{at}signed as version {facts.get('number')}")
    try:
        said = parsed(payload)
        about, restricted = said["header"]["assessment_id"], said["restricted_digest"]
    except (ValueError, KeyError, TypeError):
        raise Damaged(f"{at}the signed text is no record") from None
    demand(about == facts.get("assessment"), f"{at}signed for another evaluation")
    demand(isinstance(restricted, str), f"{at}the signed text is no record")
    check_submission(form, facts, proof.get("submission"), at)
    return checked


def check_signature(
    proof: dict[str, Any], facts: dict[str, Any], form: str, keys: dict[str, bytes], at: str
) -> bool:
    """Whether there is a key to check it with. Raises Damaged if it does not hold."""
    key = keys.get(text_of(proof, "key_id"))
    if key is None:
        return False
    message = f"{form}\n{canonical(facts)}".encode()
    mac = hmac.new(key, message, hashlib.sha256).hexdigest()
    given = text_of(proof, "keyed_digest")
    demand(hmac.compare_digest(mac.encode(), given.encode()), f"{at}the signature does not hold")
    return True


def check_submission(form: str, facts: dict[str, Any], submission: Any, at: str) -> None:
    """Who handed it over for co-signature is the one whom the co-signature names."""
    submitted = submission if isinstance(submission, dict) else {}
    demand(submitted.get("id", "") == facts.get("submission"), f"{at}another submission")
    if form == FORMS[0]:
        return
    bound = sha256(SUBMISSION, canonical(submitted)) if submitted else ""
    demand(bound == facts.get("submission_sha256"), f"{at}the submission is not the one signed")


def check_shown(data: dict[str, Any], proof: dict[str, Any]) -> None:
    """What a reader of the file sees is what its proof is about."""
    demand(
        canonical(data.get("record")) == proof["payload"],
        "“record” does not say what was signed",
    )
    for name in ("version", "sha256", "previous_sha256", "key_id", "keyed_digest"):
        demand(data.get(name) == proof.get(name), f"“{name}” is not that of the signed version")
    signers = [one for one in (proof.get("submission"), proof["facts"]) if one]
    shown = data.get("signatures")
    demand(isinstance(shown, list) and len(shown) == len(signers), "“signatures” were altered")
    english = data["record"].get("language") == "en"
    for one, signer in zip(shown or [], signers):  # noqa: B905 runs on older Pythons too
        demand(
            isinstance(one, dict)
            and all(
                one.get(name) == signer.get(f"signer_{name}")
                for name in ("name", "credentials", "licence")
            )
            and one.get("zone") == signer.get("zone")
            and instant(one.get("signed_at")) == instant(signer.get("at"))
            and (not english or one.get("meaning") == MEANINGS.get(str(signer.get("meaning")))),
            "“signatures” say something else than what was signed",
        )


def instant(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise Damaged("a time of signature is no time") from None


def check_chain(versions: list[dict[str, Any]]) -> None:
    """Versions follow each other without a gap, each signed after the one before it."""
    before = ""
    for number, proof in enumerate(versions, start=1):
        demand(proof.get("version") == number, f"version {number} is missing")
        demand(
            proof.get("previous_sha256") == before,
            f"version {number} was not signed after the version before it",
        )
        before = text_of(proof, "sha256")
    records = {one["facts"].get("assessment") for one in versions}
    demand(len(records) == 1, "the versions are not of one evaluation")


def verify(text: str, keys: dict[str, bytes]) -> tuple[int, list[str]]:
    """The status to end with, and what to say."""
    try:
        data = parsed(text)
    except ValueError as error:
        raise Damaged(f"this is no JSON ({error})") from None
    if not isinstance(data, dict) or data.get("schema") != EXPORT:
        raise Unusable("This is no evaluation exported from Vastus as JSON.")
    if data.get("version") is None:
        raise Unusable("This is a draft: nobody signed it, so there is nothing to verify.")
    proof = data.get("proof")
    if not isinstance(proof, dict):
        raise Unusable("This file holds no proof. Export the evaluation again, with this release.")
    earlier = data.get("earlier_versions") or []
    demand(
        isinstance(earlier, list) and all(isinstance(one, dict) for one in earlier),
        "“earlier_versions” was altered",
    )
    versions = [*earlier, proof]
    checked = [check_version(one, keys) for one in versions]
    if earlier:
        check_chain(versions)
    check_shown(data, proof)
    return said(data, versions, checked, with_earlier=bool(earlier))


def said(
    data: dict[str, Any], versions: list[dict[str, Any]], checked: list[bool], with_earlier: bool
) -> tuple[int, list[str]]:
    missing = sorted(
        {str(one["key_id"]) for one, sure in zip(versions, checked) if not sure}  # noqa: B905
    )
    facts = versions[-1]["facts"]
    if missing:
        lines = [f"bytes intact; signature not checked: no key {', '.join(missing)}"]
    else:
        lines = ["valid"]
    lines.append(f"Evaluation {facts['assessment']}, version {facts['number']}.")
    lines.append(
        f"Signed by {facts['signer_name']} ({facts['meaning']}), {facts['at']}, {facts['zone']}."
    )
    if with_earlier:
        lines.append(f"With the {len(versions) - 1} before it; none is missing.")
    elif facts["number"] != "1":
        lines.append("The versions before it are not in this file: export it with --all-versions.")
    if parsed(versions[-1]["payload"])["restricted_digest"]:
        lines.append(
            "Its restricted part is not in this file; the signature binds that part's digest."
        )
    lines.append("Not signed: the state, the mark, and addenda, which were added later.")
    if data.get("addenda"):
        lines.append(f"Addenda in this file: {len(data['addenda'])}.")
    return (NOT_CHECKED if missing else VALID), lines


def keys_in(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in path.read_text(encoding="utf-8").replace("\n", ",").split(","):
        if not entry.strip():
            continue
        name, _colon, digits = entry.strip().partition(":")
        try:
            key = bytes.fromhex(digits)
        except ValueError:
            key = b""
        if not name or len(key) != 32:
            raise Unusable(f"The key file is not usable: write id:hex, 64 digits each ({name!r}).")
        if name in found:
            raise Unusable(f"The key file names {name!r} twice.")
        found[name] = key
    return found


class Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, f"{message}\n")


def main(arguments: list[str] | None = None) -> int:
    parser = Arguments(description="Proves an exported signed record without Vastus.")
    parser.add_argument("file", type=Path, help="what export_record --format json wrote")
    parser.add_argument("--key-file", type=Path, help="the keys, as in VASTUS_RECORD_KEYS")
    given = parser.parse_args(arguments)
    try:
        keys = keys_in(given.key_file) if given.key_file else {}
        status, lines = verify(given.file.read_text(encoding="utf-8"), keys)
    except Damaged as damage:
        status, lines = DAMAGED, [f"damaged: {damage}"]
    except UnicodeDecodeError:
        status, lines = DAMAGED, ["damaged: the file is no UTF-8 text"]
    except Unusable as unusable:
        status, lines = UNUSABLE, [str(unusable)]
    except OSError as error:
        status, lines = UNUSABLE, [f"A file cannot be read: {error}"]
    print("\n".join(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
