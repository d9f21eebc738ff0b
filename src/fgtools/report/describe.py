"""Describe a report once; the writers lay the description out.

`Report` and its parts are in `parts`; `describe` builds them from the nouns of the study.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from fgtools.nouns import (
    Codebook,
    Coding,
    LeftOut,
    Participant,
    Quote,
    SafeTurn,
    Topic,
    TopicAssignment,
    View,
)
from fgtools.report import annexes, counts, evidence, people, prose, subjects
from fgtools.report.parts import Held, MeetingPart, Report, SaturationPart, Settings, WordPart
from fgtools.report.source import Source

__all__ = ["Held", "Report", "Settings", "describe"]


def describe(
    settings: Settings,
    *,
    codebook: Codebook,
    sessions: Sequence[Held],
    speakers: Mapping[str, Participant],
    words: Mapping[str, int],
    turns: Sequence[SafeTurn],
    codings: Sequence[Coding],
    views: Sequence[View],
    quotes: Sequence[Quote] = (),
    topics: Sequence[Topic] = (),
    assignments: Sequence[TopicAssignment] = (),
    convergence: Sequence[tuple[str, str, str]] = (),
    words_of_roles: Sequence[WordPart] = (),
    saturation: Sequence[SaturationPart] = (),
    agreed: Collection[str] = (),
    redactions: Mapping[str, int] = MappingProxyType({}),
    left_out: Sequence[LeftOut] = (),
    own_text: Mapping[str, str] = MappingProxyType({}),
    known_people: int = 0,
) -> Report:
    """Return all that a report says, built from nouns alone.

    `speakers` by participant id, facilitators included; `words` spoken by each; `codings` as
    they stand after people's decisions; `views` with themes, codes and topics as subjects and
    roles as groups (a theme's view includes its codes); `convergence` rows of theme key, topic
    id and verdict; `words_of_roles`, the strongest of a role first, and `saturation`, all
    sessions first, as counted: what may be shown of them is chosen here; `agreed`: keys of
    the themes on which roles agree; `redactions` counted by kind; `own_text`: the writer's
    Markdown by section (introduction, conclusion, recommendations, theme-KEY; other keys go to
    an annex); `known_people`: how many different people the participants are, 0 where that is
    not known.
    """
    by_id = {turn.id: turn for turn in turns}
    codes = {code.key: code for code in codebook.codes}
    keys = [*codes, *(topic.id for topic in topics)]
    source = Source(
        settings=settings,
        codebook=codebook,
        codes=codes,
        sessions=sessions,
        speakers=speakers,
        turns=by_id,
        rows=counts.said(codings, by_id, speakers, codebook),
        cells=counts.cells(views, keys, settings),
        heard=len({p.session for p in speakers.values() if p.counts}),
        quotes=tuple(evidence.quote_part(quote, by_id, codebook, settings) for quote in quotes),
    )
    topic_parts = subjects.topics(source, topics, assignments, convergence)
    themes = subjects.themes(source, topic_parts)
    roles = people.roles(source, words)
    kept = [row.coding for row in source.rows]
    view_rows = evidence.view_rows(views, source.cells, codebook, {t.id: t.label for t in topics})
    raised = [theme for theme in themes if theme.raised]
    return Report(
        settings=settings,
        codebook=codebook,
        roles=roles,
        participants=people.participants(source, words, known_people),
        summary=prose.summary(
            roles,
            people.opening(source, words),
            raised,
            [t for t in topic_parts if not t.near and t.holds],
        ),
        key_themes=tuple((theme.label, prose.key_theme(theme)) for theme in raised[:5]),
        themes=themes,
        topics=topic_parts,
        quotes=source.quotes,
        similarities=prose.similarities(raised, agreed),
        differences=prose.differences(raised),
        method=annexes.method(
            settings, codebook, kept, topic_parts, assignments, redactions, source.quotes
        ),
        redactions=tuple(sorted(redactions.items(), key=lambda pair: (-pair[1], pair[0]))),
        limits=annexes.limits(
            [cell for theme in themes for cell in theme.cells], kept, speakers.values(), left_out
        ),
        disclosure=annexes.disclosure(settings, sum(row.cell.hidden for row in view_rows)),
        left_out=tuple(left_out),
        views=view_rows,
        passages=tuple(evidence.passage(row, codes, settings) for row in source.rows)
        if settings.internal
        else (),
        matrix=evidence.matrix(source.rows, themes, speakers, settings),
        own_text={key: text for key, text in sorted(own_text.items()) if text.strip()},
        words=counts.words(words_of_roles, settings),
        meetings=tuple(
            MeetingPart(codes[theme].label, topic, verdict)
            for theme, topic, verdict in convergence
            if theme in codes
        ),
        saturation=people.saturation(saturation, settings),
        sittings=people.sittings(source, words) if settings.internal else (),
    )
