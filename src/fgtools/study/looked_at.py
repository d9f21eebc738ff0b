"""Which redacted turns a second look found clean in an earlier run, and under which secrets.

Only a digest of the secrets is kept. Turns are in the database as they were found clean, and the
secrets can be told again from the key: where their digest is another one, nothing is known.
"""

from __future__ import annotations

from fgtools.names.clean import Clean
from fgtools.names.secrets import Secrets
from fgtools.study import pseudonyms
from fgtools.study.finding import finders
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of

LOOKED = "looked"


def clean(folder: Folder) -> Clean:
    """Return what is known to be clean: every turn as it was kept, or nothing."""
    secrets = pseudonyms.secrets_kept(folder)
    if folder.store.key(LOOKED) != _digest(secrets):
        return Clean(secrets)
    names = [read.name for read in folder.store.sessions()]
    return Clean(secrets, ((name, t.text) for name in names for t in folder.store.turns(name)))


def forget(folder: Folder) -> None:
    """Keep in mind that turns, or the key, are about to become others."""
    with folder.store.writing():
        folder.store.set_key(LOOKED, "")


def remember(folder: Folder, secrets: Secrets | None) -> None:
    """Remember that all turns that are kept are clean, if the key tells under which secrets."""
    if secrets is not None and secrets == pseudonyms.secrets_kept(folder):
        with folder.store.writing():
            folder.store.set_key(LOOKED, _digest(secrets))


def _digest(secrets: Secrets) -> str:
    settled = {session: sorted(words) for session, words in secrets.settled.items()}
    allow = sorted(secrets.allow.words), secrets.allow.phrases
    return key_of(
        LOOKED, finders(), settled, allow, sorted(secrets.phrases), sorted(secrets.parts),
        sorted(secrets.joined), sorted(secrets.sessions), sorted(secrets.heard),
    )  # fmt: skip
