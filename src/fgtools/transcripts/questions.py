"""The columns of a survey's export: which are questions answered in people's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fgtools.spans import WORD
from fgtools.transcripts.grid import Row, folded
from fgtools.transcripts.survey_words import (
    ASKED_AS,
    ASKS,
    EXPORTS,
    METADATA,
    NO_ANSWER,
    NUMBERED,
    OWN,
    PERSONAL,
    ROLE,
    SAID_OPEN,
    STAMPS,
    TOLD_TO,
    WHY,
    WORKPLACE,
)
from fgtools.transcripts.talk import DATED, NUMBER, column, house_header, named_talk

Sort = Literal["open", "role", "closed", "metadata"]
LONGEST_PLACE = 8
"""Words of an answer that is but the name of a school or an authority."""
HEADER_WITHIN = 12
LEAST_ASKED = 5
"""Words of a header that is a question even without a question mark."""
JUDGED = 1000
"""Respondents by whom a column is judged."""
LEAST_DIFFERENT = 0.6


@dataclass(frozen=True, slots=True)
class Form:
    """Where the questions stand (rows `header` to `first`), what each asks, and its sort.

    `number` is the column of the export's own number of a respondent; `is_export` where the
    headers are a survey tool's.
    """

    header: int
    first: int
    questions: tuple[str, ...]
    sorts: tuple[Sort, ...]
    number: int | None
    is_export: bool


def is_answer(cell: str) -> bool:
    """Tell an answer from a blank and from words for having none."""
    text = " ".join(cell.split()).casefold()
    return bool(text) and text not in NO_ANSWER and text.rstrip(".!") not in NO_ANSWER


def answered(rows: Sequence[Row], form: Form) -> list[tuple[int, Row]]:
    """Return the respondents' rows with their places."""
    return [
        (number, row)
        for number, row in enumerate(rows[form.first :], form.first)
        if any(cell.strip() for cell in row)
    ]


def export_header(rows: Sequence[Row]) -> int | None:
    """Return the row of headers that only survey tools write, None if there is none."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if _is_export(row, rows[number + 1 : number + 21]):
            return number
    return None


def form_of(rows: Sequence[Row]) -> Form | None:
    """Find the questions of a survey; None if the rows are something else."""
    if house_header(rows) is not None:
        return None
    header = export_header(rows)
    if header is not None:
        return _form(rows, header, is_export=True)
    if named_talk(rows) is not None:
        return None
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if sum(bool(cell.strip()) for cell in row) > 1:
            form = _form(rows, number, is_export=False)
            return form if _is_plain_survey(rows, form) else None
    return None


def survey_form(rows: Sequence[Row]) -> Form | None:
    """Find the questions of what is known to be a survey, closed ones only too; None if empty."""
    header = export_header(rows)
    if header is not None:
        return _form(rows, header, is_export=True)
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if sum(bool(cell.strip()) for cell in row) > 1:
            return _form(rows, number, is_export=False)
    return None


def _is_export(row: Row, below: Sequence[Row]) -> bool:
    headers = [folded(cell) for cell in row]
    known = sum(header in METADATA for header in headers)
    if known > 1 and not EXPORTS.isdisjoint(headers):
        return True
    stamps = [place for place, header in enumerate(headers) if header in STAMPS]
    if not stamps or len([header for header in headers if header]) < 2:
        return False
    cells = [cell.strip() for cell in column(below, stamps[0])[:20] if cell.strip()]
    dated = bool(cells) and all(DATED.fullmatch(cell) and ":" in cell for cell in cells)
    return dated and any(
        _is_question(header, cell) for header, cell in zip(headers, row, strict=True)
    )


def _form(rows: Sequence[Row], header: int, *, is_export: bool) -> Form:
    first = header + 1
    questions = list(rows[header])
    if is_export and first < len(rows) and _is_second(rows[header], rows[first]):
        second = rows[first]
        questions = _both(questions, second)
        first += 1
    while is_export and first < len(rows) and any('"ImportId"' in cell for cell in rows[first]):
        first += 1
    below = [row for row in rows[first : first + JUDGED] if any(cell.strip() for cell in row)]
    width = max([len(questions), *(len(row) for row in below)])
    questions += [""] * (width - len(questions))
    own = [*rows[header], *[""] * (width - len(rows[header]))]
    sorts = [_sort(_asked(own[n]), _asked(questions[n]), column(below, n)) for n in range(width)]
    for place in range(width):
        if _only_says(column(rows[header + 1 : first], place), column(below, place)):
            sorts[place] = "closed"  # ticked: its option stands above it
    roles = [n for n, sort in enumerate(sorts) if sort == "role"]
    for extra in roles[1:]:
        sorts[extra] = "closed"
    return Form(header, first, tuple(questions), tuple(sorts), _number(own), is_export)


def _only_says(above: Sequence[str], cells: Sequence[str]) -> bool:
    options = {cell.strip().casefold() for cell in above if cell.strip()}
    said = {cell.strip().casefold() for cell in cells if cell.strip()}
    return bool(said) and said <= options


def _is_second(header: Row, second: Row) -> bool:
    """Tell a second row of headers: question texts (Qualtrics), or options (SurveyMonkey)."""
    keys = [place for place, cell in enumerate(header) if folded(cell) in EXPORTS]
    cells = [second[place].strip() if place < len(second) else "" for place in keys]
    texts = [folded(cell) for cell in second]
    qualtrics = any(text in METADATA for text in texts) and all(
        not NUMBER.fullmatch(cell) and not DATED.fullmatch(cell) for cell in cells
    )
    return (bool(keys) and not any(cells)) or qualtrics


def _both(questions: Sequence[str], second: Row) -> list[str]:
    """Join a question with what stands below it; a blank one goes on with the one before it."""
    width = max(len(questions), len(second))
    found: list[str] = []
    above = ""
    for place in range(width):
        own = questions[place].strip() if place < len(questions) else ""
        below = second[place].strip() if place < len(second) else ""
        above = own or (above if below else "")
        # Qualtrics prints Q1 above the question: the question alone says more.
        short = re.fullmatch(r"\w{0,12}\d\w{0,12}", above) is not None
        found.append(below if short and below else f"{above} {below}".strip())
    return found


def _asked(question: str) -> str:
    """Return a question as it is compared, without its number."""
    return ASKED_AS.sub("", folded(question)) or folded(question)


def _is_question(header: str, cell: str) -> bool:
    if header in METADATA:
        return False
    return (
        cell.rstrip().endswith("?")
        or len(WORD.findall(cell)) >= LEAST_ASKED
        or re.match(r"(?:q|question|frage)\s?\d", header) is not None
        or SAID_OPEN.search(header) is not None
    )


def _sort(key: str, question: str, cells: Sequence[str]) -> Sort:
    if key in METADATA or question in METADATA or PERSONAL.search(key or question):
        return "metadata"
    answers = [cell.strip() for cell in cells if is_answer(cell)]
    lengths = [len(WORD.findall(answer)) for answer in answers]
    said = SAID_OPEN.search(f"{key} {question}") is not None
    if WORKPLACE.search(question) and not said and max(lengths, default=0) <= LONGEST_PLACE:
        return "closed"
    if _is_open(answers, said=said):
        return "open"
    if ROLE.fullmatch(question) and lengths and max(lengths) <= 12:
        return "role"
    return "closed"


def _is_open(answers: Sequence[str], *, said: bool) -> bool:
    """Tell answers in people's own words: long enough, hardly one twice, no ticked options."""
    worded = [a for a in answers if not NUMBER.fullmatch(a) and not DATED.fullmatch(a)]
    if (
        not worded
        or len(worded) < 0.5 * len(answers)
        or any("@" in a and " " not in a for a in worded)
    ):
        return False
    lengths = [len(WORD.findall(answer)) for answer in worded]
    mean, longest = sum(lengths) / len(lengths), max(lengths)
    counts = Counter(answer.casefold() for answer in worded)
    # A short answer may well come twice ("More time"); a sentence comes twice if it was ticked.
    if len(counts) < LEAST_DIFFERENT * len(worded) or _ticked(worded):
        return False
    if said:
        return longest > 1
    return mean >= 4 or (longest >= 8 and mean >= 2)


