"""What a study says in its report: everything that was decided, counted and chosen, handed over."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from fgtools.nouns import LeftOut
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.report.parts import SaturationPart, WordPart
from fgtools.roles.agreement import agreements
from fgtools.study import (
    facts,
    finding,
    pooled,
    regions,
    signatures,
    sources,
    stage_codes,
    stage_roles,
    stage_topics,
    survey_cards,
    waves,
)
from fgtools.study.folder import Folder
from fgtools.study.pins import pins
from fgtools.study.reading import WITHDRAWN

MOST_WORDS = 12
"""Words that mark a role, handed to the report at most."""


def describe_study(folder: Folder) -> Report:
    """Return all that the report says."""
    store, settings = folder.store, folder.settings
    codings, _ = stage_codes.shown(folder)
    own = report_settings(folder)
    questions = survey_cards.questions(folder)
    return describe(
        own,
        codebook=folder.codebook(),
        sessions=[Held(settings.session(r.name), r.words, r.duration) for r in store.sessions()],
        speakers=store.participants(),
        words=store.words(),
        turns=store.turns(),
        codings=codings,
        views=store.views(),
        quotes=store.quotes(),
        topics=stage_topics.shown(folder),
        assignments=store.topic_assignments(),
        convergence=[(row.theme, row.topic, row.verdict) for row in stage_topics.matrix(folder)],
        words_of_roles=_words_of_roles(folder),
        saturation=_saturation(folder),
        agreed=[one.subject for one in agreements(store.views())],
        redactions=Counter(r.kind for r in store.redactions()),
        left_out=[
            replace(one, where=f"{name}, {one.where}") for name, one in told_left_out(folder)
        ],
        own_text=folder.own_text(),
        known_people=int(store.facts(finding.STAGE).get("people", 0)),
        beside=sources.beside(folder),
        questions=questions,
        change=waves.change(folder, codings, own, questions),
        indicators=waves.indicators(folder.settings),
        facts=facts.facts(folder),
        regions=regions.part(folder, codings, own),
        released=signatures.figures(folder),
    )


def told_left_out(folder: Folder) -> tuple[tuple[str, LeftOut], ...]:
    """Return what was left out, by session; that consent was withdrawn is told in the house only.

    Rationale: who was there knows who went silent, and so learns that they withdrew.
    """
    internal = folder.settings.level == signatures.INTERNAL
    return tuple(
        (name, one) for name, one in folder.store.left_out() if internal or one.reason != WITHDRAWN
    )


def _words_of_roles(folder: Folder) -> list[WordPart]:
    from fgtools.roles.words import distinctive  # numpy waits until it is needed

    apart = sources.beside(folder)
    people = {k: p for k, p in folder.store.participants().items() if p.session not in apart}
    roles = {key: person.role for key, person in people.items() if person.role}
    found = distinctive(folder.store.turns(), people, roles, most=MOST_WORDS)
    return [
        WordPart(w.group, w.word, w.participants, w.of_participants, w.others, w.of_others)
        for w in found
    ]


def _saturation(folder: Folder) -> list[SaturationPart]:
    return [
        SaturationPart(
            role=role,
            sessions=found.sessions,
            new=found.new,
            curve=found.curve,
            reached=found.reached,
            assessable=found.assessable,
            verdict=found.verdict,
        )
        for role, found in pooled.saturations(folder)
    ]


def report_settings(folder: Folder) -> Settings:
    """Return what the study says about its report."""
    settings = folder.settings
    decisions = folder.store.decisions()
    roles = list(dict.fromkeys((*settings.roles, *_roles(folder))))
    return Settings(
        title=settings.title,
        level=settings.level,
        threshold=stage_roles.threshold(folder),
        roles={role: settings.role_label(role) for role in roles},
        pins=pins(folder),
        seed=settings.seed,
        date=decisions[-1].at[:10] if decisions else "",
        wave=settings.wave,
    )


def _roles(folder: Folder) -> list[str]:
    apart = sources.beside(folder)
    voices = (p for p in folder.store.participants().values() if p.session not in apart)
    return sorted({p.role for p in voices if p.role and not p.is_facilitator})
