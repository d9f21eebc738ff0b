"""Make the sample study's files and gold from its sources: `python evals/sample/make.py`.

A source (`source/<session>.md`) is a session as people talked, with `[[kind:words]]` round every
identifying string and `#codes` behind a turn. From it come the transcript in the format a
facilitator would have, the attendance report, the roster, and the gold. What was written is read
back with fgtools, and must give the same speakers, turns, and words at the gold's positions.
"""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
import sys
import textwrap
import uuid
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORDS_A_MINUTE = 165
CUE_WIDTH, CUE_LINES = 40, 2
FRAME, MOST_REPEATS = 5, 4
"""A run of five words may occur four times in the six sessions ("at the end of the")."""
MARK = re.compile(r"\[\[(?P<kind>[a-z-]+):(?P<words>[^\[\]]+)\]\]")
TAGS = re.compile(r"(?:\s+#[a-z-]+)+\s*$")
FIXED = (2026, 3, 2, 9, 0, 0)
DOMAINS = {"Wexbourne", "Northmere", "Harlow Green", "Eastmarsh", "Temple Hythe", "Kingsbrook",
           "Oldacre", "St Anselm's Park"}  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """Somebody in a session, as the source's front matter has them."""

    key: str
    name: str
    label: str
    role: str
    post: str = ""


@dataclass(frozen=True)
class Said:
    """A turn: its plain words, the marks as (start, end, kind), its codes."""

    voice: Voice
    text: str
    marks: tuple[tuple[int, int, str], ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A session of the sample."""

    session: str
    role: str
    date: str
    start: str
    format: str
    voices: tuple[Voice, ...]
    turns: tuple[Said, ...]

    @property
    def begins(self) -> datetime:
        """Return when the recording began."""
        return datetime.fromisoformat(f"{self.date}T{self.start}:00")


def read_source(path: Path) -> Group:
    """Read a source; raise ValueError with file and line where its marks or keys are faulty."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    head = yaml.safe_load(front)
    voices = tuple(Voice(**person) for person in head.pop("people"))
    by_key = {voice.key: voice for voice in voices}
    turns: list[Said] = []
    for number, line in enumerate(body.splitlines(), front.count("\n") + 3):
        if line.strip():
            turns.append(said(line.strip(), by_key, f"{path.name}, line {number}"))
            if len(turns) > 1 and turns[-1].voice == turns[-2].voice:
                raise ValueError(f"{path.name}, line {number}: the same speaker twice running")
    return Group(**{**head, "date": str(head["date"])}, voices=voices, turns=tuple(turns))


def said(line: str, voices: Mapping[str, Voice], where: str) -> Said:
    """Take a line of a source apart: key, words, marks and codes."""
    key, _, rest = line.partition(": ")
    if key not in voices:
        raise ValueError(f"{where}: the key is nobody's")
    tags = TAGS.search(rest)
    codes = tuple(re.findall(r"#([a-z-]+)", tags.group())) if tags else ()
    marked = rest[: tags.start()] if tags else rest
    text, marks, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        marks.append((len(text), len(text) + len(mark["words"]), mark["kind"]))
        text += mark["words"]
        at = mark.end()
    text += marked[at:]
    if "[[" in text or "]]" in text or "#" in text or text != " ".join(text.split()):
        raise ValueError(f"{where}: unbalanced marks, a stray # or doubled blanks")
    return Said(voices[key], text, tuple(marks), codes)


def timed(group: Group) -> Iterator[tuple[Said, list[tuple[str, float, float]]]]:
    """Yield each turn with its utterances and their times, about 165 words a minute."""
    chance = random.Random(group.session)
    now = chance.uniform(2.5, 6.0)
    for turn in group.turns:
        pieces: list[tuple[str, float, float]] = []
        short = len(turn.text.split()) < 6
        if short and chance.random() < 0.4:
            now = max(now - chance.uniform(0.3, 0.9), 0.0)
        for sentence in sentences(turn.text):
            length = len(sentence.split()) * 60 / WORDS_A_MINUTE * chance.uniform(0.85, 1.2) + 0.3
            pieces.append((sentence, now, now + length))
            now += length + chance.uniform(0.1, 0.7)
        now += chance.uniform(0.2, 1.4) + (chance.uniform(2, 5) if chance.random() < 0.06 else 0)
        yield turn, pieces


def sentences(text: str) -> list[str]:
    """Cut a turn where the recogniser would: at the end of a sentence."""
    return [piece for piece in re.split(r"(?<=[.?!]) +", text) if piece]


def teams_vtt(group: Group) -> bytes:
    """Write a session as Teams downloads it: GUID/n-m ids, voices, two short lines a cue."""
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"https://fgtools.example/{group.session}")
    chance = random.Random(f"{group.session} ids")
    cues, number = ["WEBVTT"], 8
    for turn, pieces in timed(group):
        voice = escaped(turn.voice.label)
        for sentence, begin, end in pieces:
            number += chance.randint(3, 60)
            for part, (text, start, stop) in enumerate(cut(sentence, begin, end)):
                stamp = f"{clock(start)} --> {clock(stop)}"
                cues.append(f"{guid}/{number}-{part}\n{stamp}\n<v {voice}>{text}</v>")
    return ("\n\n".join(cues) + "\n").encode("utf-8")


