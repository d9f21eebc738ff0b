"""A small file of every format, of invented talk.

Words of talk are `word1`, `word2` and so on, each once, so that none can be lost unseen.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from itertools import count
from random import Random

from tests.cases.packages import document, paragraph, sheet, word, workbook

PEOPLE = ("Ana Li", "Bo Ek", "Li, Cy (Org)", "Speaker 1", "Dr Di O'Neil", "Éva")
GUID = "90a4b0c8-b2ca-4147-85e9-515fe750cc7a"
Said = tuple[str, float, float, str]


def talk(random: Random) -> list[Said]:
    """Return invented turns: speaker, begin, end, words."""
    numbers = count(1)
    at, turns = 0.0, []
    for _ in range(random.randint(2, 7)):
        words = " ".join(f"word{next(numbers)}" for _ in range(random.randint(1, 9)))
        end = at + random.randint(1, 9000) / 1000
        turns.append((random.choice(PEOPLE), at, end, f"{words}{random.choice('.?!,')}"))
        at = end
    return turns


def clock(seconds: float, mark: str = ".") -> str:
    """Return `00:00:01.500`."""
    whole = int(seconds)
    part = round((seconds - whole) * 1000) % 1000
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{mark}{part:03d}"


def short(seconds: float) -> str:
    """Return `0:01`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def cues(turns: list[Said], shape: str, head: str = "WEBVTT\n\n") -> str:
    """Return WebVTT; in the shape stand {n}, {name} and {text}."""
    body = ""
    for n, (name, begin, end, text) in enumerate(turns, 1):
        above, _, below = shape.partition("|")
        rows = (above.format(n=n, name=name), f"{clock(begin)} --> {clock(end)}",
                below.format(n=n, name=name, text=text))  # fmt: skip
        body += "\n".join(row for row in rows if row) + "\n\n"
    return head + body


def metadata(turns: list[Said]) -> str:
    """Return WebVTT as Graph gives it with metadata."""
    said = [(b, e, json.dumps({"speakerName": n, "spokenText": t})) for n, b, e, t in turns]
    return "WEBVTT\n\n" + "".join(f"{clock(b)} --> {clock(e)}\n{text}\n\n" for b, e, text in said)


def srt(turns: list[Said]) -> str:
    """Return SRT with names."""
    rows = enumerate(turns, 1)
    return "".join(
        f"{n}\n{clock(b, ',')} --> {clock(e, ',')}\n{name}: {text}\n\n"
        for n, (name, b, e, text) in rows
    )


def lines(shape: str, head: str = "", tail: str = "") -> Callable[[list[Said]], str]:
    """Return a maker of text with a line or more for each turn."""
    return lambda turns: (
        head
        + "".join(
            shape.format(name=n, at=short(b), clock=clock(b), text=t, ms=int(b * 1000),
                         end=int(e * 1000), s=int(b))
            for n, b, e, t in turns
        )
        + tail
    )  # fmt: skip


def whisper(turns: list[Said]) -> str:
    """Return the JSON of Whisper."""
    segments = [
        {"id": n, "start": b, "end": e, "text": f" {t}", "tokens": [1, 2], "no_speech_prob": 0.1}
        for n, (_, b, e, t) in enumerate(turns)
    ]
    return json.dumps({"text": " ".join(t for *_, t in turns), "segments": segments})


def whisperx(turns: list[Said]) -> str:
    """Return the JSON of WhisperX."""
    segments = [
        {"start": b, "end": e, "text": t, "speaker": "SPEAKER_00",
         "words": [{"word": w, "start": b, "end": e, "speaker": "SPEAKER_00"} for w in t.split()]}
        for _, b, e, t in turns
    ]  # fmt: skip
    return json.dumps({"segments": segments, "word_segments": []})


def aws(turns: list[Said]) -> str:
    """Return the JSON of AWS Transcribe."""
    items, segments = [], []
    for n, (_, b, e, t) in enumerate(turns):
        times = {"start_time": f"{b:.2f}", "end_time": f"{e:.2f}"}
        label = {"speaker_label": f"spk_{n % 2}"}
        items += [
            {**times, "type": "pronunciation", "alternatives": [{"content": w}], **label}
            for w in t[:-1].split()
        ]
        items.append({"type": "punctuation", "alternatives": [{"content": t[-1]}]})
        segments.append({**times, **label, "items": [{**times, **label}]})
    labels = {"speakers": 2, "segments": segments}
    whole = {"transcripts": [{"transcript": ""}], "items": items, "speaker_labels": labels}
    return json.dumps({"jobName": "x", "results": whole, "status": "COMPLETED"})


def elan(turns: list[Said]) -> str:
    """Return the XML of ELAN."""
    slots, tiers = "", ""
    for n, (name, b, e, t) in enumerate(turns):
        slots += f'<TIME_SLOT TIME_SLOT_ID="b{n}" TIME_VALUE="{int(b * 1000)}"/>'
        slots += f'<TIME_SLOT TIME_SLOT_ID="e{n}" TIME_VALUE="{int(e * 1000)}"/>'
        tiers += (
            f'<TIER LINGUISTIC_TYPE_REF="d" PARTICIPANT="{name}" TIER_ID="t{n}"><ANNOTATION>'
            f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="b{n}" '
            f'TIME_SLOT_REF2="e{n}"><ANNOTATION_VALUE>{t}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT FORMAT="3.0">'
        f'<HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{slots}</TIME_ORDER>\n{tiers}'
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="d" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>'
    )


