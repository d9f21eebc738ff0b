"""The questions of a survey's export: which columns are one question, and of which kind it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fgtools.surveys.scales import COUNTED, ordered

Kind = Literal["single", "multi", "scale", "number", "open"]
TICKS = frozenset(("1", "x", "yes", "y", "true", "selected", "checked", "ticked", "✓", "✔", "on"))
UNTICKED = frozenset(("0", "false", "unselected", "not selected", "unchecked", "off", "no", "n"))
OWN_WORDS = "open-ended response"
PLAIN = frozenset(("", "response", "responses", "selected choice", OWN_WORDS, "antwort", "réponse"))
"""What a survey tool prints below a question that has one column only."""
OTHER = re.compile(
    r"(?i)\bother\b|please (?:specify|state|describe|explain)|\bspecify\b|\bcomments?\b"
)
COMMENT = re.compile(r"(?i)\bcomments?\b|\bexplain\b|\btell us more\b|\bwhy\b")
SELECTED = re.compile(r"(?i)^selected choice\s*[-–]\s*")
"""What Qualtrics prints before an option that stands in a column of its own."""
OTHER_LABEL = "Other (please specify)"
TYPED = "Other answers, typed in"
LONG = 5
"""Words from which on an answer that stands once among ticked ones was typed, not ticked."""
ENOUGH = 10
"""Answers that others ticked too, from which on a lone long one is taken as typed."""
FEW = 7
"""Different answers up to which a question is taken as a choice, however few answered."""
MOST = 60
MOST_ALONE = 4
"""Answers from which on a question is open where most answers stand once: words, not choices."""
NUMBER = re.compile(r"[£$€]?\s?-?\d[\d,]*(?:\.\d+)?\s?%?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: the question above it, the option below that, and its cells.

    `is_open` where people answered in their own words.
    """

    question: str
    option: str
    cells: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question: what each respondent answered, in the order of the respondents, () for a blank.

    `options` are the answers in the order in which they are shown; of an open question and of
    numbers there are none.
    """

    id: str
    text: str
    kind: Kind
    options: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]

    @property
    def answered(self) -> tuple[bool, ...]:
        """Tell of each respondent whether there is an answer."""
        return tuple(map(bool, self.answers))


def questions_of(columns: Sequence[Column]) -> tuple[Question, ...]:
    """Return the questions of an export, numbered q1, q2, ... in its order."""
    found = [one for group in _groups(columns) for one in _of_group(group)]
    return tuple(replace(one, id=f"q{number}") for number, one in enumerate(found, 1))


def reworded(question: Question, said: Mapping[str, str]) -> Question:
    """Return a question with its wording and options replaced, such as by redacted ones."""
    if question.kind in ("number", "open"):
        return replace(question, text=said[question.text])
    answers = tuple(tuple(dict.fromkeys(said[a] for a in one)) for one in question.answers)
    options = tuple(dict.fromkeys(said[option] for option in question.options))
    return replace(question, text=said[question.text], options=options, answers=answers)


def wording(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return all that is printed of questions: their wording and their options, each once."""
    texts = (text for q in questions for text in (q.text, *q.options))
    return tuple(dict.fromkeys(texts))


