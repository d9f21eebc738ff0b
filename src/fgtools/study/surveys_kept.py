"""Surveys as the database keeps them: counts and redacted wording; what a release shows of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from fgtools.errors import Misused
from fgtools.study.folder import Folder
from fgtools.study.store import KeptSurvey
from fgtools.surveys.tables import Answer, Table, released


@dataclass(frozen=True)
class Survey:
    """A survey: its tables, and the session that holds what was answered in people's own words.

    `respondents` is None where a release hides how few they were.
    """

    name: str
    session: str
    wave: str
    respondents: int | None
    tables: tuple[Table, ...]


def shown(folder: Folder, name: str = "") -> tuple[Survey, ...]:
    """Return the surveys, or the one of a name, as the study's release level may show them.

    Raise Misused where there is none of that name.
    """
    level = folder.settings.levels[folder.settings.level]
    found = [_opened(one) for one in folder.store.surveys()]
    if name and name not in {one.name for one in found}:
        there = ", ".join(one.name for one in found) or "none yet"
        raise Misused("no survey of that name", hint=f"There are: {there}.")
    return tuple(_released(one, level.threshold) for one in found if name in ("", one.name))


def _released(survey: Survey, threshold: int) -> Survey:
    people = survey.respondents or 0
    tables = tuple(released(table, threshold, people) for table in survey.tables)
    return replace(survey, tables=tables, respondents=None if 0 < people < threshold else people)


def theme_of(folder: Folder, survey: str, question: str) -> str:
    """Return the key of the code that study.toml says a question is about, "" if none.

    Raise Misused where the codebook does not have it.
    """
    settings = folder.settings.surveys.get(survey)
    key = settings.themes.get(question, "") if settings else ""
    if key and key not in {code.key for code in folder.codebook().codes}:
        raise Misused(
            f"surveys.{survey}.themes.{question}: the codebook has no code {key}", "study.toml",
            "Type: fgtools codebook show",
        )  # fmt: skip
    return key


def keep(folder: Folder, survey: Survey) -> None:
    """Put a survey into the database, in the place of an older one of its name."""
    kept = KeptSurvey(
        survey.name, survey.session, survey.wave, survey.respondents or 0,
        tuple(json.dumps(asdict(table), ensure_ascii=False) for table in survey.tables),
    )  # fmt: skip
    with folder.store.writing():
        folder.store.set_survey(kept)


def _opened(kept: KeptSurvey) -> Survey:
    tables = tuple(_table(json.loads(text)) for text in kept.questions)
    return Survey(kept.name, kept.session, kept.wave, kept.respondents, tables)


def _table(told: dict[str, object]) -> Table:
    answers = told.pop("answers")
    assert isinstance(answers, list)
    return Table(**told, answers=tuple(Answer(**one) for one in answers))  # type: ignore[arg-type]
