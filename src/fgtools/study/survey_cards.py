"""Survey questions as the report prints them: as the release level shows them, tied to a theme."""

from __future__ import annotations

from fgtools.report.card_parts import AnswerPart, QuestionPart
from fgtools.study import surveys_kept
from fgtools.study.folder import Folder


def questions(folder: Folder) -> tuple[QuestionPart, ...]:
    """Return all questions of all surveys, in their order.

    Raise Misused where study.toml ties one to a code that the codebook does not have.
    """
    book = folder.codebook()
    labels = {code.key: code.label for code in book.codes}
    found = []
    for survey in surveys_kept.shown(folder):
        for table in survey.tables:
            code = surveys_kept.theme_of(folder, survey.name, table.id)
            found.append(
                QuestionPart(
                    survey=survey.name, wave=survey.wave, id=table.id, text=table.text,
                    kind=table.kind, theme=book.theme_of(code) if code else "",
                    code=labels[code] if code else "", base=table.base, asked=table.asked,
                    answers=tuple(AnswerPart(a.label, a.count) for a in table.answers),
                    note="; ".join(filter(None, (_routing(table.note), table.spread))),
                )
            )  # fmt: skip
    return tuple(found)


def _routing(note: str) -> str:
    """Leave out of a table's note what its kind says already."""
    kinds = ("several answers possible", "answers in people's own words")
    return "; ".join(part for part in note.split("; ") if not part.startswith(kinds))
