"""COREQ: the 32 items that a report on focus groups is asked for, as far as the study knows.

Tong, Sainsbury and Craig (2007), Consolidated criteria for reporting qualitative research (COREQ):
a 32-item checklist for interviews and focus groups, International Journal for Quality in Health
Care 19(6):349-357.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fgtools.report import counts, prose
from fgtools.report.blocks import Block, Paragraph, Table
from fgtools.report.facts import Facts
from fgtools.report.parts import Report

OWN = "coreq"
"""The writer's file of answers: report/coreq.md, a numbered line an item."""
ITEMS = (
    "Interviewer or facilitator", "Credentials", "Occupation", "Gender", "Experience and training",
    "Relationship established before", "Participants' knowledge of the interviewer",
    "Interviewer characteristics", "Methodological orientation and theory", "Sampling",
    "Method of approach", "Sample size", "Non-participation", "Setting of data collection",
    "Presence of non-participants", "Description of sample", "Interview guide",
    "Repeat interviews", "Audio or visual recording", "Field notes", "Duration",
    "Data saturation", "Transcripts returned", "Number of data coders",
    "Description of the coding tree", "Derivation of themes", "Software",
    "Participant checking", "Quotations presented", "Data and findings consistent",
    "Clarity of major themes", "Clarity of minor themes",
)  # fmt: skip
LINE = re.compile(r"^\s*(\d{1,2})[.):]\s+(\S.*)$")
TEAM = frozenset({1, 2, 3, 4, 5, 8})
"""The items that are on the research team alone; 6 and 7 are on what participants know of it."""
OF_PARTICIPANTS = re.compile(
    r"\b(?:participa\w+|respondents?|attendees?|interviewees?|took part|taking "
    r"part)\b",
    re.IGNORECASE,
)
"""Words by which an answer on the team speaks of those who were asked too."""
TO_WRITE = "to be written"
PEOPLE, STUDY = "people", "the study"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist: its number, what it asks for, the answer, and whose answer it is.

    `answer` is "" where only people know it and nobody has written it.
    """

    number: int
    asks: str
    answer: str
    whose: str


def answers(markdown: str) -> dict[int, str]:
    """Return the writer's answers by item: lines `7. Text`, going on until the next number."""
    found: dict[int, list[str]] = {}
    for number, line in _lines(markdown):
        if number:
            begins = LINE.match(line)
            told = begins[2] if begins and int(begins[1]) == number else line
            found.setdefault(number, []).append(told.strip())
    return {number: " ".join(lines) for number, lines in found.items()}


def of_participants(markdown: str) -> str:
    """Blank the answers that are of the researchers alone, so that they are not read as counts."""
    return "\n".join("" if _of_team(item, line) else line for item, line in _lines(markdown))


def _of_team(item: int, line: str) -> bool:
    begins = LINE.match(line)
    own_line = begins is not None and int(begins[1]) == item
    return item in TEAM and own_line and not OF_PARTICIPANTS.search(line)


