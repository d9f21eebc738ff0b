"""Made tables of turns, survey exports, attendance reports, and chats that must be refused."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence

import openpyxl
from expected import End, Expected, three, word_count
from making import Made, Spoken, clock, ending, runs, truth, word_file
from talk import PLAIN, Talk

HEADS = (
    ("speaker", "text"),
    ("Speaker", "Start", "Transcript"),
    ("timestamp", "speaker", "words", "tags"),
    ("", "TimeStamp", "Turn", "Speaker", "Sentence"),
    ("session", "speaker", "role", "text"),
    ("Start time", "End time", "Speaker", "Text"),
    ("#", "Name", "Utterance"),
)
SPEAKER = {"speaker", "Speaker", "Name"}
TEXT = {"text", "Transcript", "words", "Sentence", "Text", "Utterance"}
QUESTIONS = (
    "What is the hardest part of your work with children who have special needs?",
    "What would help you to stay in your job?",
    "Is there anything else you would like to tell us?",
)
CLOSED = ("How long have you worked in SEND?", "Would you recommend your job?")


def made(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    """Write a conversation as tables, its people as surveys and rosters, its talk as chats."""
    yield _table(conversation, rng, workbook=False)
    yield _table(conversation, rng, workbook=True)
    yield _aws_table(conversation, rng)
    yield _word_table(conversation, rng)
    for tool in ("Forms", "Google", "SurveyMonkey", "Qualtrics", "Jisc"):
        yield _survey(conversation, rng, tool)
    yield _attendance(conversation, rng)
    yield _participants(conversation, rng)
    yield _zoom_chat(conversation, rng)
    yield _teams_chat(conversation, rng)


def _csv(rows: Sequence[Sequence[str]], rng: random.Random, mark: str = "") -> bytes:
    file = io.StringIO()
    comma = mark or rng.choice((",", ",", ";", "\t"))
    csv.writer(file, delimiter=comma, lineterminator=rng.choice(("\n", "\r\n"))).writerows(rows)
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return file.getvalue().encode(encoding)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(at, place, value or None)
            if value:
                cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _table(conversation: Talk, rng: random.Random, workbook: bool) -> Made:
    head = rng.choice(HEADS)
    timed = bool({"Start", "timestamp", "Start time"} & set(head))
    ends = "End time" in head
    rows, spoken = [list(head)], []
    colon = ":" if rng.random() < 0.2 else ""
    for number, said in enumerate(conversation.said):
        label = "" if number and rng.random() < 0.04 else conversation.typed[said.who]
        sparse = timed and not ends and number % 4 != 0 and "timestamp" in head
        begin = None if not timed or sparse else float(int(said.begin))
        bracket = "[{}]" if "timestamp" in head else "{}"
        cells = {
            "Start": clock(said.begin, hours=True), "Start time": clock(said.begin, hours=True),
            "End time": clock(said.end, hours=True),
            "timestamp": "" if sparse else bracket.format(clock(said.begin)),
            "TimeStamp": "", "Turn": str(number), "": str(number), "#": str(number + 1),
            "tags": "", "session": "casework-1", "role": "casework" if label else "",
        }  # fmt: skip
        row = []
        for name in head:
            if name in SPEAKER:
                row.append(label + (colon if label else ""))
            else:
                row.append(said.text if name in TEXT else cells[name])
        rows.append(row)
        spoken.append(Spoken(label, said.text, begin, said.end if ends else None))
    last = max((s.begin for s in spoken if s.begin is not None), default=None)
    duration = max(float(int(s.end)) for s in conversation.said) if ends else last
    expected = truth(("table",), spoken, (duration,), merge=False)
    kind, usual = ("table xlsx", ".xlsx") if workbook else ("table csv", ".csv")
    data = _workbook(rows) if workbook else _csv(rows, rng)
    return Made(kind, ending(usual, rng) if workbook else usual, data, expected)


def _aws_table(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = [["Start", "Dur.", "Speaker", "", "Transcription"]], []
    for said in conversation.said:
        label = f"spk_{said.who}"
        whole, rest = divmod(round(said.begin * 100), 100)
        start = f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}.{rest}"
        rows.append([start, f"{said.end - said.begin:.1f}s", label, "", said.text])
        spoken.append(Spoken(label, said.text, whole + rest / 100, said.end))
    paragraphs = ["Amazon Transcribe Audio Source", "Call Transcription", "WORD CONFIDENCE: >= 90%"]
    duration = max(said.end for said in conversation.said)
    expected = truth(("table",), spoken, (duration,), merge=False)
    return Made("table docx AWS", ".docx", word_file(paragraphs, table=rows), expected)


def _word_table(conversation: Talk, rng: random.Random) -> Made:
    """Write a table of two or three columns in a Word file."""
    timed = rng.random() < 0.5
    rows, spoken = [["Time", "Speaker", "Text"] if timed else ["Speaker", "Text"]], []
    for who, said in runs(conversation):
        label, text = conversation.typed[who], " ".join(each.text for each in said)
        begin = float(int(said[0].begin)) if timed else None
        rows.append([*([clock(said[0].begin, hours=True)] if timed else []), label, text])
        spoken.append(Spoken(label, text, begin))
    expected = truth(("table",), spoken, (spoken[-1].begin,), merge=False)
    data = word_file(["Focus group 3, 4 March 2026"], table=rows)
    return Made("table docx", ".docx", data, expected)


def _survey(conversation: Talk, rng: random.Random, tool: str) -> Made:
    """Write an export: a row per respondent, open questions, closed ones and columns of the tool.

    A turn is an open answer; the label of a respondent is left to the reader.
    """
    closed = [
        (rng.choice(("1 to 2 years", "5 years or more")), rng.choice("12345")) for _ in range(40)
    ]
    people = rng.choice((6, 12, 40))
    answers = []
    for _ in range(people):
        answers.append(
            [
                " ".join(rng.sample(PLAIN, rng.choice((1, 2, 4)))) if rng.random() < 0.85 else ""
                for _ in QUESTIONS
            ]
        )
    before, above, below = _tool(tool)
    rows = [[*before, CLOSED[0], *QUESTIONS[:2], CLOSED[1], QUESTIONS[2]]]
    rows = [*above(len(rows[0])), *rows, *below(rows[0])]
    for number, (mine, (years, mark)) in enumerate(zip(answers, closed, strict=False), 1):
        rows.append([*_meta(tool, number), years, *mine[:2], mark, mine[2]])
    texts = [text for mine in answers for text in mine if text]
    expected = Expected(
        file="", outcome="read", formats=("survey",), turns=len(texts),
        words=sum(map(word_count, texts)),
        first=End("*", None, word_count(texts[0]), three(texts[0])),
        last=End("*", None, word_count(texts[-1]), three(texts[-1])),
        speakers=frozenset({"*", str(sum(any(mine) for mine in answers))}),
    )  # fmt: skip
    if rng.random() < 0.4 or tool == "Forms":
        return Made(f"survey {tool}", ".xlsx", _workbook(rows), expected)
    return Made(f"survey {tool}", ".csv", _csv(rows, rng, ","), expected)


def _tool(tool: str):  # type: ignore[no-untyped-def]
    """Return the columns of a tool, and what stands above and below the row of questions."""

    def nothing(_: object) -> list[list[str]]:
        return []

    def monkey(head: Sequence[str]) -> list[list[str]]:
        return [["" if at < 9 else "Open-Ended Response" for at in range(len(head))]]

    def labels(width: int) -> list[list[str]]:
        own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "ResponseId"]
        return [[*own, *(f"Q{n}" for n in range(1, width - len(own) + 1))]]

    def ids(head: Sequence[str]) -> list[list[str]]:
        return [[f'{{"ImportId":"QID{at}"}}' for at in range(len(head))]]

    if tool == "Forms":
        return ("ID", "Start time", "Completion time", "Email", "Name"), nothing, nothing
    if tool == "Google":
        return ("Timestamp", "Email Address"), nothing, nothing
    if tool == "SurveyMonkey":
        own = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
               "Email Address", "First Name", "Last Name", "Custom Data 1")  # fmt: skip
        return own, nothing, monkey
    if tool == "Qualtrics":
        own = ("Start Date", "End Date", "Response Type", "IP Address", "Progress", "Response ID")
        return own, labels, ids
    return ("Unique Response Number", "Date submitted"), nothing, nothing


def _meta(tool: str, number: int) -> list[str]:
    day = f"2026-03-{number % 28 + 1:02} 10:{number % 60:02}:00"
    if tool == "Forms":
        return [str(number), day, day, "anonymous", ""]
    if tool == "Google":
        return [day, f"person{number}@example.org"]
    if tool == "SurveyMonkey":
        return [str(118000000000 + number), "437000000", day, day, "", "", "", "", ""]
    if tool == "Qualtrics":
        return [day, day, "IP Address", "198.51.100.7", "100", f"R_{number:015}"]
    return [f"1234567-1234567-{118000000 + number}", day]


def _attendance(conversation: Talk, rng: random.Random) -> Made:
    people = conversation.people
    rows = [["1. Summary"], ["Meeting title", "SEND focus group"]]
    rows += [["Attended participants", str(len(people))], ["Start time", "14/11/26, 09:29:07"], []]
    rows += [["2. Participants"]]
    rows += [["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email",
              "Participant ID (UPN)", "Role"]]  # fmt: skip
    for person in people:
        rows.append([person, "14/11/26, 09:30:46", "14/11/26, 10:50:12", "1h 19m 26s",
                     "a@example.org", "a@example.org", "Presenter"])  # fmt: skip
    rows += [[], ["3. In-Meeting Activities"], ["Name", "Join Time", "Leave Time", "Duration"]]
    for person in people:
        rows.append([person, "14/11/26, 09:30:46", "14/11/26, 10:50:12", "1h 19m 26s"])
    text = "\n".join("\t".join(row) for row in rows)
    data = text.encode(rng.choice(("utf-16", "utf-16", "utf-8-sig", "utf-8")))
    expected = Expected(
        file="", outcome="roster", turns=len(people),
        first=End(people[0], None, 0, "2026-11-14T09:30:46"),
        last=End(people[-1], None, 0, "2026-11-14T10:50:12"),
    )  # fmt: skip
    return Made("attendance Teams", ".csv", data, expected)


def _participants(conversation: Talk, rng: random.Random) -> Made:
    # What stands in brackets may be the original name, so the made names have none.
    people = [person.partition(" (")[0] for person in conversation.people]
    rows = [["Meeting ID", "Topic", "Start Time", "End Time", "Duration (Minutes)"]]
    rows += [["000 0000 0001", "SEND", "09/24/2026 11:35:16 AM", "09/24/2026 12:49:20 PM", "75"]]
    rows += [[], ["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"]]
    rows += [[person, "", "70", "Yes"] for person in people]
    expected = Expected(
        file="", outcome="roster", turns=len(people),
        first=End(people[0], None, 0, ""), last=End(people[-1], None, 0, ""),
    )  # fmt: skip
    return Made("participants Zoom", ".csv", _csv(rows, rng, ","), expected)


def _zoom_chat(conversation: Talk, rng: random.Random) -> Made:
    rows = []
    for said in conversation.said:
        label = conversation.people[said.who]
        text = rng.choice((said.text, said.text, f'Reacted to "{said.text[:18]}..." with 🔥'))
        rows.append(f"{clock(said.begin, hours=True)}\t{label}:\t{text}")
    text = rng.choice(("\n", "\r\n")).join(rows)
    return Made("chat Zoom", ".txt", text.encode(), Expected("", "refused"))


def _teams_chat(conversation: Talk, rng: random.Random) -> Made:
    rows = []
    older = rng.random() < 0.5
    for who, said in runs(conversation):
        label = conversation.people[who]
        if older:
            rows += [label, f"8/20/2026 4:{who + 10}:46 PM", said[0].text, ""]
        else:
            rows += [f"[Thursday 9:{who + 10} AM] {label}", "", said[0].text, ""]
            rows += [" heart 2 like 1", ""] if rng.random() < 0.3 else []
    return Made("chat Teams", ".txt", "\n".join(rows).encode(), Expected("", "refused"))
