"""The private zone goes: first everything is looked at, then the study is sealed, then it goes.

A process that is killed leaves the study as it was, or sealed with a zone that the same command
deletes: the seal is one row, written before the first file goes, and nothing reads the zone of a
sealed study.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fgtools.errors import FgtoolsError, Found, Misused
from fgtools.nouns import Finding
from fgtools.spans import word_count
from fgtools.study import finding, stage_names
from fgtools.study.folder import Folder, now
from fgtools.study.keys import key_of
from fgtools.study.private import FOLDER, KEY, PEOPLE
from fgtools.study.store import Seal

AGAIN = "Type: fgtools study forget"


@dataclass(frozen=True, slots=True)
class Goes:
    """What will be gone: transcripts, files of the private zone in all, questions left open."""

    transcripts: int
    files: int
    doubts: int
    words: int
    """Words of talk that stay, redacted."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: the seal, files deleted, words searched for in how many remaining files."""

    seal: Seal
    deleted: int
    searched: int
    files: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """Since when a study is sealed, the digest of its redacted turns then.

    `holds` where they are those turns, `left` where something of the private zone is still there.
    """

    at: str
    turns: str
    holds: bool
    left: bool


def goes(folder: Folder) -> Goes:
    """Return what will be gone; raise where the study is not ready for it."""
    if (folder.root / "src" / "fgtools" / "__init__.py").is_file():
        raise Misused(
            "this is the program's own folder with its sample study, which others still need",
            "study.toml", "Copy study.toml, codebooks/ and transcripts/ elsewhere and work there.",
        )  # fmt: skip
    if not folder.private.seal:
        if not folder.store.sessions() and not folder.store.surveys():
            raise Misused("there is nothing in this study yet", hint="Delete its folder instead.")
        stale = folder.store.key(finding.STAGE) != stage_names.key(folder)
        if stale or not folder.private.has_key():
            raise FgtoolsError(
                "the redacted text is not up to date, and cannot be made anew later", FOLDER,
                "Type: fgtools run",
            )  # fmt: skip
    words = sum(word_count(turn.text) for turn in folder.store.turns())
    transcripts, doubts = len(folder.private.transcripts()), len(folder.store.doubts())
    return Goes(transcripts, _count(folder), doubts, words)


def early(retention: str, today: str) -> bool:
    """Tell whether the retention date is still to come; `today` is an ISO day or time."""
    return bool(retention) and date.fromisoformat(today[:10]) < date.fromisoformat(retention)


def check(folder: Folder) -> tuple[str, ...]:
    """Raise Found, and delete nothing, where a name is left; return the words to search for."""
    from fgtools.study import canary, leaks  # what forgetting alone needs takes a while

    if folder.private.seal:
        return ()
    folder.say("forget: looking at all that was written, with the key for the last time")
    _stop_at(leaks.everywhere(folder))
    words = _words(folder)
    _stop_at(canary.unseen(folder, words))
    folder.say(f"forget: searching every byte of what stays for {len(words)} names and stretches")
    folder.store.compact()
    _stop_at(canary.in_what_remains(folder, words)[0])
    return words


def forget(folder: Folder, words: tuple[str, ...]) -> Forgotten:
    """Seal a study that was checked, and delete its private zone.

    `words` are what to search for afterwards. What was left of an earlier try is deleted too. Raise
    FgtoolsError where something cannot be deleted.
    """
    from fgtools.study import canary

    seal = folder.private.seal or _seal(folder)
    deleted = _count(folder)
    folder.say(f"forget: deleting {FOLDER}/ ({deleted} files)")
    try:
        folder.private.destroy()
    except FgtoolsError as error:
        raise FgtoolsError(
            f"the study is sealed, and not everything could be deleted: {error.what}", FOLDER,
            f"Close what is open there. {AGAIN}",
        ) from error  # fmt: skip
    folder.store.compact()
    found, files = canary.in_what_remains(folder, words) if words else ((), 0)
    if found:  # somebody wrote it while the command ran
        raise Found("the private zone is deleted, and a name is left", found)
    return Forgotten(seal, deleted, len(words), files)


def sealed(folder: Folder) -> Sealed | None:
    """Return how a sealed study stands, None of any other.

    Sheets with redacted words that were asked for since may stay in transcripts/.
    """
    seal, zone = folder.private.seal, folder.private.folder
    if not seal:
        return None
    later = {*folder.private.sheets()}
    left = zone.exists() and (not later or any(path not in later for path in zone.iterdir()))
    return Sealed(seal.at, seal.turns, seal.turns == _digest(folder), left)


def _seal(folder: Folder) -> Seal:
    from fgtools.study import roster_columns
    from fgtools.study.sealing import remember_anew
    from fgtools.study.silent import silent

    seal = Seal(
        now(), _digest(folder), finding.model_pin(folder), _allowed(folder), silent(folder),
        {name: roster_columns.groups(folder, name) for name in roster_columns.names(folder)},
    )  # fmt: skip
    with folder.store.writing():
        folder.store.set_seal(seal)
        for found in (finding.FIND, finding.HEARD):
            folder.store.drop_places(found)
        remember_anew(folder)
    folder.say("forget: sealed")
    return seal


def _digest(folder: Folder) -> str:
    return key_of([(t.id, t.participant, t.text) for t in folder.store.turns()])


def _allowed(folder: Folder) -> tuple[str, ...]:
    """Return the words of the allow list that the redacted turns say: these tell nothing new."""
    said = "\n".join(turn.text for turn in folder.store.turns()).casefold()
    words = sorted(folder.private.allowed())
    return tuple(
        w for w in words if re.search(rf"(?<!\w){re.escape(w.casefold())}(?!\w)", said)
    )  # fmt: skip


def _words(folder: Folder) -> tuple[str, ...]:
    """Return every name and raw stretch that was written over, as the canary searches for it."""
    from fgtools.study import canary, pseudonyms

    names = [row["name"] for row in folder.private.rows("key/people.csv", PEOPLE)]
    key = folder.private.rows("key/key.csv", KEY)
    said = [words for row in key for words in row["words"].split(pseudonyms.BETWEEN)]
    return canary.needles(pseudonyms.secrets(folder), [*said, *names], names)


def _count(folder: Folder) -> int:
    zone = folder.private.folder
    return sum(path.is_file() for path in zone.rglob("*")) if zone.exists() else 0


def _stop_at(findings: Sequence[Finding]) -> None:
    if findings:
        raise Found(
            f"nothing was deleted: {len(findings)} places could identify somebody, and without the "
            "key nobody could find them any more", findings, hint=f"Settle them. {AGAIN}",
        )  # fmt: skip
