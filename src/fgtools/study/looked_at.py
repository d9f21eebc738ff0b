"""Which redacted turns a second look found clean in an earlier run, and under which secrets.

Only one digest is kept, of the turns, the secrets and the transcripts they are from. The secrets
can be told again from the key: where the digest is another one, nothing is known.
"""

from __future__ import annotations

from fgtools.errors import FgtoolsError
from fgtools.names.clean import Clean, Place
from fgtools.names.secrets import Secrets, secrets_of
from fgtools.study import pseudonyms
from fgtools.study.finding import finders
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of

LOOKED = "looked"


def clean(folder: Folder) -> Clean:
    """Return what is known to be clean: every turn as it was kept, or nothing.

    A key that cannot be read says nothing; it is about to be written anew.
    """
    try:
        secrets, turns = pseudonyms.secrets_kept(folder), _turns(folder)
    except FgtoolsError:
        return Clean(secrets_of((), ()))
    known = folder.store.key(LOOKED) == _digest(folder, secrets, turns)
    return Clean(secrets, turns if known else ())


def forget(folder: Folder) -> None:
    """Keep in mind that turns, or the key, are about to become others."""
    with folder.store.writing():
        folder.store.set_key(LOOKED, "")


def remember(folder: Folder, secrets: Secrets | None) -> None:
    """Remember that all turns that are kept are clean, if the key tells under which secrets."""
    if secrets is not None and secrets == pseudonyms.secrets_kept(folder):
        with folder.store.writing():
            folder.store.set_key(LOOKED, _digest(folder, secrets, _turns(folder)))


def _turns(folder: Folder) -> list[Place]:
    names = (read.name for read in folder.store.sessions())
    return [(name, turn.text) for name in names for turn in folder.store.turns(name)]


def _digest(folder: Folder, secrets: Secrets, turns: list[Place]) -> str:
    """Return a digest that nobody can try names against without the transcripts' very bytes."""
    digests, files = folder.private.digests(), folder.private.transcripts()
    names = sorted({name for name, _ in turns} & files.keys())
    settled = {session: sorted(words) for session, words in secrets.settled.items()}
    return key_of(
        LOOKED, finders(), [digests[f"raw/{files[name].name}"] for name in names], turns, settled,
        sorted(secrets.allow.words), secrets.allow.phrases, sorted(secrets.phrases),
        sorted(secrets.parts), sorted(secrets.joined), sorted(secrets.sessions),
        sorted(secrets.heard),
    )  # fmt: skip
