"""How static files stand in production: each under a name that changes with what it holds."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our own modules alone: what other packages write in their scripts is theirs.
MODULES = "vastus/*.js"
IMPORTED = r"""(?P<matched>from "(?P<url>\./[\w/]+\.js)";)"""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Our script modules import one another by their hashed names: no page mixes two releases."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULES, ((IMPORTED, 'from "%(url)s";'),)),
    )
