"""What a reader makes of a file: cues and events first, then turns and what was left out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from fgtools.nouns import LeftOut, Turn
from fgtools.spans import EVENT, WORD, word_count
from fgtools.transcripts.decode import clean

LONGEST_LABEL = 200
BRACKETED = "event in brackets"
NO_VOICE = re.compile(r"(?i)(?:unknown|unidentified)(?: (?:speaker|user|voice|person))?|\?+")
"""Labels that claim no voice: two neighbours under one need not be one person."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One session as read: its turns, what was left out and why, and what to look at.

    Turns have no id and no session yet; `speaker` is the label as printed. `duration` is in
    seconds: the last end, or the last start where the file has no ends. `roles` pairs a label with
    the role printed beside it, in order of appearance. Warnings and reasons hold no spoken words.
    """

    format: str
    turns: tuple[Turn, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    duration: float | None
    session: str = ""
    roles: tuple[tuple[str, str], ...] = ()


class Cue(NamedTuple):
    """A stretch of speech under one stamp.

    `utterance` joins cues without a speaker that are pieces of one utterance; `ordinal` is set
    only where the file itself numbers its turns.
    """

    speaker: str
    text: str
    begin: float | None = None
    end: float | None = None
    utterance: str = ""
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader hands on. An event among `items` ends the turn before it; `aside` does not.

    `merge` is false where every cue is a turn of its own, such as the row of a table.
    """

    items: tuple[Cue | LeftOut, ...]
    aside: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    session: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    merge: bool = True


@lru_cache(maxsize=1024)
def tidy_label(label: str) -> str:
    """Return a speaker's label as printed, blanks collapsed, at most 200 characters.

    What nobody sees (controls, marks of writing direction) is taken out: it could disguise a name.
    """
    text = " ".join(_seen(label).split()).strip(" :*")
    return text[:LONGEST_LABEL].rstrip()


def _seen(text: str) -> str:
    """Return a text as people see it; entities and escapes were decoded after the file's text."""
    return clean(text.replace("\x15", ""))


def _as_seen(item: Cue | LeftOut) -> Cue | LeftOut:
    if isinstance(item, LeftOut):
        return item
    seen = (tidy_label(item.speaker), _seen(item.text), _finite(item.begin), _finite(item.end))
    # Long files hold hundreds of thousands of cues: what is right already is not copied.
    return item if seen == item[:4] else Cue(*seen, *item[4:])


def _finite(time: float | None) -> float | None:
    return time if time is not None and math.isfinite(time) else None


def recorded(draft: Draft, format: str) -> Recording:
    """Make the turns of a draft: cues of one labelled speaker are one turn until something else.

    Cues without a speaker stay apart, except pieces of one utterance.
    """
    draft = replace(draft, items=tuple(map(_as_seen, draft.items)))
    left_out = [*draft.aside, *(item for item in draft.items if isinstance(item, LeftOut))]
    turns: list[Turn] = []
    for group in _grouped(draft):
        if not any(cue.text.strip() for cue in group):
            continue
        ordinal = len(turns) if group[0].ordinal is None else group[0].ordinal
        if not any(cue.speaker for cue in group) and _only_events(group):
            left_out.append(LeftOut(_place(turns), BRACKETED, _bracketed(group[0].text)))
            continue
        turns.append(_turn(group, ordinal, draft.merge))
        if bracketed := _bracketed(turns[-1].text):
            left_out.append(LeftOut(f"turn {ordinal}", BRACKETED, bracketed))
    starts = [cue.begin for cue in draft.items if isinstance(cue, Cue) and cue.begin is not None]
    ends = [cue.end for cue in draft.items if isinstance(cue, Cue) and cue.end is not None]
    warnings = list(draft.warnings)
    if starts and not ends:
        warnings.append("The file gives starts only: the duration runs to the last start.")
    warnings += _cut_labels(turns)
    return Recording(
        format=format,
        turns=tuple(turns),
        left_out=tuple(left_out),
        warnings=tuple(" ".join(_seen(warning).split()) for warning in warnings),
        duration=round(max(ends or starts), 3) if starts or ends else None,
        session=" ".join(_seen(draft.session).split())[:LONGEST_LABEL],
        roles=tuple((tidy_label(label), tidy_label(role)) for label, role in draft.roles),
    )


def _cut_labels(turns: list[Turn]) -> list[str]:
    cut = [turn.ordinal for turn in turns if len(turn.speaker) >= LONGEST_LABEL - 1]
    if not cut:
        return []
    return [
        f"A speaker's name was cut at {LONGEST_LABEL} characters (first in turn {cut[0]}): "
        "look whether it is a name."
    ]


def _grouped(draft: Draft) -> Iterator[list[Cue]]:
    group: list[Cue] = []
    for item in draft.items:
        if isinstance(item, LeftOut):
            if group:
                yield group
            group = []
        elif group and draft.merge and _one_turn(group[-1], item):
            group.append(item)
        else:
            if group:
                yield group
            group = [item]
    if group:
        yield group


def _one_turn(before: Cue, cue: Cue) -> bool:
    if cue.speaker != before.speaker:
        return False
    voice = cue.speaker and not NO_VOICE.fullmatch(cue.speaker)
    return bool(voice) or (cue.utterance != "" and cue.utterance == before.utterance)


def _turn(group: list[Cue], ordinal: int, collapse: bool) -> Turn:
    text = group[0].text if not collapse else " ".join(" ".join(c.text for c in group).split())
    begins = [cue.begin for cue in group if cue.begin is not None]
    ends = [cue.end for cue in group if cue.end is not None]
    return Turn(
        id="",
        session="",
        ordinal=ordinal,
        speaker=group[0].speaker,
        text=text,
        begin=min(begins) if group[0].begin is not None else None,
        end=max(ends, default=None),
    )


def _only_events(group: list[Cue]) -> bool:
    text = " ".join(cue.text for cue in group)
    return EVENT.search(text) is not None and word_count(text) == 0


def _bracketed(text: str) -> int:
    return len(WORD.findall(re.sub(r"\s+", " ", " ".join(EVENT.findall(text)))))


def _place(turns: list[Turn]) -> str:
    return f"after turn {turns[-1].ordinal}" if turns else "before the first turn"