def _lines(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield each line with the item that it answers, 0 for none."""
    number = 0
    for line in markdown.splitlines():
        begins = LINE.match(line)
        if begins and 1 <= int(begins[1]) <= len(ITEMS):
            number = int(begins[1])
        elif not line.strip() or line.startswith("#"):
            number = 0
        yield number, line


def items(report: Report) -> tuple[Item, ...]:
    """Return the checklist; what people wrote stands before what the study knows."""
    own, known = answers(report.own_text.get(OWN, "")), _known(report)
    found = []
    for number, asks in enumerate(ITEMS, 1):
        told = [text for text in (own.get(number, ""), known.get(number, "")) if text]
        whose = [w for w, text in ((PEOPLE, own.get(number)), (STUDY, known.get(number))) if text]
        found.append(Item(number, asks, " ".join(told), " and ".join(whose)))
    return tuple(found)


def annex(report: Report) -> Iterator[Block]:
    """Yield the checklist as a table, and what is left for people."""
    found = items(report)
    yield Paragraph(
        "The 32 items of COREQ (Tong, Sainsbury and Craig 2007). What the study knows of itself is "
        "filled in."
    )
    if not all(item.answer for item in found):
        # Their numbers are not listed: figures in a row would read like a phone number.
        yield Paragraph(
            f"What is marked “{TO_WRITE}” is for people to write, in report/{OWN}.md: a line an "
            "item, such as: 2. The facilitators are researchers.",
            "note",
        )
    yield Table(
        "COREQ checklist",
        ("Item", "Answer", "From"),
        tuple(
            (f"{item.number}. {item.asks}", item.answer or TO_WRITE, item.whose or "")
            for item in found
        ),
        (4, 8, 2),
    )


def _known(report: Report) -> dict[int, str]:
    """Return what the study knows, by item; nothing is said that it does not."""
    facts = report.facts
    told = {
        12: report.participants[0] if report.participants else "",
        14: _setting(facts),
        16: _sample(report),
        17: _guide(facts),
        19: _recording(facts),
        22: report.saturation[0].verdict if report.saturation else "",
        24: _coders(facts),
        25: f"{prose.plural(len(report.codebook.codes), 'code')} with definitions, in the annex "
        "“Codebook used”.",
        26: "From a codebook made beforehand; topics found in the talk itself were compared with "
        "it." if report.topics else "From a codebook made beforehand.",
        27: f"fgtools {facts.version}".strip() + ", offline; models in the annex “Method in plain "
        "words”.",
        29: _quotes(report),
        30: "Figures of a theme count the participants whose words were coded with it; its section "
        "lists the ids of its quotes and topics.",
        31: _themes(report),
        32: _minor(report),
    }  # fmt: skip
    if facts.notes:
        told[20] = (
            f"{prose.sentence(prose.plural(facts.notes, 'set'))} of notes without speakers, coded "
            "apart from the talk."
        )
    if facts.attended:
        told[13] = _silent(report, facts)
    if facts.minutes:
        told[21] = _duration(facts)
    return {number: text for number, text in told.items() if text}


def _setting(facts: Facts) -> str:
    known = [(mode, many) for mode, many in facts.modes if mode]
    if not known:
        return ""
    told = prose.listed([f"{prose.plural(many, 'session')} {mode}" for mode, many in known])
    return f"{prose.sentence(told)}."


def _sample(report: Report) -> str:
    told = [f"{role.label} {role.participants}" for role in report.roles]
    return f"Participants by role: {'; '.join(told)}." if told else ""


def _guide(facts: Facts) -> str:
    if not facts.prompts:
        return ""
    return (
        f"The facilitators asked something in {prose.plural(facts.prompts, 'turn')}, which stand "
        "in the redacted transcripts; a guide is not part of the study."
    )


def _recording(facts: Facts) -> str:
    if not facts.formats:
        return ""
    told = prose.listed([f"{kind} ({prose.number(many)})" for kind, many in facts.formats])
    return f"Transcripts were handed in. Their format, and of how many sessions: {told}."


def _silent(report: Report, facts: Facts) -> str:
    where = prose.plural(facts.attended, "session")
    if counts.small(facts.silent, report.settings):
        return f"Attendance is known of {where}; how many came and did not speak is not shown."
    if not facts.silent:
        return f"Attendance is known of {where}: all who came are heard."
    return (
        f"Attendance is known of {where}: {prose.number(facts.silent)} who came "
        f"{'is' if facts.silent == 1 else 'are'} not heard."
    )


def _duration(facts: Facts) -> str:
    low, high = min(facts.minutes), max(facts.minutes)
    span = f"{low}" if low == high else f"{low} to {high}"
    many = prose.plural(len(facts.minutes), "session")
    return f"{span} minutes a session; the length of {many} is known."


def _coders(facts: Facts) -> str:
    machine = "The program coded every turn of the participants."
    if not facts.coders:
        return f"{machine} No person has coded or changed a code."
    return (
        f"{machine} {prose.sentence(prose.number(facts.coders))} "
        f"{'person' if facts.coders == 1 else 'people'} coded too or decided on its codings "
        f"({prose.plural(facts.decided, 'decision')})."
    )


def _quotes(report: Report) -> str:
    if not report.quotes:
        return "No quotes are printed."
    many = prose.sentence(prose.plural(len(report.quotes), "quote"))
    an = "an id" if report.settings.internal else "a number"
    return f"{many}, each with its role and {an} in place of a name."


def _themes(report: Report) -> str:
    if not report.raised:
        return ""
    return f"{prose.sentence(prose.plural(len(report.raised), 'theme'))}, a section each."


def _minor(report: Report) -> str:
    beyond = [topic for topic in report.beyond if topic.holds]
    told = "Codes below a theme, and the range of stances, stand in its section."
    return (
        f"{told} {prose.sentence(prose.plural(len(beyond), 'topic'))} beyond the codebook "
        f"{'is' if len(beyond) == 1 else 'are'} described." if beyond else told
    )  # fmt: skip
