"""How static files stand in production: each under a name that changes with what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.sheets import SHEETS, gathered

# Our own modules alone: what other packages write in their scripts is theirs.
MODULES = "vastus/*.js"
IMPORTED = r"""(?P<matched>from "(?P<url>\./[\w/]+\.js)";)"""
# And one that is loaded when it is wanted.
LOADED = r"""(?P<matched>import\("(?P<url>\./[\w/]+\.js)"\))"""

Found = Mapping[str, tuple[Storage, str]]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Our script modules import one another by their hashed names: no page mixes two releases."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULES, ((IMPORTED, 'from "%(url)s";'), (LOADED, 'import("%(url)s")'))),
    )

    def post_process(
        self, paths: Found, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """As its parent, and each sheet as one file."""
        if dry_run:
            return
        for name, files in SHEETS.items():
            self.delete(gathered(name))
            text = "\n".join(_text(f"vastus/{one}", paths) for one in files)
            self.save(gathered(name), ContentFile(text))
        sheets: Found = {gathered(name): (self, gathered(name)) for name in SHEETS}
        yield from super().post_process({**paths, **sheets}, **options)


def _text(name: str, paths: Found) -> str:
    """A style sheet to stand in `vastus/sheets/`.

    An address within it stays as it is, so it has to lie one folder below `vastus` too, or to name
    no picture: collecting stops at one that leads nowhere.
    """
    storage, path = paths[name]
    with storage.open(path) as file:
        return bytes(file.read()).decode()
