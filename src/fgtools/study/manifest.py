"""The manifest beside a release: what it was made from, without a name, a word of talk or a clock.

It holds no digest of the roster, the key or a raw transcript: whoever has a list of names could try
each of them against such a digest. Digests of redacted turns give no name back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from fgtools import __version__
from fgtools.quotes.guard import RULES
from fgtools.report.parts import Report
from fgtools.report.printed import printed
from fgtools.study import gate, stage_codes, stage_quotes, stage_roles
from fgtools.study.described import told_left_out
from fgtools.study.folder import OWN_TEXT, Folder
from fgtools.study.keys import versions
from fgtools.study.pins import pins
from fgtools.study.private import digest
from fgtools.study.signatures import INTERNAL, SIGNED
from fgtools.study.store import KeptSurvey

WITHOUT_KEY = "passed without the key: identifiers by their form"
PROPER, SEARCHED = "proper-noun", "searchable"
FEWER = "fewer than {}"


def content(folder: Folder, report: Report, outputs: Mapping[str, str]) -> dict[str, Any]:
    """Return what a release was made from; `outputs` are the digests of its files."""
    settings, book = folder.settings, folder.codebook()
    return {
        "fgtools": __version__,
        "level": settings.level,
        "wave": settings.wave,
        "threshold": stage_roles.threshold(folder),
        "seed": settings.seed,
        "settings": _settings(folder),
        "codebook": {
            "name": book.name,
            "version": book.version,
            "digest": folder.codebook_digest(),
        },
        "models": dict(pins(folder)),
        "libraries": versions(),
        "sessions": _sessions(folder),
        "surveys": {one.name: _survey(folder, one) for one in folder.store.surveys()},
        "own_text": {
            f"{OWN_TEXT}/{name}.md": digest(text.encode("utf-8"))
            for name, text in folder.own_text().items()
        },
        "counts": _counts(folder, report),
        "guard": _guard(folder),
        "checks": {name: "passed" for name, _ in gate.CHECKS},
        **leak_check(folder),
        "outputs": dict(outputs),
        SIGNED: [],
    }


def leak_check(folder: Folder) -> dict[str, Any]:
    """Return that the leak check passed, and how it looked: without the key in a sealed study."""
    seal = folder.private.seal
    if not seal:
        return {"leak_check": "passed"}
    sealed = {"at": seal.at[:10], "redacted_turns": seal.turns}
    return {"leak_check": WITHOUT_KEY, "sealed": sealed}


def _settings(folder: Folder) -> dict[str, Any]:
    """Return the settings that decide what is shown."""
    settings = folder.settings
    return {
        "roles": {
            key: {"population": role.population, "level": role.level}
            for key, role in settings.roles.items()
        },
        "quotes": settings.quotes.model_dump(mode="json"),
        "topics": settings.topics.model_dump(mode="json"),
        "levels": {name: one.model_dump(mode="json") for name, one in settings.levels.items()},
        "retention": settings.retention,
    }


def _sessions(folder: Folder) -> Any:
    """Return the digests of the redacted turns; a release does not say of which session."""
    read = folder.store.sessions()
    if folder.settings.level == INTERNAL:
        return {one.name: one.digest for one in read}
    return sorted(one.digest for one in read)


def _survey(folder: Folder, survey: KeptSurvey) -> dict[str, Any]:
    """Return what is told of a survey: its digest in the house only, as it covers all counts."""
    told = {"wave": survey.wave, "respondents": _shown(folder, survey.respondents)}
    if folder.settings.level == INTERNAL:
        text = json.dumps(survey.questions, ensure_ascii=False)
        told["digest"] = digest(text.encode("utf-8"))
    return told


def _shown(folder: Folder, people: int) -> int | str:
    """Return a count of people as the release level shows it."""
    least = stage_roles.threshold(folder)
    return FEWER.format(least) if 0 < people < least else people


def _counts(folder: Folder, report: Report) -> dict[str, Any]:
    store = folder.store
    codings, waiting = stage_codes.shown(folder)
    figures = printed(report)
    return {
        "sessions": len(store.sessions()),
        "participants": report.heads,
        "turns": len(store.turns()),
        "left_out": dict(sorted(Counter(left.reason for _, left in told_left_out(folder)).items())),
        "redactions": dict(sorted(Counter(r.kind for r in store.redactions()).items())),
        "doubtful_words_written_over": len(store.doubts()),
        "codings": len(codings),
        "topics": len(store.topics()),
        "quotes": len(store.quotes()),
        "figures_of_people": len(figures),
        "figures_hidden": sum(figure.hidden for figure in figures),
        "decisions": len(store.decisions()),
        "decisions_waiting": len(waiting),
    }


def _guard(folder: Folder) -> dict[str, Any]:
    """Return how many quotes the guard looked at while choosing, and how many each rule stopped."""
    facts = folder.store.facts(stage_quotes.STAGE)
    rules = (*RULES, PROPER, SEARCHED)
    return {
        "looked_at": int(facts.get("looked_at", 0)),
        "stopped": {rule: int(facts.get(rule, 0)) for rule in rules},
        "printed": len(folder.store.quotes()),
    }
