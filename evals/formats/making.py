"""What every maker of files needs: the truth of a file, bytes in many dresses, Word files."""

from __future__ import annotations

import io
import random
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import docx
from docx.oxml import parse_xml
from expected import End, Expected, three, word_count
from PIL import Image
from talk import Said, Talk

NO_VOICE = ("Unknown Speaker", "Unknown")
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Spoken(NamedTuple):
    """A cue as the file has it: label, text, seconds; None beside it stands for an event."""

    label: str
    text: str
    begin: float | None = None
    end: float | None = None


class Made(NamedTuple):
    """A made file: kind, ending, bytes, and the truth."""

    kind: str
    ending: str
    data: bytes
    expected: Expected


def runs(conversation: Talk) -> list[tuple[int, list[Said]]]:
    """Return the turns: who, and the sentences."""
    return [(who, list(said)) for who, said in groupby(conversation.said, key=lambda s: s.who)]


def truth(
    formats: Sequence[str],
    spoken: Iterable[Spoken | None],
    durations: Sequence[float | None],
    *,
    merge: bool = True,
) -> Expected:
    """Make the truth by the contract: one label goes on until another label or an event."""
    turns: list[Spoken] = []
    before: Spoken | None = None
    for cue in spoken:
        if cue is not None:
            text = " ".join(cue.text.split())
            goes_on = before is not None and before.label == cue.label != ""
            if merge and goes_on and cue.label not in NO_VOICE:
                last = turns[-1]
                turns[-1] = last._replace(text=f"{last.text} {text}", end=cue.end)
            else:
                turns.append(cue._replace(text=text))
        before = cue
    return Expected(
        file="",
        outcome="read",
        formats=tuple(formats),
        speakers=frozenset(turn.label for turn in turns),
        turns=len(turns),
        words=sum(word_count(turn.text) for turn in turns),
        first=_end(turns[0]),
        last=_end(turns[-1]),
        durations=tuple(durations),
    )


def _end(turn: Spoken) -> End:
    return End(turn.label, turn.begin, word_count(turn.text), three(turn.text))


def dress(text: str, rng: random.Random, *, plain: bool = False) -> bytes:
    """Write text with one of the line ends and encodings that files come in."""
    text = text.replace("\n", rng.choice(("\n", "\n", "\n", "\r\n", "\r\n", "\r")))
    encodings = ["utf-8"] * 6 + ["utf-8-sig"] * 2 + ([] if plain else ["utf-16", "cp1252"])
    encoding = rng.choice(encodings)
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def ending(usual: str, rng: random.Random) -> str:
    """Return the usual ending, or now and then a wrong one."""
    return (
        usual if rng.random() < 0.85 else rng.choice((".txt", ".vtt", ".srt", ".md", ".docx", ""))
    )


def clock(seconds: float, *, hours: bool = False) -> str:
    """Write whole seconds as M:SS, from one hour on (or always) H:MM:SS."""
    whole = int(seconds)
    if hours:
        return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02}"
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def stamp(seconds: float, comma: str = ".") -> str:
    """Write HH:MM:SS.mmm."""
    milli = round(seconds * 1000)
    return (
        f"{milli // 3600000:02}:{milli // 60000 % 60:02}:{milli // 1000 % 60:02}"
        f"{comma}{milli % 1000:03}"
    )


def unpadded(seconds: float) -> str:
    """Write a time as Teams did until 2023: H:M:S.ms, nothing padded."""
    milli = round(seconds * 1000)
    return f"{milli // 3600000}:{milli // 60000 % 60}:{milli // 1000 % 60}.{milli % 1000}"


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Cut text into pieces of some lines, words kept whole."""
    rows = textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    return ["\n".join(rows[at : at + lines]) for at in range(0, len(rows), lines)]


def shared_out(begin: float, end: float, count: int) -> list[tuple[float, float]]:
    """Cut a stretch of time into equal pieces."""
    step = (end - begin) / count
    return [(round(begin + step * n, 3), round(begin + step * (n + 1), 3)) for n in range(count)]


def word_file(
    paragraphs: Sequence[str],
    *,
    avatars: bool = False,
    tracked: random.Random | None = None,
    bold: bool = False,
    table: Sequence[Sequence[str]] = (),
) -> bytes:
    """Write a Word file: a `\\n` is a line break; avatars stand before names with a stamp.

    With `tracked`, some paragraphs get a word inserted by tracked change out of their own words
    (which counts) and a deleted one (which does not). With `bold` labels are runs of their own.
    """
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        if avatars and "\n" in text:
            paragraph.add_run().add_picture(io.BytesIO(_avatar()))
        head, colon, rest = text.partition(":")
        if bold and colon and len(head) < 40:
            paragraph.add_run(head + colon).bold = True
            text = rest
        if tracked and "\n" not in text and text.count(" ") > 3 and tracked.random() < 0.3:
            _tracked(paragraph, text)
            continue
        for number, row in enumerate(text.split("\n")):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(row)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _tracked(paragraph: object, text: str) -> None:
    """Write text with its last word inserted, and another word deleted, by tracked change."""
    start, _, last = text.rpartition(" ")
    paragraph.add_run(start + " ")  # type: ignore[attr-defined]
    for kind, tag, word in (("ins", "t", last), ("del", "delText", "struck")):
        mark = parse_xml(
            f'<w:{kind} xmlns:w="{NAMESPACE}" w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">'
            f'<w:r><w:{tag} xml:space="preserve"/></w:r></w:{kind}>'
        )
        mark[0][0].text = word
        paragraph._p.append(mark)  # type: ignore[attr-defined]


def _avatar() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (90, 90, 160)).save(file, "PNG")
    return file.getvalue()