def cut(sentence: str, begin: float, end: float) -> Iterator[tuple[str, float, float]]:
    """Cut an utterance into cues; the end of one is the start of the next."""
    rows = textwrap.wrap(sentence, CUE_WIDTH, break_long_words=False, break_on_hyphens=False)
    texts = ["\n".join(rows[at : at + CUE_LINES]) for at in range(0, len(rows), CUE_LINES)]
    total, done = sum(map(len, texts)), 0
    for text in texts:
        start = begin + (end - begin) * done / total
        done += len(text)
        yield text, start, begin + (end - begin) * done / total


def escaped(label: str) -> str:
    """Escape a name as Teams does: decimal entities for all but plain letters and signs."""
    plain = html.escape(label, quote=False).replace("'", "&#39;")
    return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in plain)


def clock(seconds: float) -> str:
    """Return a time as `00:00:34.590`."""
    thousandths = round(seconds * 1000)
    whole, part = divmod(thousandths, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{part:03d}"


def stamp(seconds: float) -> str:
    """Return a time as Teams stamps a turn in Word: `0:04`, from one hour on `1:02:03`."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def teams_docx(group: Group) -> bytes:
    """Write a session as Teams exports it to Word: a paragraph a turn, a line an utterance."""
    turns = list(timed(group))
    last = turns[-1][1][-1][2]
    chair = next(voice.label for voice in group.voices if voice.role == "facilitator")
    title = f"SEND workforce focus group {group.session}"
    begins = group.begins
    paragraphs = [
        f"{title}-{begins:%Y%m%d_%H%M%S}-Meeting Recording",
        f"{begins.day} {begins:%B %Y, %I:%M%p}".replace("AM", "am").replace("PM", "pm"),
        f"{int(last) // 60}m {int(last) % 60}s",
        f"{chair} started transcription",
    ]
    for turn, pieces in turns:
        header = f"{turn.voice.label}   {stamp(pieces[0][1])}"
        paragraphs.append("\n".join([header, *(sentence for sentence, _, _ in pieces)]))
    return word([*paragraphs, f"{chair} stopped transcription"], title)


def typed(group: Group) -> bytes:
    """Write a session as a typist would: a heading, a line on the day, `Name: text`."""
    begins = group.begins
    title = f"Focus group {group.session}"
    day = f"{begins:%A} {begins.day} {begins:%B %Y, %H.%M}. Typed from the recording, verbatim."
    said = [f"{turn.voice.label}:  {turn.text}" for turn in group.turns]
    return word([title, day, *said], title)


def word(paragraphs: Iterable[str], title: str) -> bytes:
    """Return a Word file of paragraphs, the same bytes each time."""
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime(*FIXED)
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_times(buffer.getvalue())


def fixed_times(data: bytes) -> bytes:
    """Return a package with the same members in the same order, all of one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(member))
    return out.getvalue()


