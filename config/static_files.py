"""How static files stand in production: each under a name that changes with what it holds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our own modules alone: what other packages write in their scripts is theirs.
MODULES = "vastus/*.js"
IMPORTED = r"""(?P<matched>from "(?P<url>\./[\w/]+\.js)";)"""
# Style sheets that only name others. Whoever comes for the first time asks for one file each.
SHEETS = "vastus/sheets/"
GATHERED = re.compile(r'^@import "(?P<url>\.\./[\w/]+\.css)";$', re.MULTILINE)

Found = Mapping[str, tuple[Storage, str]]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Our script modules import one another by their hashed names: no page mixes two releases."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULES, ((IMPORTED, 'from "%(url)s";'),)),
    )

    def post_process(
        self, paths: Found, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """As its parent, with each sheet as the one text of what it names."""
        whole = InMemoryStorage()
        for name in (one for one in paths if one.startswith(SHEETS)):
            whole.save(name, ContentFile(_gathered(name, paths)))
        sheets = {name: (whole, name) for name in paths if whole.exists(name)}
        yield from super().post_process({**paths, **sheets}, dry_run, **options)


def _gathered(sheet: str, paths: Found) -> str:
    """The text of a sheet with what it names in place of the names.

    Both lie one folder below `vastus`, or name no picture: addresses within stay as they are, and
    collecting stops at one that leads nowhere.
    """

    def text(found: re.Match[str]) -> str:
        return _text(posixpath.normpath(posixpath.join(SHEETS, found["url"])), paths)

    return GATHERED.sub(text, _text(sheet, paths))


def _text(name: str, paths: Found) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return bytes(file.read()).decode()
