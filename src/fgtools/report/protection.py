"""Data protection: what is kept where, who can open it, until when, and what leaves.

For the assessment that Article 35 of the UK GDPR asks for; in internal reports, because whoever
gets a release has none of these places.
"""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.report import prose
from fgtools.report.blocks import Block, Bullets, Table
from fgtools.report.facts import Facts, LevelFact
from fgtools.report.parts import Report

KEPT = (
    (
        "Transcripts as handed in, rosters and attendance, decisions about words, the key of "
        "stand-ins", "transcripts/", "the owner of the folder alone", "private",
    ),
    (
        "Redacted turns, codings, topics, counts, quotes, decisions, counts of surveys", "study.db",
        "whoever may open the study", "safe",
    ),
    ("Codebooks, settings, your own text", "codebooks/, study.toml, report/",
     "whoever may open the study", "safe"),
    ("Reports, workbook of evidence, pictures, manifest", "outputs/", "whoever it is given to",
     "safe"),
)  # fmt: skip
KEY = (
    "The key in transcripts/ leads from stand-ins to names: whoever has it can undo the redaction."
)
GONE = "The key is deleted with the transcripts: nothing here leads from stand-ins to names."


def annex(report: Report) -> Iterator[Block]:
    """Yield what is kept where and until when, how words are protected, and what leaves."""
    facts = report.facts
    until = facts.retention or "no date is set"
    if facts.sealed:
        until = f"deleted on {facts.sealed}"
    yield Table(
        "What is kept where, who can open it, and until when",
        ("What", "Where", "Who can open it", "Until"),
        tuple(
            (what, where, who, until if zone == "private" else "no date is set")
            for what, where, who, zone in KEPT
        ),
        (5, 3, 3, 3),
    )
    yield Bullets(tuple(_told(report, facts)))
    yield Table(
        "Release levels: what each hides",
        ("Level", "Counts of people hidden", "Quotes"),
        tuple((one.name, _hidden(one), "yes" if one.quotes else "no") for one in facts.levels),
        (3, 4, 2),
    )


def _hidden(level: LevelFact) -> str:
    if not level.threshold:
        return "none"
    return "1" if level.threshold == 2 else f"1 to {level.threshold - 1}"


def _told(report: Report, facts: Facts) -> Iterator[tuple[str, str]]:
    yield ("Retention.", _retention(facts))
    total = sum(count for _, count in report.redactions)
    yield (
        "Redaction.",
        f"Stretches that could identify somebody are written over ({total:,} here); the kinds are "
        f"counted in the annex on method. {_doubts(facts.doubts)}",
    )
    yield (
        "Models.",
        "All models run on this computer; fgtools connects to no network, and writes no log or "
        "cache outside the study.",
    )
    yield (
        "What leaves.",
        "What lies in outputs/, after it was searched for names once more: the report at its "
        "release level, and what was exported for other programs (all redacted turns, marked as "
        "internal). Neither an internal report nor an export is for publication.",
    )
    yield (
        "What remains.",
        f"{GONE if facts.sealed else KEY} What is redacted stays personal data for whoever knows "
        "who took part, and people who were in the room may recognise what they heard.",
    )


def _retention(facts: Facts) -> str:
    if facts.sealed:
        return (
            f"The private zone was deleted on {facts.sealed}, after all that was written had been "
            "searched for names with the key. What was written since was searched without it."
        )
    if facts.retention:
        return (
            f"The private zone is to be deleted on {facts.retention} (study.toml); fgtools reminds "
            "of it from that day on. Nothing deletes it by itself."
        )
    return (
        "No date is set on which the private zone is to be deleted: write one into study.toml "
        "(retention)."
    )


def _doubts(many: int) -> str:
    if not many:
        return "No word waits for a decision."
    verb = "is" if many == 1 else "are"
    return (
        f"{prose.sentence(prose.plural(many, 'doubtful word'))} {verb} written over until somebody "
        "decides."
    )