def attendance(group: Group) -> bytes:
    """Write the attendance report that Teams gives the organiser (2022 on): UTF-16, tabs."""
    chance = random.Random(f"{group.session} attendance")
    ends = group.begins + timedelta(seconds=last_second(group))
    rows = [visit(voice, group, ends, chance) for voice in group.voices]
    length = (ends - min(came for _, came, _ in rows)).total_seconds()
    mean = sum(((b - a).total_seconds() for _, a, b in rows), 0.0) / len(rows)
    table = [
        ["1. Summary"],
        ["Meeting title", f"SEND workforce focus group {group.session}"],
        ["Attended participants", str(len(rows))],
        ["Start time", moment(min(a for _, a, _ in rows))],
        ["End time", moment(ends)],
        ["Meeting duration", span(length)],
        ["Average attendance time", span(mean)],
        [],
        ["2. Participants"],
        ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email",
         "Participant ID (UPN)", "Role"],
        *([v.label, moment(a), moment(b), span((b - a).total_seconds()), mail(v), mail(v),
           office(v)] for v, a, b in rows),
        [],
        ["3. In-Meeting Activities"],
        ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
        *([v.label, moment(a), moment(b), span((b - a).total_seconds()), mail(v), office(v)]
          for v, a, b in rows),
    ]  # fmt: skip
    text = "\r\n".join("\t".join(row) for row in table) + "\r\n"
    return b"\xff\xfe" + text.encode("utf-16-le")


def visit(
    voice: Voice, group: Group, ends: datetime, chance: random.Random
) -> tuple[Voice, datetime, datetime]:
    """Return when somebody came and went: before they first spoke, after they last did."""
    spoke = [pieces[0][1] for turn, pieces in timed(group) if turn.voice == voice]
    early = timedelta(seconds=chance.randint(20, 400))
    late = spoke and spoke[0] > 900
    first = group.begins + (timedelta(seconds=spoke[0] - 15) if late else -early)
    return voice, first, ends - timedelta(seconds=chance.randint(0, 20))


def last_second(group: Group) -> float:
    """Return the end of the recording."""
    return list(timed(group))[-1][1][-1][2] + 20


def moment(time: datetime) -> str:
    """Return a date as Teams prints it to British users."""
    return f"{time:%d/%m/%y, %H:%M:%S}"


def span(seconds: float) -> str:
    """Return a duration as `1h 13m 42s`."""
    whole = int(seconds)
    hours = f"{whole // 3600}h " if whole >= 3600 else ""
    return f"{hours}{whole // 60 % 60}m {whole % 60}s"


def mail(voice: Voice) -> str:
    """Return an address on an invented borough's domain; guests and rooms have none."""
    if not voice.name or "(Guest)" in voice.label:
        return ""
    borough = next((name for name in sorted(DOMAINS) if name in voice.label), "")
    domain = f"{re.sub(r'[^a-z]', '', borough.lower())}.gov.uk" if borough else "wexbourne.gov.uk"
    if voice.role == "facilitator":
        domain = "fieldwork.example"
    return f"{'.'.join(re.sub(r'[^a-z -]', '', voice.name.lower()).split())}@{domain}"


def office(voice: Voice) -> str:
    """Return the role in the software."""
    return "Organiser" if voice.role == "facilitator" else "Presenter"


