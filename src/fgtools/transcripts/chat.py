"""CHAT of the Talk Bank (`.cha`): main tiers are speech, headers and dependent tiers are not.

The label of a speaker is the code on the tier. Rules that real files break (undeclared speakers,
no full stop, no times, no @End) are tolerated with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.chat_codes import BULLET, CODE, spoken, times
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import out_of_order

OPENING = re.compile(r"\s*@(?:UTF8|Begin|Font|PID|Languages|Participants)\b", re.IGNORECASE)
HEADER = re.compile(r"(?im)^@(?:Begin|Participants)\b")
MAIN = re.compile(r"(?m)^\*[^:\n]{1,100}:\t")
TIER = re.compile(r"(?P<mark>[@*%])(?P<name>[^:\t]{1,200}?)\s*(?::\s*(?P<text>.*))?", re.DOTALL)
NAMED = 5


class Tier(NamedTuple):
    """A tier with its continuation lines: `mark` is @ (header), * (main) or % (dependent)."""

    line: int
    mark: str
    name: str
    text: str


def is_chat(source: Source) -> bool:
    """Tell whether a text is CHAT, by its headers or its main tiers."""
    if OPENING.match(source.text):
        return True
    return HEADER.search(source.text) is not None and MAIN.search(source.text) is not None


def read_chat(source: Source) -> Draft:
    """Read the main tiers of CHAT; codes, headers and dependent tiers are counted and left out."""
    tiers, stray = _tiers(source.text)
    main = [tier for tier in tiers if tier.mark == "*"]
    cues: list[Cue] = []
    coded = omitted = 0
    for tier in main:
        said = spoken(tier.text)
        coded, omitted = coded + said.coded, omitted + said.omitted
        cues.append(Cue(tidy_label(tier.name), said.text, *times(tier.text)))
    aside = [
        *_left_out(tiers, "@", "header", "headers"),
        *_left_out(tiers, "%", "dependent tier", "dependent tiers"),
    ]
    counts = (coded, "code in brackets"), (omitted, "word marked as not said")
    aside += [LeftOut("main tiers", reason, count) for count, reason in counts if count]
    kept = tuple(cue for cue in cues if re.search(r"\w", cue.text))
    if len(kept) < len(cues):
        aside.append(LeftOut(f"{len(cues) - len(kept)} main tiers", "cue without words"))
    warnings = (*source.warnings, *stray, *_broken(tiers, main, cues))
    return Draft(kept, tuple(aside), warnings)


def _tiers(text: str) -> tuple[list[Tier], list[str]]:
    """Join each tier with its continuation lines; warn of lines that are neither."""
    tiers: list[Tier] = []
    stray: list[int] = []
    for line, rows in _joined(text, stray):
        match = TIER.fullmatch("\n".join(rows).strip())
        if match is None:
            tiers.append(Tier(line, rows[0][0], "", " ".join(rows)[1:]))
        else:
            tiers.append(Tier(line, match["mark"], match["name"], match["text"] or ""))
    if not stray:
        return tiers, []
    more = f" and {len(stray) - NAMED} more" if len(stray) > NAMED else ""
    places = ", ".join(map(str, stray[:NAMED]))
    what = "no TAB and no tier's mark at the start; read as part of the tier above."
    return tiers, [f"Line{'s' if len(stray) > 1 else ''} {places}{more}: {what}"]


def _joined(text: str, stray: list[int]) -> Iterator[tuple[int, list[str]]]:
    start, rows = 0, [""]
    for number, row in enumerate(text.split("\n"), 1):
        if row[:1] in ("@", "*", "%") and (row[1:2].strip() or not rows[0]):
            if rows[0]:
                yield start, rows
            start, rows = number, [row]
        elif row.strip():
            if not rows[0]:
                rows = ["@"]
            if not row[:1].isspace():
                stray.append(number)
            rows.append(row)
    if rows[0]:
        yield start, rows


def _left_out(tiers: Sequence[Tier], mark: str, reason: str, what: str) -> list[LeftOut]:
    texts = [BULLET.sub(" ", tier.text) for tier in tiers if tier.mark == mark]
    count = sum(len(WORD.findall(text)) for text in texts)
    return [LeftOut(f"{len(texts)} {what}", reason, count)] if count else []


def _broken(tiers: Sequence[Tier], main: Sequence[Tier], cues: Sequence[Cue]) -> list[str]:
    """Warn of what CHAT asks for and the file has not."""
    headers = {tier.name.lower() for tier in tiers if tier.mark == "@"}
    declared = " ".join(tier.text for tier in tiers if tier.name.lower() == "participants")
    codes = {entry.split()[0] for entry in declared.split(",") if entry.split()}
    unknown = len({tier.name for tier in main} - codes)
    timed = sum(cue.begin is not None for cue in cues)
    unended = sum(not _ended(tier.text) for tier in main)
    spans = ((t.line, c.begin, c.end) for t, c in zip(main, cues, strict=True) if c.begin)
    checks = (
        (unknown, f"Speakers that @Participants does not name: {unknown}; kept."),
        (unended, f"Utterances without an end mark (. ? !): {unended} of {len(main)}; kept."),
        (timed and timed < len(main), f"Utterances without times: {len(main) - timed}; kept."),
        ("end" not in headers, "The line @End is missing: the file may be cut off."),
    )
    return [*(warning for odd, warning in checks if odd), *out_of_order(spans)]


def _ended(text: str) -> bool:
    return CODE.sub(" ", BULLET.sub(" ", text)).rstrip().endswith((".", "?", "!", "…"))
