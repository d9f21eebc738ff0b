"""Made pages: Teams Word files and pastes, Google Meet, Otter, noScribe text, typed transcripts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from making import Made, Spoken, clock, dress, ending, runs, truth, unpadded, word_file
from talk import Said, Talk

TITLES = (
    "SEND focus group 3-20260815_200732-Meeting Recording",
    "Focus group with Ms Amis-20260815_200732-Meeting Transcript",
    "Grupo de trabajo-20260305_181400-Grabación de la reunión",
)
DATES = (
    "15 August 2026, 06:07pm",
    "June 5, 2026, 2:10PM",
    "February 20, 2025",
    "5 de marzo de 2026, 6:14 p.m.",
)
LENGTHS = ("54m 9s", "1h 2m 28s")
JOINED = ("joined the meeting", "left the meeting")
STARTED = ("started transcription", "hat die Transkription gestartet", "inició la transcripción")
STOPPED = ("stopped transcription", "hat die Transkription beendet", "detuvo la transcripción")
GEMINI = (
    "📝 Notes", "Aug 15, 2026", "SEND focus group", "Invited participant@example.org Joanna Reid",
    "Attachments SEND focus group SEND focus group - 2026/08/15 22:45 BST - Recording",
    "Meeting records Transcript", "Summary",
    "The group talked about caseloads and the annual reviews, and agreed that health is late.",
    "Details", "Caseloads: Priya said that plans have doubled (00:01:10).", "Suggested next steps",
    "You should review Gemini's notes to make sure they're accurate. "
    "Get tips and learn how Gemini takes notes",
)  # fmt: skip


def made(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    """Write a conversation as every kind of page."""
    yield from _teams(conversation, rng)
    yield _old_layout(conversation, rng)
    yield _paste(conversation, rng)
    yield _german_paste(conversation, rng)
    yield from _meet(conversation, rng)
    yield _otter(conversation, rng)
    yield _noscribe(conversation, rng)


def _rows(said: Sequence[Said]) -> list[str]:
    return [each.text for each in said]


def _header(rng: random.Random) -> list[str]:
    parts = (rng.choice(TITLES), rng.choice(DATES), rng.choice(LENGTHS), "Transcript")
    return [part for part in parts if rng.random() < 0.7]


def _layout_b(
    conversation: Talk, rng: random.Random
) -> tuple[list[str], list[Spoken | None], float]:
    """Return paragraphs of layout B, what is said, and the last start."""
    language = rng.choice((0, 0, 0, 1, 2))
    paragraphs = _header(rng)
    if rng.random() < 0.7:
        paragraphs.append(f"{conversation.people[0]} {STARTED[language]}")
    spoken: list[Spoken | None] = []
    last = 0.0
    for who, said in runs(conversation):
        label = conversation.people[who]
        parts = [list(said)]
        if len(said) > 1 and rng.random() < 0.3:
            parts = [list(said[:1]), list(said[1:])]
        for number, part in enumerate(parts):
            if number or (spoken and rng.random() < 0.05):
                other = rng.choice((*conversation.people, "Hunter, Brandon", "Oleg"))
                paragraphs.append(f"{other} {rng.choice(JOINED)}")
                spoken.append(None)
            last = float(int(part[0].begin))
            paragraphs.append("\n".join([f"{label}   {clock(last)}", *_rows(part)]))
            spoken.append(Spoken(label, " ".join(_rows(part)), last))
    if rng.random() < 0.7:
        paragraphs.append(f"{rng.choice(conversation.people)} {STOPPED[language]}")
    return paragraphs, spoken, last


def _teams(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    for kind, avatars in (("teams-docx B", False), ("teams-docx C avatars", True)):
        paragraphs, spoken, last = _layout_b(conversation, rng)
        expected = truth(("teams-docx",), spoken, (last,))
        yield Made(kind, ending(".docx", rng), word_file(paragraphs, avatars=avatars), expected)
    paragraphs, spoken, last = _layout_b(conversation, rng)
    expected = truth(("teams-text",), spoken, (last,))
    gap = rng.choice(("\n\n", "\n \n"))
    text = ("# " if rng.random() < 0.3 else "") + gap.join(paragraphs) + "\n"
    yield Made("teams-text B", ending(".txt", rng), dress(text, rng), expected)


def _old_layout(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = [], []
    for said in conversation.said:
        label = conversation.people[said.who]
        rows += [f"{unpadded(said.begin)} --> {unpadded(said.end)}", label, said.text]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    durations = (max(said.end for said in conversation.said),)
    if rng.random() < 0.5:
        expected = truth(("teams-docx",), spoken, durations)
        each = rng.random() < 0.5
        paragraphs = (
            rows if each else ["\n".join(rows[at : at + 3]) for at in range(0, len(rows), 3)]
        )
        return Made("teams-docx A", ending(".docx", rng), word_file(paragraphs), expected)
    expected = truth(("teams-text",), spoken, durations)
    return Made("teams-text A", ending(".txt", rng), dress("\n".join(rows), rng), expected)


def _spoken_time(seconds: int, words: tuple[str, str, str, str, str, str]) -> str:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = []
    if hours:
        parts.append(f"{hours} {words[0] if hours == 1 else words[1]}")
    parts.append(f"{minutes} {words[2] if minutes == 1 else words[3]}")
    parts.append(f"{rest} {words[4] if rest == 1 else words[5]}")
    return " ".join(parts)


ENGLISH = ("hour", "hours", "minute", "minutes", "second", "seconds")
GERMAN = ("Stunde", "Stunden", "Minute", "Minuten", "Sekunde", "Sekunden")


def _paste(conversation: Talk, rng: random.Random) -> Made:
    rows = [rng.choice(TITLES), "October 16, 2025", ""] if rng.random() < 0.7 else []
    spoken: list[Spoken] = []
    for said in conversation.said:
        label, begin = conversation.people[said.who], int(said.begin)
        rows += [f"{label} {_spoken_time(begin, ENGLISH)}", "", said.text, ""]
        spoken.append(Spoken(label, said.text, float(begin)))
    durations = (float(int(conversation.said[-1].begin)),)
    if rng.random() < 0.3:
        expected = truth(("teams-docx",), spoken, durations)
        paragraphs = [row for row in rows if row]
        return Made("teams-docx D", ending(".docx", rng), word_file(paragraphs), expected)
    expected = truth(("teams-text",), spoken, durations)
    return Made("teams-text D paste", ending(".txt", rng), dress("\n".join(rows), rng), expected)


def _german_paste(conversation: Talk, rng: random.Random) -> Made:
    rows = ["KI-generierte Inhalte können falsch sein", ""]
    spoken: list[Spoken] = []
    for who, said in runs(conversation):
        label, begin = conversation.people[who], int(said[0].begin)
        times = _spoken_time(begin, GERMAN)
        rows += [label, f"{times}{clock(begin)}", f"{label} {times}", *_rows(said)]
        spoken.append(Spoken(label, " ".join(_rows(said)), float(begin)))
    expected = truth(("teams-text",), spoken, (spoken[-1].begin,))
    data = dress("\n".join(rows), rng)
    return Made("teams-text D German", ending(".txt", rng), data, expected)


def _meet(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    attendees = ", ".join((*conversation.people, "Fireflies.ai Notetaker Michel"))
    older = ["SEND focus group (2023-09-07 16:03 GMT+1) - Transcript", "Attendees", attendees]
    older += [
        "Transcript",
        "This editable transcript was computer generated and might contain errors.",
    ]
    repeat = rng.random() < 0.5
    for kind in ("meet md older", "meet txt older"):
        bold = "**" if kind == "meet md older" else ""
        rows = [
            f"## {older[0]}",
            "",
            f"### {older[1]}",
            older[2],
            "",
            f"# {older[3]}",
            "",
            older[4],
            "",
        ]
        rows = rows if bold else older[:]
        spoken = []
        for who, said in runs(conversation):
            label = conversation.people[who]
            for number, text in enumerate(_rows(said)):
                named = number == 0 or repeat or ": " in text
                rows.append(f"{bold}{label}:{bold} {text}" if named else text)
                spoken.append(Spoken(label, text))
            rows.append("")
        rows.append("Meeting ended after 02:01:19 👋")
        expected = truth(("meet",), spoken, (None, 7279.0))
        usual = ".md" if bold else ".txt"
        yield Made(kind, ending(usual, rng), dress("\n".join(rows), rng, plain=True), expected)
    for notes in (False, True):
        for word in (True, False):
            yield _newer(conversation, rng, notes, word)


def _newer(conversation: Talk, rng: random.Random, notes: bool, word: bool) -> Made:
    rows = list(GEMINI) if notes else []
    rows += ["📖 Transcript", "Aug 15, 2026", "SEND focus group - Transcript"]
    spoken, at, last = [], -1e9, None
    for who, said in runs(conversation):
        label = conversation.people[who]
        if said[0].begin - at > 60:
            at = said[0].begin
            last = float(int(at))
            rows.append(clock(at, hours=True))
        rows.append(f"{label}: {' '.join(_rows(said))}")
        spoken.append(Spoken(label, " ".join(_rows(said))))
    end = float(int(conversation.said[-1].end) + 3)
    rows.append(f"Transcription ended after {clock(end, hours=True)}")
    rows.append(
        "This editable transcript was computer generated and might contain errors. "
        "People can also change the text after it was created."
    )
    expected = truth(("meet",), spoken, (last, end))
    kind = f"meet {'docx' if word else 'txt'} newer" + (" with notes" if notes else "")
    if word:
        return Made(kind, ending(".docx", rng), word_file(rows), expected)
    return Made(kind, ending(".txt", rng), dress("\n\n".join(rows), rng, plain=True), expected)


def _otter(conversation: Talk, rng: random.Random) -> Made:
    markdown = rng.random() < 0.3
    rows, spoken = [], []
    for who, said in runs(conversation):
        label = "Unknown Speaker" if rng.random() < 0.1 else conversation.people[who]
        begin = float(int(said[0].begin))
        mark = "**" if markdown and rng.random() < 0.9 else ""
        rows.append(f"{mark}{label}{mark}  {clock(begin)}  ")
        gap = "\n\n" if rng.random() < 0.2 else " "
        rows += [gap.join(_rows(said)), ""]
        spoken.append(Spoken(label, " ".join(_rows(said)), begin))
    if rng.random() < 0.8:
        rows.append("Transcribed by https://otter.ai")
    expected = truth(("otter",), spoken, (spoken[-1].begin,))
    usual = ".md" if markdown else ".txt"
    return Made("otter txt", ending(usual, rng), dress("\n".join(rows), rng), expected)


def _noscribe(conversation: Talk, rng: random.Random) -> Made:
    rows = ["Interview with a SENCO", ""]
    rows += ["Transcribed with noScribe vers. 0.7 Audio file: ./a.mp3 (Language: English (en))", ""]
    spoken = []
    for who, said in runs(conversation):
        text = " ".join(_rows(said))
        begin = float(int(said[0].begin))
        rows += [f"S{who:02}: [{clock(begin, hours=True)}] {text}", ""]
        spoken.append(Spoken(f"S{who:02}", text, begin))
    expected = truth(("noscribe",), spoken, (spoken[-1].begin,))
    return Made("noscribe txt", ending(".txt", rng), dress("\n".join(rows), rng), expected)