def roster(groups: Sequence[Group]) -> str:
    """Return the roster of all sessions as CSV; shared rooms are not on it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["session", "name", "role", "post"])
    for group in groups:
        writer.writerows([group.session, v.name, v.role, v.post] for v in group.voices if v.name)
    return out.getvalue()


def identifiers(groups: Sequence[Group]) -> str:
    """Return the gold of names: a line for each mark, in the turn as fgtools reads it."""
    rows = [
        {"session": group.session, "ordinal": ordinal, "start": start, "end": end, "kind": kind,
         "text": turn.text[start:end]}
        for group in groups
        for ordinal, turn in enumerate(group.turns)
        for start, end, kind in turn.marks
    ]  # fmt: skip
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def codes(groups: Sequence[Group]) -> str:
    """Return the gold of codes: a line for each turn of a participant, codes or none."""
    rows = [
        {"session": group.session, "ordinal": ordinal, "codes": list(turn.codes)}
        for group in groups
        for ordinal, turn in enumerate(group.turns)
        if turn.voice.role != "facilitator"
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


def repeated_frames(groups: Sequence[Group]) -> list[tuple[str, int]]:
    """Return runs of five words that occur too often: a sign of filled-in frames."""
    runs: Counter[str] = Counter()
    for group in groups:
        for turn in group.turns:
            for stretch in between_marks(turn):
                spoken = re.findall(r"[\w']+", stretch.lower())
                runs.update(" ".join(spoken[n : n + FRAME]) for n in range(len(spoken) - FRAME + 1))
    return sorted((run, count) for run, count in runs.items() if count > MOST_REPEATS)


def between_marks(turn: Said) -> list[str]:
    """Return what is said between identifiers: numbers read out digit by digit are no frames."""
    edges = [0, *(edge for start, end, _ in turn.marks for edge in (start, end)), len(turn.text)]
    return [turn.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


WRITERS = {
    "teams-vtt": (teams_vtt, "vtt"),
    "teams-docx": (teams_docx, "docx"),
    "typed": (typed, "docx"),
}


def files(groups: Sequence[Group]) -> dict[str, bytes]:
    """Return every file of the sample by its path in the repository."""
    made: dict[str, bytes] = {}
    for group in groups:
        write, suffix = WRITERS[group.format]
        made[f"transcripts/raw/{group.session}.{suffix}"] = write(group)
        if group.session == "casework-2":
            made[f"transcripts/raw/{group.session}.attendance.csv"] = attendance(group)
    made["transcripts/roster.csv"] = roster(groups).encode("utf-8")
    made["evals/sample/identifiers.jsonl"] = identifiers(groups).encode("utf-8")
    made["evals/sample/codes.jsonl"] = codes(groups).encode("utf-8")
    return made


def differences(group: Group, root: Path) -> list[str]:
    """Return where a transcript read back with fgtools is not what the source says."""
    from fgtools.transcripts.read import read

    suffix = WRITERS[group.format][1]
    (recording,) = read(root / f"transcripts/raw/{group.session}.{suffix}")
    found = [(turn.ordinal, turn.speaker, turn.text) for turn in recording.turns]
    wanted = [(n, turn.voice.label, turn.text) for n, turn in enumerate(group.turns)]
    faults = [] if recording.format == group.format else [f"read as {recording.format}"]
    if len(found) != len(wanted):
        faults.append(f"{len(found)} turns read, {len(wanted)} written")
    faults += [
        f"turn {n} differs" for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b
    ]
    return [f"{group.session}: {fault}" for fault in faults]


def read_sources(folder: Path = HERE / "source") -> list[Group]:
    """Read all sources, in the order of their names."""
    return [read_source(path) for path in sorted(folder.glob("*.md"))]


def summary(group: Group) -> str:
    """Return a line on a session: turns, words, coded turns, identifiers."""
    words = sum(len(turn.text.split()) for turn in group.turns)
    coded = sum(bool(turn.codes) for turn in group.turns)
    marks = sum(len(turn.marks) for turn in group.turns)
    return (
        f"{group.session:12} {group.format:10} {len(group.voices):2} voices {len(group.turns):4} "
        f"turns {words:5} words {coded:3} coded {marks:4} identifiers "
        f"{last_second(group) / 60:.0f} min"
    )


def main() -> int:
    """Make the sample, read it back, report; return 1 if anything differs or repeats."""
    groups = read_sources()
    for name, data in files(groups).items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    kinds: defaultdict[str, int] = defaultdict(int)
    for group in groups:
        print(summary(group))
        for turn in group.turns:
            for _, _, kind in turn.marks:
                kinds[kind] += 1
    print("identifiers:", ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds)))
    faults = [fault for group in groups for fault in differences(group, ROOT)]
    faults += [f"said {count} times: {run}" for run, count in repeated_frames(groups)]
    print("\n".join(faults) or "read back: the same speakers, turns and words")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    raise SystemExit(main())