def _ticked(answers: Sequence[str]) -> bool:
    """Tell answers that are several options of a list: the same parts again and again."""
    for mark in (";", ", "):
        parts = Counter(
            part.strip().casefold() for a in answers for part in a.split(mark) if part.strip()
        )
        several = sum(mark in answer.rstrip("; ") for answer in answers)
        total = parts.total()
        if several * 2 >= len(answers) > 1 and len(parts) <= 0.5 * total:
            return True
        if mark == ";" and sum(a.endswith(";") for a in answers) > 0.8 * len(answers):
            return True
    return False


def _number(header: Sequence[str]) -> int | None:
    for name in (
        "respondent id", "response id", "unique response number", "response number", "userno",
        "user no", "id", "respondent", "submission id", "#", "no",
    ):  # fmt: skip
        for place, cell in enumerate(header):
            if folded(cell) == folded(name) and cell.strip():
                return place
    return None


def _is_plain_survey(rows: Sequence[Row], form: Form) -> bool:
    """Tell a survey without a tool's headers: questions on top, answers that differ below."""
    below = [row for _, row in answered(rows[: form.first + JUDGED], form)]
    if len(below) < 2:
        return False
    header = rows[form.header]
    repeated = any(
        cell.strip() and cell.strip() in {c.strip() for c in column(below, place)}
        for place, cell in enumerate(header)
    )
    alike = sum(len(row) <= len(header) for row in below) >= 0.9 * len(below)
    if repeated or not alike or any(NUMBER.fullmatch(cell.strip()) for cell in header):
        return False
    asked = [q for sort, q in zip(form.sorts, form.questions, strict=True) if sort == "open"]
    return not any(_is_told(cell) for cell in asked) and any(map(_asks, asked))


def _asks(cell: str) -> bool:
    """Tell a question from a header of another kind and from an answer."""
    text = _asked(cell)
    signs = (ASKS.match(text), TOLD_TO.match(text), NUMBERED.fullmatch(text))
    return (
        cell.rstrip().endswith("?")
        or ASKED_AS.match(folded(cell)) is not None
        or any(signs)
        # An answer, too, says that nobody explained why.
        or SAID_OPEN.search(WHY.sub("", text)) is not None
    )


def _is_told(cell: str) -> bool:
    """Tell an answer that may stand where a question should: people speak of themselves."""
    return not cell.rstrip().endswith("?") and OWN.search(folded(cell)) is not None


def has_open_answers(rows: Sequence[Row]) -> bool:
    """Tell whether a column of rows holds long answers in people's own words, a row each."""
    filled = [row for row in rows[:JUDGED] if sum(bool(cell.strip()) for cell in row) > 1]
    if len(filled) < 2 or len({len(row) for row in filled}) > 1:
        return False
    columns = (column(filled, place) for place in range(len(filled[0])))
    return any(
        _is_open([cell.strip() for cell in cells if is_answer(cell)], said=False)
        for cells in columns
    )
