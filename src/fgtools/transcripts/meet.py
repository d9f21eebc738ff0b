"""Google Meet: the transcript of a meeting, alone or under the notes that Google's AI writes.

Two ages of one layout: `Name: text` without times (2022 to 2024), and a stamp alone on a line
every few minutes (since). A Word export flattens the tabs Notes and Transcript into one stream;
what the machine wrote of the meeting is never speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.transcripts.labels import believed, could_be, listed, name_like, split_label, standing
from fgtools.transcripts.markdown import bare, unescaped
from fgtools.transcripts.openings import plain_label
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Line, Source, lines
from fgtools.transcripts.stamped import backwards, left
from fgtools.transcripts.times import seconds

ENDED = re.compile(
    r"(?:transcription|meeting|transcript) ended after (?P<time>\d+:\d\d:\d\d)\W*", re.IGNORECASE
)
ENDED_ELSEWHERE = re.compile(r"[^\d:]{8,80}\b\d\d:\d\d:\d\d\b[^\d:]{0,30}")
"""The same in other languages, believed only under a Meet title and at the end."""
BOILERPLATE = re.compile(
    r"this editable transcript was computer.generated\b.{0,200}", re.IGNORECASE
)
DATED = r"\d{4}[-/_]\d\d[-/_]\d\d \d\d[:_]\d\d [^()]{2,12}"
TITLE = re.compile(
    rf".{{0,200}}(?:\({DATED}\)|- {DATED}) ?- ?(?:transcript|transkript|transcripción|transcription"
    r"|trascrizione|transcrição|transcriptie)",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(?:\W{0,4}(?:Transcript|Transkript|Transcripción|Transcription|Trascrizione|Transcrição"
    r"|Transcriptie)|.{1,200} - (?:Transcript|Transkript|Transcripción|Transcription"
    r"|Trascrizione|Transcrição|Transcriptie))"
)
NOTES_SAY = re.compile(
    r"you should review gemini.s notes.{0,200}|how is the quality of these specific notes.{0,300}"
    r"|.{0,200}\bnotes by gemini|📝 ?notes"
    r"|.{0,200}get tips and learn how gemini takes notes.{0,20}",
    re.IGNORECASE,
)
STAMP = re.compile(r"\d\d:\d\d:\d\d")
INVITED = re.compile(r"Invited \S+@\S+.*|Attachments? .*|Meeting records .*")
ATTENDEES = frozenset(("Attendees", "Teilnehmer", "Asistentes", "Participantes", "Partecipanti"))
DATA = "{", "[{", "<"
"""Files for machines are refused as such, whatever words they hold."""
LEAST_LABELS = 3
MOST_CLOSING = 4


def is_meet(source: Source) -> bool:
    """Tell whether a text has the marks of a Meet transcript, and speech in it."""
    found = lines(source)
    texts = [bare(line.text) for line in found]
    if not (any(map(_sure, texts)) or _headed(texts) or _sparse(texts)):
        return False
    return any(isinstance(item, Cue) for item in _items(found, texts))


def is_notes(source: Source) -> bool:
    """Tell whether a text holds the notes that Google's AI writes of a meeting."""
    if source.text.lstrip().startswith(DATA):
        return False
    texts = [bare(line.text) for line in lines(source)]
    return any(map(_says_notes, texts)) or (
        texts[0] == "Notes" and any(INVITED.fullmatch(text) for text in texts)
    )


def refuse_notes(source: Source) -> Draft:
    """Raise FgtoolsError: a machine's summary must never become a quote."""
    raise FgtoolsError(
        "These are notes written by Google's AI, and no transcript is with them.",
        source.name,
        "Open the Transcript tab of the document, copy it alone into a .txt file and add that.",
    )


def read_meet(source: Source) -> Draft:
    """Read the speech alone; notes, attendees and closing lines are left out, each with a reason.

    The stamps are minutes apart: only the first words after one have a time.
    """
    found = lines(source)
    texts = [bare(line.text) for line in found]
    items = _items(found, texts)
    ended = next((match["time"] for text in texts if (match := ENDED.fullmatch(text))), None)
    said = (f"The file says that it ended after {ended}; no words carry that time.",)
    stamps = [(line.where, seconds(line.text)) for line in found if STAMP.fullmatch(line.text)]
    return Draft(
        tuple(item for item in items if isinstance(item, Cue)),
        tuple(item for item in items if isinstance(item, LeftOut) and item.word_count),
        (*source.warnings, *backwards(stamps), *(said if ended else ())),
    )