def _groups(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Yield the columns that stand under one question; headers such as `Question [Option]` too."""
    group: list[Column] = []
    for column in _parted(columns):
        if group and (not column.question or column.question == group[0].question):
            group.append(replace(column, question=group[0].question))
        else:
            if group:
                yield group
            group = [column]
    if group:
        yield group


SPLIT = (
    re.compile(r"(?P<question>.+?)\s*\[(?P<option>[^\[\]]+)\]"),
    re.compile(r"(?P<question>.+\?)\s*[-–—:]?\s*(?P<option>[^?]+)"),
    re.compile(r"(?P<question>.+?)\s+[-–—]\s+(?P<option>.+)"),
    re.compile(r"(?P<question>.+?):\s+(?P<option>.+)"),
)


def _parted(columns: Sequence[Column]) -> list[Column]:
    """Part headers that several columns begin with into the question and its options."""
    found = list(columns)
    for form in SPLIT:
        parts = [form.fullmatch(c.question) if not c.option else None for c in found]
        shared = Counter(part["question"] for part in parts if part)
        found = [
            replace(
                column,
                question=part["question"].strip(),
                option=SELECTED.sub("", part["option"].strip()),
            )
            if part and shared[part["question"]] > 1
            else column
            for column, part in zip(found, parts, strict=True)
        ]
    return found


def _of_group(group: Sequence[Column]) -> Iterator[Question]:
    """Yield the questions of columns under one header: a choice, ticks, or a row each of a grid."""
    text = group[0].question
    plain = [c for c in group if c.option.casefold().strip() in PLAIN and not c.is_open]
    extra = [c for c in group if c not in plain and OTHER.search(c.option)]
    rest = [c for c in group if c not in plain and c not in extra]
    if plain and not rest:
        others = [c for c in extra if not COMMENT.search(c.option)]
        yield _column(text, plain[0], others)
    elif len(rest) > 1 and all(map(_is_tick, rest)):
        others = [c for c in extra if not COMMENT.search(c.option)]
        ticked = [c for c in others if _is_tick(c)]  # its text then stands in a column beside it
        yield _ticked(text, rest, ticked or others)
    else:
        for column in (*plain, *rest):
            option = "" if column.option.casefold().strip() in PLAIN else column.option
            yield _column(f"{text}: {option}" if option else text, column, ())
    for column in extra:
        if column.is_open or any(_typed(cell, column.option) for cell in column.cells):
            yield _open(f"{text}: {column.option}" if len(group) > 1 else text, column)


def _is_tick(column: Column) -> bool:
    """Tell a column of ticks: nothing stands in it but its own option, or a sign."""
    values = {cell.strip().casefold() for cell in column.cells if cell.strip()}
    own = column.option.strip().casefold()
    marks = values - {own} - UNTICKED
    if values & {"yes", "y"} and values & {"no", "n"}:
        return False
    return marks <= TICKS and len(marks | ({own} & values)) <= 1


def _typed(cell: str, option: str) -> bool:
    text = cell.strip().casefold()
    return bool(text) and text not in {*TICKS, *UNTICKED, option.strip().casefold()}


def _ticked(text: str, columns: Sequence[Column], others: Sequence[Column]) -> Question:
    every = [*columns, *others]
    names = [c.option.strip() for c in columns] + [c.option.strip() or OTHER_LABEL for c in others]
    answers = [
        tuple(
            name
            for name, column in zip(names, every, strict=True)
            if (cell := column.cells[row].strip()) and cell.casefold() not in UNTICKED
        )
        for row in range(len(every[0].cells))
    ]
    return Question("", text, "multi", tuple(dict.fromkeys(names)), tuple(answers))


def _open(text: str, column: Column) -> Question:
    answers = tuple(("",) if cell.strip() else () for cell in column.cells)
    return Question("", text, "open", (), answers)


def _column(text: str, column: Column, others: Sequence[Column]) -> Question:
    """Read a question with one column; typed text beside it makes the answer "Other"."""
    cells = [" ".join(cell.split()) for cell in column.cells]
    filled = [cell for cell in cells if cell]
    if not others and _are_numbers(filled, text):
        return Question("", text, "number", (), tuple((c,) if c else () for c in cells))
    if not others and (column.is_open or column.option.casefold().strip() == OWN_WORDS):
        return _open(text, column)
    mark = _mark(filled)
    if mark:
        return _several(text, cells, mark)
    for other in others:
        name = other.option.strip() or OTHER_LABEL
        cells = [
            cell or (name if typed.strip() else "")
            for cell, typed in zip(cells, other.cells, strict=True)
        ]
    return _choice(text, cells)


def _choice(text: str, cells: Sequence[str]) -> Question:
    sizes = Counter(cell for cell in cells if cell)
    many = len(sizes) > FEW and (len(sizes) > MOST or sizes.total() < 2 * len(sizes))
    alone = sum(n == 1 for n in sizes.values())
    scaled = ordered(tuple(sizes), text)
    if many or (not scaled and sizes.total() > MOST_ALONE and alone > sizes.total() / 2):
        return Question("", text, "open", (), tuple(("",) if cell else () for cell in cells))
    cells = _pooled(cells, sizes)
    options = tuple(dict.fromkeys(cell for cell in cells if cell))
    scale = ordered(options, text)
    answers = tuple((cell,) if cell else () for cell in cells)
    return Question("", text, "scale" if scale else "single", scale or options, answers)


def _pooled(cells: Sequence[str], sizes: Counter[str]) -> Sequence[str]:
    """Pool answers that somebody typed where others ticked: they are nobody else's words."""
    typed = {cell for cell, n in sizes.items() if n == 1 and len(cell.split()) >= LONG}
    ticked = sizes.total() - len(typed)
    if not typed or ticked < max(ENOUGH, 2 * (len(sizes) - len(typed)), len(typed)):
        return cells
    return [TYPED if cell in typed else cell for cell in cells]


def _mark(filled: Sequence[str]) -> str:
    """Return what parts several answers in one cell, "" if there is one answer in each."""
    if not filled:
        return ""
    if sum(cell.endswith(";") for cell in filled) > 0.8 * len(filled):
        return ";"
    for mark, most in ((";", 0.5), (", ", 0.34)):
        several = sum(mark in cell.rstrip("; ") for cell in filled)
        parts = [part.strip() for cell in filled for part in cell.split(mark) if part.strip()]
        if several >= 0.2 * len(filled) and several > 1 and len(set(parts)) <= most * len(parts):
            return mark
    return ""


def _several(text: str, cells: Sequence[str], mark: str) -> Question:
    parts = [[part.strip() for part in cell.split(mark) if part.strip()] for cell in cells]
    sizes = Counter(part for one in parts for part in one)
    pooled = dict(zip(sizes, _pooled([*sizes], sizes), strict=True)) if sizes else {}
    answers = tuple(tuple(dict.fromkeys(pooled[part] for part in one)) for one in parts)
    options = tuple(dict.fromkeys(part for one in answers for part in one))
    return Question("", text, "multi", options, answers)


def number_of(cell: str) -> float:
    """Return the number that stands in a cell, currency and percent signs apart."""
    return float(re.sub(r"[^\d.-]", "", cell))


def _are_numbers(filled: Sequence[str], text: str) -> bool:
    """Tell numbers that were typed from ratings: many different ones, or what is counted."""
    numbers = [cell for cell in filled if NUMBER.fullmatch(cell)]
    if len(numbers) < len(filled) or not filled:
        return False
    return ordered(dict.fromkeys(filled), text) is None and (
        len(set(filled)) > FEW or COUNTED.search(text.casefold()) is not None
    )