def transcriber(turns: list[Said]) -> str:
    """Return the XML of Transcriber."""
    speakers = "".join(f'<Speaker id="s{n}" name="{t[0]}"/>' for n, t in enumerate(turns))
    body = "\n".join(
        f'<Turn speaker="s{n}" startTime="{b}" endTime="{e}"><Sync time="{b}"/>\n{t}\n</Turn>'
        for n, (_, b, e, t) in enumerate(turns)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n'
        f'<Trans scribe="x"><Speakers>{speakers}</Speakers><Episode><Section type="report" '
        f'startTime="0" endTime="{turns[-1][2]}">{body}</Section></Episode></Trans>'
    )


def table(header: str, shape: str, mark: str = ",") -> Callable[[list[Said]], str]:
    """Return a maker of CSV, `|` between the cells of the shape."""

    def make(turns: list[Said]) -> str:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=mark)
        rows.writerow(header.split("|"))
        for n, b, e, t in turns:
            cells = {"name": n, "at": clock(b), "end": clock(e), "text": t}
            rows.writerow([cell.format(**cells) for cell in shape.split("|")])
        return out.getvalue()

    return make


def word_page(turns: list[Said]) -> str:
    """Return the page of a Word file by Teams."""
    head = paragraph("Group-20260815_200732-Meeting Recording") + paragraph("Transcript")
    return document(head + "".join(paragraph(f"{n}   {short(b)}|{t}") for n, b, _, t in turns))


def book_page(turns: list[Said]) -> str:
    """Return the sheet of a workbook."""
    rows = [("speaker", "start", "text"), *((n, clock(b), t) for n, b, _, t in turns)]
    return sheet(
        "".join(
            f'<row r="{n}">'
            + "".join(
                f'<c r="{letter}{n}" t="inlineStr"><is><t>{value}</t></is></c>'
                for letter, value in zip("ABC", row, strict=True)
            )
            + "</row>"
            for n, row in enumerate(rows, 1)
        )
    )


TEXTS: dict[str, Callable[[list[Said]], str]] = {
    "teams-vtt": lambda t: cues(t, GUID + "/{n}-0|<v {name}>{text}</v>"),
    "teams-graph": lambda t: cues(t, "|<v {name}>{text}</v>").replace("00:00:0", "0:0:"),
    "teams-metadata": metadata,
    "stream": lambda t: cues(t, "NOTE Confidence: 0.9\n\n" + GUID + "|{text}"),
    "zoom-vtt": lambda t: cues(t, "{n}|{name}: {text}"),
    "webex-vtt": lambda t: cues(t, '{n} "{name}" (12625)|{text}'),
    "noscribe-vtt": lambda t: cues(t, "|<v S01>{text} (..)", "WEBVTT a.wav\n\nNOTE\nmade\n\n"),
    "vtt": lambda t: cues(t, "|<v.loud {name}><i>{text}</i>"),
    "srt": srt,
    "otter": lines("{name}  {at} \n{text}\n\n", "", "Transcribed by https://otter.ai\n"),
    "meet": lines("{clock}\n\n{name}: {text}\n", "A (2023-09-07 16:03 GMT+1) - Transcript\n"
                  "Attendees\nAna Li, Bo Ek\nTranscript\n", "Meeting ended after 00:33:36 👋\n"),
    "meet-markdown": lines("**{name}:** {text}\n\n", "# Transcript\n\n### 00:00:00\n\n"),
    "teams-text": lines("{name}   {at}\n{text}\n\n", "", "Bo Ek stopped transcription\n"),
    "teams-ranges": lines("0:0:{s}.0 --> 0:0:{s}.900\n{name}\n{text}\n"),
    "teams-pasted": lines("{name} 0 minutes {s} seconds\n{at}\n{text}\n"),
    "typed": lines("{name}: {text}\n"),
    "typed-stamped": lines("[{clock}] {name}: {text}\n\n", "Title: the group\n\n"),
    "rev": lines("{name} ({at}):\n{text}\n\n"),
    "noscribe-txt": lines("S01: [{clock}] {text}\n"),
    "whisper-json": whisper,
    "whisper-tsv": lines("{ms}\t{end}\t{text}\n", "start\tend\ttext\n"),
    "whisperx-json": whisperx,
    "aws-json": aws,
    "chat": lines("*ANA:\t{text} \x15{ms}_{end}\x15\n%mor:\tn|x\n",
                  "@UTF8\n@Begin\n@Participants:\tANA Ana Adult\n", "@End\n"),
    "elan": elan,
    "trs": transcriber,
    "table": table("session|speaker|role|text", "a|{name}|therapies|{text}"),
    "table-times": table("Start|End|Speaker|Sentence", "{at}|{end}|{name}|{text}", ";"),
    "survey": table("Respondent|What helps?|What is in the way of your work?",
                    "{name}|I would like more of {text}|At {at} no time is left for {name}."),
    "roster": table("name|role", "{name}|therapies"),
    "attendance": table("Full Name|User Action|Timestamp", "{name}|Joined|8/20/2020, 4:31:46 PM",
                        "\t"),
    "chat-log": lines("00:00:{s:02d}\t{name}:\t{text}\n"),
}  # fmt: skip
PAGES: dict[str, tuple[Callable[[list[Said]], str], Callable[[str], bytes]]] = {
    "teams-docx": (word_page, word),
    "workbook": (book_page, workbook),
    "typed-docx": (
        lambda t: document("".join(paragraph(f"{n}: {words}") for n, _, _, words in t)), word
    ),
}  # fmt: skip
NAMES = (*TEXTS, *PAGES)


def seed(name: str, random: Random) -> bytes:
    """Return an undamaged file of a format."""
    if name in TEXTS:
        return TEXTS[name](talk(random)).encode()
    make, pack = PAGES[name]
    return pack(make(talk(random)))
