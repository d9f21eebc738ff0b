"""Describe a report once; the writers lay the description out.

`Report` and its parts are in `parts`; `describe` builds them from the nouns of the study.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
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
from fgtools.report import (
    annexes,
    by_region,
    cards,
    counts,
    evidence,
    framework,
    people,
    prose,
    recommendations,
    subjects,
    totals,
    trace,
    waves,
)
from fgtools.report.card_parts import Indicator, QuestionPart, RegionsPart, WavesPart
from fgtools.report.facts import Facts
from fgtools.report.parts import Held, MeetingPart, Report, SaturationPart, Settings, WordPart
from fgtools.report.printed import Figure, key_of
from fgtools.report.source import Source
from fgtools.report.suppression import asked_of, settled

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
    beside: Mapping[str, str] = MappingProxyType({}),
    questions: Sequence[QuestionPart] = (),
    change: WavesPart | None = None,
    indicators: Sequence[Indicator] = (),
    facts: Facts | None = None,
    regions: RegionsPart | None = None,
    released: Sequence[Sequence[Figure]] = (),
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
    not known; `beside`: sessions that are no talk ("survey" or "notes"), whose voices no count
    includes; `questions`, `change` between waves and `indicators` as they are to be shown; `facts`
    of how the study was done, `regions` that are large enough; `released`: the figures of earlier
    signed releases, from which nothing must be subtracted.
    """
    apart = {
        key: replace(voice, role=beside[voice.session])
        for key, voice in speakers.items()
        if voice.session in beside
    }
    speakers = {key: voice for key, voice in speakers.items() if key not in apart}
    sessions = [held for held in sessions if held.session.name not in beside]
    by_id = {turn.id: turn for turn in turns}
    codes = {code.key: code for code in codebook.codes}
    settings = counts.strict(settings)
    groups = len({view.group for view in views})
    topics = [topic for topic in topics if topic.size >= counts.least_size(groups, settings)]
    keys = [*codes, *(topic.id for topic in topics)]
    kinds = {code.key: "code" if code.parent else "theme" for code in codebook.codes}
    kinds |= {topic.id: "topic" for topic in topics}

    def told(hide: frozenset[str]) -> Report:
        source = Source(
            settings=settings,
            codebook=codebook,
            codes=codes,
            sessions=sessions,
            speakers=speakers,
            turns=by_id,
            rows=counts.said(codings, by_id, speakers, codebook),
            cells=counts.cells(
                views, keys, settings, lambda key, role: asked_of(kinds[key], key, role, hide)
            ),
            views=counts.by_subject(views),
            hide=hide,
            heard=len({p.session for p in speakers.values() if p.counts}),
            quotes=tuple(evidence.quote_part(quote, by_id, codebook, settings) for quote in quotes),
        )
        written = counts.said(codings, by_id, apart, codebook)
        topic_parts = subjects.topics(source, topics, assignments, convergence)
        themes = subjects.themes(source, topic_parts)
        roles = people.roles(source, words)
        kept = [row.coding for row in source.rows]
        lines = framework.ordered(source, themes)
        printed, themes = trace.numbered(
            trace.quotes_in_order(source.quotes, themes, tuple(settings.roles)), themes, settings
        )
        names = {topic.id: topic.label for topic in topics}
        view_rows = evidence.view_rows(views, source.cells, codebook, names)
        raised = [theme for theme in themes if theme.raised]
        unsaid = people.heads(source) is None or any(role.count is None for role in roles)
        between = waves.closed(change, themes, unsaid, hide) if change else None
        return Report(
            settings=settings,
            codebook=codebook,
            roles=roles,
            participants=(
                *people.participants(source, words, known_people),
                *cards.opening(apart, beside, settings),
            ),
            summary=(
                *prose.summary(
                    roles,
                    people.opening(source, words),
                    raised,
                    [t for t in topic_parts if not t.near and t.holds],
                ),
                *waves.summary(between),
            ),
            key_themes=tuple(
                (theme.label, prose.key_theme(theme))
                for theme in (prose.ranked(raised) or raised)[:5]
            ),
            themes=themes,
            topics=topic_parts,
            quotes=printed,
            similarities=prose.similarities(raised, agreed),
            differences=prose.differences(raised),
            method=annexes.method(
                settings, codebook, kept, topic_parts, assignments, redactions, source.quotes
            ),
            redactions=tuple(sorted(redactions.items(), key=lambda pair: (-pair[1], pair[0]))),
            limits=annexes.limits(
                [cell for theme in themes for cell in theme.cells],
                kept,
                speakers.values(),
                left_out,
            ),
            disclosure=annexes.disclosure(settings),
            left_out=tuple(left_out),
            views=view_rows,
            passages=tuple(evidence.passage(row, codes, settings) for row in (*lines, *written))
            if settings.internal
            else (),
            matrix=evidence.matrix(source.rows, themes, speakers, settings),
            own_text={
                # The recommendations are read by the ids of their evidence first.
                key: text if key == recommendations.KEY else trace.named_as_printed(text, printed)
                for key, text in sorted(own_text.items())
                if text.strip()
            },
            words=totals.words(
                words_of_roles,
                settings,
                whole=people.heads(source) is not None,
                hide=lambda one: (
                    {key_of("word", f"{one.role}/{one.word}", one.role), key_of("role", one.role)}
                    & hide
                ),
            ),
            meetings=tuple(
                MeetingPart(codes[theme].label, topic, verdict)
                for theme, topic, verdict in convergence
                if theme in codes
            ),
            saturation=people.saturation(saturation, settings),
            sittings=people.sittings(source, words) if settings.internal else (),
            frameworks=framework.frameworks(source, themes, lines, printed),
            traced=trace.traced(source, quotes, lines),
            questions=cards.without(questions, hide),
            beside=cards.sources(written, apart, settings, hide),
            waves=between,
            indicators=tuple(indicators),
            facts=facts or Facts(),
            regions=by_region.closed(regions, themes, unsaid, hide) if regions else None,
            heads=people.heads(source),
            people=people.known(source, known_people),
        )

    return settled(told, released)