def _sure(text: str) -> bool:
    return any(shape.fullmatch(text) for shape in (ENDED, BOILERPLATE, TITLE))


def _headed(texts: Sequence[str]) -> bool:
    """Tell whether there is a heading for the talk, and one for attendees or notes as well."""
    beside = any(text in ATTENDEES or text.startswith("📖") or _says_notes(text) for text in texts)
    return beside and any(HEADING.fullmatch(text) for text in texts)


def _sparse(texts: Sequence[str]) -> bool:
    """Tell whether stamps stand alone on lines, each above several labelled paragraphs."""
    stamps = sum(STAMP.fullmatch(text) is not None for text in texts)
    labels = sum(split_label(plain_label(text))[0] != "" for text in texts)
    return stamps > 1 and labels >= LEAST_LABELS * stamps


def _says_notes(text: str) -> bool:
    return NOTES_SAY.fullmatch(text) is not None and not split_label(text)[0]


def _items(found: Sequence[Line], texts: Sequence[str]) -> list[Cue | LeftOut]:
    parts = _parts(found, texts)
    labels = _labels(found, texts, parts)
    items: list[Cue | LeftOut] = []
    last, time = "", None
    for line, text, part in zip(found, texts, parts, strict=True):
        label, rest = split_label(plain_label(line.text))
        if part != "talk":
            items.append(left(line, part))
        elif STAMP.fullmatch(text):
            time = seconds(text)
        elif label in labels or tidy_label(text) in labels:
            last = tidy_label(label if label in labels else text)
            items.append(Cue(last, unescaped(rest) if label in labels else "", time))
            time = None
        elif last:
            items.append(Cue(last, unescaped(line.text), time))
            time = None
        else:
            items.append(left(line, "header"))
    return items


def _parts(found: Sequence[Line], texts: Sequence[str]) -> list[str]:
    """Return what each line belongs to: `talk`, or the reason why it is left out."""
    notes = [number for number, text in enumerate(texts) if _says_notes(text)]
    headings = [number for number, text in enumerate(texts) if HEADING.fullmatch(text)]
    start, end = 0, len(texts)
    if notes:
        start = next((number for number in headings if number > notes[-1]), 0)
        end = len(texts) if start else notes[0] if headings and headings[0] < notes[0] else 0
    part = "header"
    parts = ["AI notes"] * start
    for number in range(start, end):
        if number in headings and part != "talk":
            part = "header"
        elif part == "header" and (STAMP.fullmatch(texts[number]) or _labelled(found[number])):
            part = "talk"
        elif part == "talk" and _closes(texts, number, end):
            part = "closing line"
        parts.append(part)
    return parts + ["AI notes"] * (len(texts) - end)


def _labelled(line: Line) -> bool:
    label, rest = split_label(plain_label(line.text))
    return name_like(label) and not HEADING.fullmatch(bare(rest))


def _closes(texts: Sequence[str], number: int, end: int) -> bool:
    text = texts[number]
    if ENDED.fullmatch(text) or BOILERPLATE.fullmatch(text):
        return True
    elsewhere = number >= end - MOST_CLOSING and ENDED_ELSEWHERE.fullmatch(text)
    return bool(elsewhere) and any(HEADING.fullmatch(above) for above in texts[:number])


def _labels(found: Sequence[Line], texts: Sequence[str], parts: Sequence[str]) -> frozenset[str]:
    """Return the labels of the talk: `Name: text`, or a name alone on a line above its words."""
    people = listed([text for text, part in zip(texts, parts, strict=True) if part == "header"])
    talk = [line for line, part in zip(found, parts, strict=True) if part == "talk"]
    openings = [split_label(plain_label(line.text))[0] for line in talk]
    spoken = {word for line in talk for word in line.text.split() if word.islower()}
    places = sum(STAMP.fullmatch(bare(line.text)) is None for line in talk)
    firsts = [label for label in openings if label]
    labels = believed(firsts, spoken, people, 0 if people else places)
    if not people:  # the newer layout lists nobody, and puts a name before every paragraph
        labels |= {label for label in firsts if name_like(label) and could_be(label, spoken)}
    alone = Counter(bare(line.text) for line in talk)
    return labels | {text for text in alone if text in people} | standing(alone, labels)
