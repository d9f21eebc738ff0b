"""Made typed transcripts in the layouts people and services write."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from expected import Expected
from making import Made, Spoken, clock, dress, ending, runs, truth, word_file
from talk import Said, Talk

HEADERS: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("04-Apr-2023 - 11:03 - 38m00s - Pseudonym",),
    ("# Focus group 3", "", "Date: 3 March 2026", "Location: Civic Centre, room 4", ""),
    ("SEND workforce study, group 3", "Present: nine people", "Transcribed by a colleague", ""),
)
Turns = list[tuple[str, float, list[Said]]]
Layout = Callable[[Turns, random.Random], tuple[list[str], bool]]


def made(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    """Write a conversation in every typed layout, one of them as a Word file too."""
    if len(conversation.people) == 1:
        return  # one label before one paragraph is no transcript that anybody types
    turns = [(conversation.typed[who], said[0].begin, said) for who, said in runs(conversation)]
    for name, layout in LAYOUTS.items():
        rows, timed = layout(turns, rng)
        headed = name not in ("rev", "webex", "dashes")
        made = _made(f"typed {name}", turns, rows, timed, rng, headed)
        if name == "dashes":
            end = max(each.end for each in conversation.said)
            made = made._replace(expected=replace(made.expected, durations=(end,)))
        yield made
    rows, timed = _name_text(turns, rng)
    rows = [*rng.choice(HEADERS), *rows]
    data = word_file([row for row in rows if row.strip()], tracked=rng, bold=rng.random() < 0.5)
    yield Made("typed docx", ending(".docx", rng), data, _truth(turns, timed, rng))
    yield _name_stamp(turns, rng)
    yield _captions(turns, rng)


def _truth(turns: Turns, timed: bool, rng: random.Random) -> Expected:
    spoken = [
        Spoken(label, " ".join(each.text for each in said), float(int(begin)) if timed else None)
        for label, begin, said in turns
    ]
    return truth(("typed",), spoken, (float(int(turns[-1][1])) if timed else None,))


def _made(
    kind: str,
    turns: Turns,
    rows: Sequence[str],
    timed: bool,
    rng: random.Random,
    headed: bool = True,
) -> Made:
    header = rng.choice(HEADERS) if headed else ()
    text = "\n".join([*header, *rows])
    usual = ".md" if "md" in kind else ".txt"
    data = dress(text, rng, plain="md" in kind)
    return Made(kind, ending(usual, rng), data, _truth(turns, timed, rng))


def _joined(said: Sequence[Said]) -> str:
    return " ".join(each.text for each in said)


def _name_text(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`Name: text`, blank lines or none, double blanks, a second paragraph with or without name."""
    gap, blank = rng.choice((" ", "  ", "\t")), rng.random() < 0.5
    rows = []
    for label, _, said in turns:
        parts = [said]
        if len(said) > 2 and rng.random() < 0.3:
            parts = [said[:2], said[2:]]
        for number, part in enumerate(parts):
            named = number == 0 or ": " in part[0].text or rng.random() < 0.5
            rows.append(f"{label}:{gap}{_joined(part)}" if named else _joined(part))
            rows += [""] if blank else []
    return rows, False


def _upper(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """The label on a line of its own, the text below."""
    rows = []
    for label, _, said in turns:
        rows += [f"{label}:", _joined(said), ""]
    return rows, False


def _bold(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`**Name:** text` in Markdown."""
    rows = []
    inside = rng.random() < 0.5
    for label, _, said in turns:
        mark = f"**{label}:**" if inside else f"**{label}**:"
        text = _joined(said).replace("[", "\\[").replace("]", "\\]")
        rows += [f"{mark} {text}", ""]
    return rows, False


def _stamp_first(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`[00:00:00] Name: text` (Trint, Descript)."""
    rows = []
    for label, begin, said in turns:
        rows += [f"[{clock(begin, hours=True)}] {label}: {_joined(said)}", ""]
    return rows, True


def _stamp_after(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`Name (00:12): text` on one line."""
    rows = []
    for label, begin, said in turns:
        rows += [f"{label} ({clock(begin, hours=True)}): {_joined(said)}", ""]
    return rows, True


def _rev(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`Name (00:00):` and the text below (Rev)."""
    rows = []
    for label, begin, said in turns:
        at = clock(begin, hours=begin >= 3600)
        rows += [f"{label} ({at.zfill(5)}):", _joined(said), ""]
    return rows, True


def _bracketed(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`[00:00] [Name] text`."""
    rows = []
    for label, begin, said in turns:
        rows += [f"[{clock(begin).zfill(5)}] [{label}] {_joined(said)}", ""]
    return rows, True


def _webex(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`0:11 : Name : text` (Webex as text)."""
    return [f"{clock(begin)} : {label} : {_joined(said)}" for label, begin, said in turns], True


def _dashes(turns: Turns, rng: random.Random) -> tuple[list[str], bool]:
    """`[0:00:06.835000 - 0:00:07.235000] Name - text` (scripts round WhisperX)."""
    rows = []
    for label, begin, said in turns:
        times = " - ".join(
            f"{int(at) // 3600}:{int(at) // 60 % 60:02}:{at % 60:09.6f}"
            for at in (begin, said[-1].end)
        )
        rows.append(f"[{times}] {label} - {_joined(said)}")
    return rows, True


def _captions(turns: Turns, rng: random.Random) -> Made:
    """Zoom's saved captions: `[Name] 09:01:22` by the clock on the wall, the text below."""
    rows = []
    for label, begin, said in turns:
        rows += [f"[{label}] {clock(9 * 3600 + begin, hours=True)}", _joined(said), ""]
    wall = [9.0 * 3600 + begin for _, begin, _ in turns]
    expected = _truth(turns, False, rng)
    durations = (None, wall[-1], float(int(wall[-1]) - int(wall[0])))
    return Made(
        "typed zoom captions",
        ".txt",
        dress("\n".join(rows), rng),
        replace(expected, durations=durations),
    )


def _name_stamp(turns: Turns, rng: random.Random) -> Made:
    """Text of a web tool: `Name [HH:MM:SS]` above each turn."""
    rows = []
    for label, begin, said in turns:
        rows += [f"{label} [{clock(begin, hours=True)}]", _joined(said), ""]
    return _made("typed name stamp", turns, rows, True, rng, headed=False)


LAYOUTS: dict[str, Layout] = {
    "name: text": _name_text,
    "name alone": _upper,
    "md bold": _bold,
    "stamp first": _stamp_first,
    "stamp after": _stamp_after,
    "rev": _rev,
    "bracketed": _bracketed,
    "webex": _webex,
    "dashes": _dashes,
}
