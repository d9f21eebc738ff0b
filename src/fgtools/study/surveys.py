"""Surveys come into the study: closed questions as counts, own words as a session of turns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import SURVEY, Finding
from fgtools.study import sessions, withdrawn
from fgtools.study.arrivals import arrivals
from fgtools.study.config import NAME, edit_session
from fgtools.study.folder import Folder
from fgtools.study.named_in import (
    check_session_name,
    known_names,
    may_name,
    said_aloud,
    without_name,
)
from fgtools.study.safe_wording import redacted
from fgtools.study.surveys_kept import Survey, keep
from fgtools.surveys import questions, read, routing
from fgtools.surveys.tables import table_of
from fgtools.transcripts.grid import sheets
from fgtools.transcripts.read import read_source
from fgtools.transcripts.recording import Recording
from fgtools.transcripts.source import Source, fell_over, open_source
from fgtools.transcripts.survey_export import Export, export_of
from fgtools.transcripts.word import in_order

NO_SURVEY = (
    "No questions with answers were found: this is no survey's export and no response table."
)
WANTED = (
    "Give the export with a row for each respondent and the questions on top, or tables that begin "
    "with `Answer Choices` and end with `Answered`."
)


@dataclass(frozen=True)
class Added:
    """What came of adding a survey; `coded` counts the answers that are coded like turns."""

    survey: Survey
    findings: tuple[Finding, ...]
    coded: int
    said: tuple[str, ...]


def add(folder: Folder, path: Path, *, name: str = "", wave: str = "", limit_mb: int = 50) -> Added:
    """Take a survey into the study; one of that name is replaced.

    What goes into the database are counts, and wording that was redacted. Answers in people's own
    words become a session of the survey's name, as `transcripts add` makes it. Raise FgtoolsError
    where the file is no survey, Misused where a name or a setting does not fit.
    """
    known = known_names(folder)
    if any(name.casefold() in wave.casefold() for name in known):
        raise Misused("this wave is called after somebody; nothing was kept", "--wave")
    try:
        source = open_source(path, limit_mb)
        printed = _printed(source)
        export = None if printed else export_of(source)
        if not printed and (export is None or not any(map(_filled, export.columns))):
            raise FgtoolsError(NO_SURVEY, path.name, WANTED)
        name = _name(folder, path, name, known)
        if export is None:
            return _add_printed(folder, name, wave, printed)
        return _add_export(folder, name, wave, source, export, path, limit_mb)
    except FgtoolsError as error:
        raise without_name(error, path, said_aloud(path, "the survey", known)) from None
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise fell_over(error, said_aloud(path, "the survey", known)) from None


def _filled(column: object) -> bool:
    return any(getattr(column, "cells", ()))


def _printed(source: Source) -> tuple[read.Printed, ...]:
    if source.kind == "word":
        return read.printed_tables(in_order(source.data, source.name))
    return tuple(one for sheet in sheets(source) for one in read.printed_tables(sheet.rows))


def _name(folder: Folder, path: Path, given: str, known: frozenset[str]) -> str:
    """Return the survey's name: what was typed, else the file's unless it could name somebody."""
    name = given or re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._")[:64]
    if given:
        check_session_name(given, known)
    elif not name or may_name(name, known):
        name = "survey"
        if any(one.name == name for one in folder.store.surveys()):
            raise Misused(
                "the file's name could name somebody, and there is a survey of no name already",
                "--name", "Give it one, such as: --name workforce",
            )  # fmt: skip
    if not NAME.fullmatch(name):
        raise Misused(
            "a survey's name has letters, digits, '-', '_' and '.'", "--name",
            "Type it anew, such as: --name workforce",
        )  # fmt: skip
    return name


def _add_printed(folder: Folder, name: str, wave: str, printed: Sequence[read.Printed]) -> Added:
    tables, findings, respondents = read.tables_of(printed)
    texts = [text for t in tables for text in (t.text, *(a.label for a in t.answers))]
    said = redacted(folder, name, texts)
    tables = tuple(read.reworded(table, said) for table in tables)
    told = (*_replaced(folder, name), *_written_over(said))
    survey = Survey(name, "", wave or folder.settings.wave, respondents, tables)
    keep(folder, survey)
    return Added(survey, findings, 0, told)


def _add_export(
    folder: Folder,
    name: str,
    wave: str,
    source: Source,
    export: Export,
    path: Path,
    limit_mb: int,
) -> Added:
    told = _replaced(folder, name)
    session, coded = "", 0
    rows = [n for n in range(len(export.labels)) if any(c.cells[n] for c in export.columns)]
    _told_routes(folder, name, _questions(export, rows))  # a slip in them is told before all else
    if any(column.sort == "open" for column in export.columns):
        session, coded, silent = _own_words(folder, name, source, path, limit_mb, wave, told)
        rows = [n for n in rows if export.labels[n] not in silent]
    found = _questions(export, rows)
    said = redacted(folder, name, questions.wording(found))
    told += _written_over(said)
    safe = [questions.reworded(question, said) for question in found]
    asked = routing.asked_of(safe, _told_routes(folder, name, safe))
    survey = Survey(
        name, session, wave or folder.settings.wave, len(rows), tuple(map(table_of, asked))
    )
    keep(folder, survey)
    return Added(survey, (), coded, tuple(told))


def _questions(export: Export, rows: Sequence[int]) -> tuple[questions.Question, ...]:
    columns = [
        questions.Column(c.question, c.option, tuple(c.cells[n] for n in rows), c.sort == "open")
        for c in export.columns
    ]
    return questions.questions_of(columns)


def _replaced(folder: Folder, name: str) -> list[str]:
    there = any(one.name == name for one in folder.store.surveys())
    return [f"Its tables take the place of those of {name} that were there before."] * there


def _written_over(said: Mapping[str, str]) -> list[str]:
    """Say how to keep words that only look like names: an option stands alone, without context."""
    many = sum(text != safe for text, safe in said.items())
    if not many:
        return []
    return [
        f"In {many} of the questions and options words were written over. Put those that name "
        "nobody into transcripts/allow.txt, one a line, and add the survey again."
    ]


def _own_words(
    folder: Folder, name: str, source: Source, path: Path, limit_mb: int, wave: str,
    told: list[str],
) -> tuple[str, int, frozenset[str]]:  # fmt: skip
    """Add what people wrote themselves; return its session, its turns, and who withdrew."""
    recording = _answers(source)
    if recording is None:
        told.append("What people wrote themselves could not be told apart from other columns.")
        return "", 0, frozenset()
    silent = frozenset(withdrawn.leavers(folder, name, recording))
    there = folder.settings.sessions.get(name)
    if there and there.mode != SURVEY:
        raise Misused(
            "there is a session of that name already", name, "Give the survey another: --name NAME"
        )
    if there:
        told.append(
            f"The answers in people's own words stay those of the session {name}. Others: "
            f"fgtools transcripts replace {name} FILE"
        )
        return name, len(recording.turns), silent
    fresh, refused = arrivals(folder, [path], session=name, limit_mb=limit_mb)
    if not fresh:
        told += [f"{one.what} {one.hint}".strip() for one in refused]
        return "", 0, silent
    sessions.add(folder, fresh)
    if wave:
        edit_session(folder.root, name, {"wave": wave})
    return name, len(fresh[0].turns), silent


def _answers(source: Source) -> Recording | None:
    """Return the answers in people's own words, None where the file is not read as a survey."""
    try:
        recordings = read_source(source)
    except FgtoolsError:
        return None
    return recordings[0] if recordings[0].format == SURVEY else None


def _told_routes(
    folder: Folder, name: str, found: Sequence[questions.Question]
) -> Mapping[str, routing.Route]:
    """Return the routes that study.toml tells; raise Misused where it names no such question."""
    settings = folder.settings.surveys.get(name)
    routes = settings.asked if settings else {}
    places = {one.id: at for at, one in enumerate(found)}
    for key, route in routes.items():
        first = route.question or key
        if key not in places or first not in places or places[first] > places[key]:
            raise Misused(
                f"surveys.{name}.asked.{key}: no such question, or none before it", "study.toml",
                f"Type: fgtools surveys show {name}",
            )  # fmt: skip
    return {key: routing.Route(one.question, one.answers) for key, one in routes.items()}
